"""Answers when something went wrong before a view could answer, or in it. What was typed is on each of them."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from ongikar.rules import RuleBroken, TooOften

UNSHOWN = ("csrfmiddlewaretoken", "held", "left_out", "code", "came_back")  # a form has its own of these
_WRITTEN = re.compile(r"[^\x00-\x7f]|\s")  # what no choice and no key has in it


def sent_along(request: HttpRequest) -> dict[str, Any]:
    """Everything that came, for a form that sends it again: what somebody wrote apart from what was chosen.

    Nothing of a form with a password.
    """
    rows = [(name, value) for name, values in request.POST.lists() for value in values if name not in UNSHOWN]
    rows = [] if any(name.endswith("password") for name, _value in rows) else rows
    return {
        "written": [row for row in rows if _WRITTEN.search(row[1])],
        "chosen": [row for row in rows if not _WRITTEN.search(row[1])],
        "file_fields": list(request.FILES),
        "action": request.get_full_path(),
    }


def has_written(request: HttpRequest) -> bool:
    """Whether somebody would have to write or to look for something anew, where the view does not see to it itself."""
    if request.method != "POST" or getattr(request, "keeps_typed", False):
        return False
    return bool(sent_along(request)["written"] or request.FILES)


def given_back(request: HttpRequest, title: str, said: str, *, status: int, back: str = "") -> HttpResponse:
    """A page with everything that was sent, to be sent again. `back`: the page that the form stood on."""
    page = {"title": title, "said": said, "back": back, **sent_along(request)}
    return render(request, "given_back.html", page, status=status)


def refused(request: HttpRequest, said: str, back: str, *, status: int = 422) -> HttpResponse:
    """A rule said no in a view that has no place for what was typed."""
    return given_back(request, _("কিছু ঠিক করা দরকার"), said, status=status, back=back)


def tell_wait(request: HttpRequest, error: RuleBroken) -> str:
    """What is wrong; where it was tried too often, the answer has the status for that, and says how long to wait."""
    if isinstance(error, TooOften):
        request.told_to_wait = error.wait  # type: ignore[attr-defined]
    return error.message


def wait_first(request: HttpRequest, error: TooOften) -> HttpResponse:
    """Nothing more is taken for a while."""
    said = tell_wait(request, error)
    if has_written(request):
        return given_back(request, _("একটু পরে আবার"), said, status=429)
    return render(request, "429.html", {"said": said}, status=429)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is stale: say so, and give back everything that was typed but passwords.

    At the desk a token goes stale when somebody else signs in on the same computer, or signs out: what was
    typed is then nobody's to see (doors.desk.signing).
    """
    if request.path_info.removeprefix("/en").startswith("/desk/"):
        return render(request, "stale_desk.html", status=403)
    said = _("পাতাটি অনেকক্ষণ খোলা ছিল, তাই কিছুই জমা হয়নি। আপনার লেখা রাখা আছে; বোতাম চাপলেই আবার যাবে।")
    return given_back(request, _("ফরমটি আবার পাঠান"), said, status=403)


class Unkept(FileUploadHandler):
    """Of a form that is too large, the names of its files alone."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name or "-", b"", self.content_type or "")


def too_large(request: HttpRequest) -> HttpResponse:
    """More came than all files allowed together: say how much may come, and give back what was typed."""
    request.upload_handlers = [Unkept(request)]
    page = {"each_megabytes": settings.FILE_MAX_BYTES // 1024**2, "max_count": settings.FILES_MAX_COUNT}
    return render(request, "too_large.html", page | sent_along(request), status=413)


def no_room(request: HttpRequest) -> HttpResponse:
    """The disk takes no more: nothing was kept, and every word comes back to be sent again."""
    said = _(
        "দপ্তরের কম্পিউটারে জায়গা শেষ, তাই কিছুই জমা হয়নি। আপনার লেখা এই পাতায় আছে: একটু পরে আবার পাঠান। "
        "তবু না গেলে লেখাটি কপি করে রাখুন ও দপ্তরে জানান।"
    )
    return given_back(request, _("এখন জমা নেওয়া যাচ্ছে না"), said, status=507)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read, or is not taken: nothing of it was kept."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "too_long.html", {"megabytes": settings.TEXT_MAX_BYTES // 1024**2}, status=413)
    return render(request, "400.html", status=400)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this reader. What was sent to it can be read off and kept."""
    if has_written(request):
        return render(request, "404.html", sent_along(request), status=404)
    return defaults.page_not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program. What was sent is given back as far as that goes; nothing may fail here."""
    try:
        sent = sent_along(request) if has_written(request) else {}
        page = render_to_string("500.html", {**sent, "request": request, "csrf_token": get_token(request)})
    except Exception:
        return defaults.server_error(request)
    return HttpResponse(page, status=500)
