"""Pages as PDF with Bangla that copies right; WeasyPrint runs in a child process (docs/decisions/pdf.md).

Of all requests one at a time has a PDF made: the next gets the page to print, at once. Whoever is no request (the
ticker) makes its own and waits for nobody.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.rules import RuleBroken
from ongikar.ui import printed

SECONDS = 60
_asked_for, _to_be_filed = threading.Lock(), threading.Lock()
Attached = Sequence[tuple[str, Path]]


def pdf_response(
    template: str, context: dict[str, Any], *, name: str, language: str = "", attached: Attached = (), edition: int = 0
) -> HttpResponse:
    """The template as a PDF to be saved under `name`, which is ASCII; the same as a page to print, where there is none.

    `language`: the paper's, where it is not the reader's. `edition`: whose public paper it is; such a one is made once.
    """
    language = language or translation.get_language()
    html = _page(template, context, language, pdf=True)
    try:
        made = (edition and printed.found(edition, html)) or _made(html, attached)
    except RuleBroken as why:
        return _to_print(_page(template, context, language, why=why.message, why_in=translation.get_language()))
    if edition:
        printed.keep(edition, html, made)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _page(template: str, context: dict[str, Any], language: str, **more: object) -> str:
    with translation.override(language):
        return render_to_string(template, {**context, "language": language, **more})


def _made(html: str, attached: Attached) -> bytes:
    busy = _("এখন আরেকটি PDF তৈরি হচ্ছে। অপেক্ষা না করে এই পাতাটিই ছাপাতে পারেন; PDF লাগলে একটু পরে পাতাটি আবার খুলুন।")
    with _alone(_asked_for, busy):
        return pdf_of(html, attached)


def _to_print(page: str) -> HttpResponse:
    """It stands in for the PDF this once: nobody keeps it under the PDF's address."""
    response = HttpResponse(page)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def pdf_to_file(html: str) -> bytes:
    """A PDF without which an act is not done: no reader holds it up. Raises RuleBroken where another act makes one."""
    with _alone(_to_be_filed, _("এখন আরেকটি নথির PDF তৈরি হচ্ছে; কিছুই জমা হয়নি। একটু পরে আবার বোতামটি চাপুন।")):
        return pdf_of(html)


@contextmanager
def _alone(lane: threading.Lock, busy: str) -> Iterator[None]:
    if not lane.acquire(blocking=False):
        raise RuleBroken(busy)
    try:
        yield
    finally:
        lane.release()


def pdf_of(html: str, attached: Attached = ()) -> bytes:
    """A page as PDF, with files (name, path) attached inside it. Raises RuleBroken where it was not made in time."""
    command = [sys.executable, "-m", "ongikar.ui.weasy", *(str(part) for pair in attached for part in pair)]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise RuleBroken(_("PDF তৈরি করা গেল না। পাতাটি ব্রাউজার থেকে ছাপান।")) from error
    return done.stdout
