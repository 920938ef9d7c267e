"""Pages as PDF with Bangla that copies right. WeasyPrint runs in a child process, one at a time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ongikar.rules import RuleBroken

STATIC = Path(__file__).resolve().parent / "static"
SECONDS = 60
_one_at_a_time = threading.Lock()


def pdf_response(template: str, context: dict[str, Any], *, name: str) -> HttpResponse:
    """The template as a PDF to be saved under `name`, which is ASCII."""
    html = render_to_string(template, {**context, "language": get_language(), "pdf": True})
    response = HttpResponse(pdf_of(html), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def pdf_of(html: str, attached: Sequence[tuple[str, Path]] = ()) -> bytes:
    """A page as PDF, with files (name, path) attached inside it. Raises RuleBroken where it was not made in time."""
    command = [sys.executable, "-m", "ongikar.ui.weasy", *(str(part) for pair in attached for part in pair)]
    with _one_at_a_time:
        try:
            done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        except (subprocess.SubprocessError, OSError) as error:
            raise RuleBroken(_("PDF তৈরি করা গেল না। পাতাটি ব্রাউজার থেকে ছাপান।")) from error
    return done.stdout
