"""How many bytes of files a line, or an officer, may bring in a day: the words are always taken, the files come later.

A line is counted by a keyed hash (offices.counts). An officer, who gives files to others, has a count of his own and is
told before anything is done; of everybody else the form is taken, and the page says to bring the files.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ongikar.cases.files import clean_name
from ongikar.doors.holding import Gone, Held
from ongikar.offices import timezone
from ongikar.offices.counts import count, key_of, line_of

DAY = timedelta(days=1)


class NoRoom(SimpleUploadedFile):
    """A file for which there was no room any more. `told`: whether the form is refused for it (an officer's)."""

    def __init__(self, name: str, *, told: bool) -> None:
        super().__init__(name, b"")
        self.told = told


def left_out(files: MultiValueDict[str, UploadedFile[Any]]) -> list[str]:
    """The names of the files that came and are not kept."""
    return [clean_name(one.name or "") for _field, sent in files.lists() for one in sent if isinstance(one, NoRoom)]


class leaves_room:  # noqa: N801  a middleware is named like the function it stands for
    """Let go of the files of a request whose line or officer has used up the room of the day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        names = left_out(request.FILES) if request.method == "POST" else []
        if names and 300 <= response.status_code < 400:
            said = _(
                "আপনার লেখা নেওয়া হয়েছে, কিন্তু ফাইল রাখা যায়নি: %(names)s। এই ইন্টারনেট সংযোগ থেকে আজ অনেক ফাইল এসেছে। "
                "ফাইলগুলো দপ্তরে নিয়ে আসুন, অথবা কাল এই নম্বরের পাতা থেকে পাঠান।"
            )
            messages.warning(request, said % {"names": ", ".join(names)})
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.method != "POST" or not request.FILES:
            return
        fresh = [one for _field, sent in request.FILES.lists() for one in sent if not isinstance(one, Held | Gone)]
        size, posting = sum(one.size or 0 for one in fresh), getattr(request.user, "posting", None)
        key, most = _room_of(request, posting, str(kwargs.get("service", "")))
        if size and count([key], window=DAY, at=timezone.now(), more=size)[key] > most:
            for field, sent in request.FILES.lists():
                kept = [NoRoom(one.name or "-", told=bool(posting)) if one in fresh else one for one in sent]
                request.FILES.setlist(field, kept)


def _room_of(request: HttpRequest, posting: Any, service: str) -> tuple[str, int]:
    """What is counted, and how much of it a day bears: of a post, of a line for one open window, or of a line."""
    line = line_of(request.META.get("REMOTE_ADDR", ""))
    if posting:
        return key_of("bytes of a post", str(posting.pk)), settings.FILES_OFFICER_BYTES
    if service in settings.FILES_WINDOWS:
        return key_of("bytes of a window", line, service), settings.FILES_WINDOW_BYTES
    return key_of("bytes", line), settings.FILES_LINE_BYTES
