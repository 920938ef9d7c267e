"""Files of a form that was given back: they lie ready for half an hour, for the same browser and the same address.

A file is held when a page that gives its form back shows it (parts/held.html), and is among `request.FILES` again when
that form is sent. No address serves it, no row names it, no archive has it (docs/decisions/held-files.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse

from ongikar.cases.files import clean_name, receive
from ongikar.charter.shelf import offices_with_charter
from ongikar.doors import held
from ongikar.doors.browser import browser_of, browsers_of, number_of
from ongikar.doors.held import About, Kept
from ongikar.offices import timezone
from ongikar.rules import RuleBroken

NAMED, LEFT_OUT = "held", "left_out"  # what a form that was given back says of its files
ALONE = "file"  # the field that takes one file: the document of a charter, a report to be compared
TEXTS = (".txt", ".html", ".htm")
Answer = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


class Held(SimpleUploadedFile):
    """A file that lay ready and came along again."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(kept.about.name, kept.data(), kept.about.media_type)
        self.kept = kept


class Gone(SimpleUploadedFile):
    """A file that the form counts on and that is not there any more: the field says so (doors.upload)."""


class Holding:
    """The files of one request. `allowed`: whether they may lie on the disk of this machine at all."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.allowed = True
        self.named_office: object = None  # by the address

    @property
    def files(self) -> list[Kept]:
        """Those that lie ready from now on."""
        return self._outcome[0]

    @property
    def to_choose_again(self) -> list[str]:
        """The names of those that cannot."""
        return self._outcome[1]

    @cached_property
    def _outcome(self) -> tuple[list[Kept], list[str]]:
        ready: list[Kept] = []
        names: list[str] = []
        for field, files in self.request.FILES.lists() if self.request.method == "POST" else ():
            for file in files:
                room = settings.HELD_FORM_BYTES - sum(one.about.size for one in ready)
                if self.allowed and (file.size or 0) <= room and (kept := self._keep(field, file)):
                    ready.append(kept)
                else:
                    names.append(clean_name(file.name or ""))
        return [one for one in ready if one.place.exists()], names

    def _keep(self, field: str, file: UploadedFile[Any]) -> Kept | None:
        if isinstance(file, Held):
            file.kept.renew(timezone.now())
            return file.kept
        data = _acceptable(field, file)
        if data is None:
            return None
        name, media_type = clean_name(file.name or ""), file.content_type or ""
        about = About(field, name, media_type, len(data), self._address, self._key)
        office = next((one.code for one in offices_with_charter() if one.code == self.named_office), "")
        return held.keep(number_of(self.request), office, about, data, timezone.now())

    @property
    def _address(self) -> str:
        return self.request.path_info.removeprefix("/en")

    @property
    def _key(self) -> str:
        return self.request.POST.get("intake_key", "")

    def bring_back(self) -> None:
        """Put the files that the form names among those that came along with it, but those that it leaves out."""
        wanted, left_out = self.request.POST.getlist(NAMED), set(self.request.POST.getlist(LEFT_OUT))
        kept = held.kept_of(browser_of(self.request), timezone.now()) if wanted else ()
        ready = {one.token: one for one in kept if _around(one.about.address) == _around(self._address)}
        for token in wanted:
            if token not in left_out:
                self._bring(token, ready.get(token))
            elif token in ready:
                ready[token].drop()

    def _bring(self, token: str, kept: Kept | None) -> None:
        """After those brought before, and before those that were chosen now; one that was chosen again comes once."""
        _number, field, name = [*token.split(":", 2), "", ""][:3]
        file = _taken_up(kept) or Gone(name or "-", b"")
        given = self.request.FILES.getlist(field)
        chosen = [one for one in given if not isinstance(one, Held | Gone)]
        if (field == ALONE and chosen) or any((one.name, one.size) == (file.name, file.size) for one in chosen):
            return
        self.request.FILES.setlist(field, [*given[: len(given) - len(chosen)], file, *chosen])

    def let_go(self) -> None:
        """Of a form that was done."""
        now = timezone.now()
        for one in held.kept_of(browser_of(self.request), now):
            if (one.about.address, one.about.key) == (self._address, self._key):
                one.let_go(now)

    @property
    def was_shown(self) -> bool:
        """Whether the page that answers gives the form back."""
        return "_outcome" in self.__dict__


def _around(address: str) -> str:
    """What an address is about: files of one act on a case may be sent by another."""
    return address.rstrip("/").rpartition("/")[0]


def _taken_up(kept: Kept | None) -> Held | None:
    try:
        return Held(kept) if kept else None
    except OSError:  # it has just left to make room
        return None


def _acceptable(field: str, file: UploadedFile[Any]) -> bytes | None:
    """What is in a file that would be taken by its kind and size; None of any other."""
    if isinstance(file, Gone) or (file.size or 0) > settings.FILE_MAX_BYTES:
        return None
    file.seek(0)
    data: bytes = file.read()
    file.seek(0)
    if field == ALONE and (file.name or "").lower().endswith(TEXTS):
        return data
    try:
        receive(file.name or "", data)
    except RuleBroken:
        return None
    return data


class holds_files:  # noqa: N801  a middleware is named like the function it stands for
    """Give a form that was given back its files again, and let them go once it was done."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        holding = request.held = Holding(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400 and not holding.was_shown:
            holding.let_go()
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: dict[str, Any]) -> None:
        holding = holding_of(request)
        if request.method == "POST":
            holding.allowed = not getattr(view, "may_be_sealed", False)
            holding.named_office = kwargs.get("office")
            holding.bring_back()


def holding_of(request: HttpRequest) -> Holding:
    holding: Holding = request.held  # type: ignore[attr-defined]
    return holding


def may_be_sealed(view: View) -> View:
    """Of a form whose text may not be kept on this machine no file is held, unless the view says that it may be."""
    view.may_be_sealed = True  # type: ignore[attr-defined]
    return view


def allow(request: HttpRequest) -> None:
    """Nothing of this form has to be kept from whoever runs the machine."""
    holding_of(request).allowed = True


def refuse(request: HttpRequest) -> None:
    """The files of this request are not to lie here: they must not, or are what was wrong."""
    holding_of(request).allowed = False


def forget(request: HttpRequest) -> None:
    """Somebody else comes to this browser: nothing that lay ready for it stays."""
    for browser in browsers_of(request):
        held.let_go_of(browser)
