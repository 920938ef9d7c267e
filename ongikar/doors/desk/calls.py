"""The list of who is to be phoned or gets paper, each with what to say, and one key to write down that it was said."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ongikar.doors.desk.frame import page
from ongikar.notices import calls
from ongikar.notices.models import Notice
from ongikar.notices.sheets import sheet_of
from ongikar.offices import timezone
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.templatetags.parts import in_digits

BACK = "/desk/calls/"


@officer
@require_safe
def desk_calls(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    found, papers = calls.calls(posting), calls.papers(posting)
    to_tell = calls.of_grievances(posting)
    return page(request, "desk/calls.html", here="calls", calls=found, papers=papers, to_tell=to_tell)


def settled(request: HttpRequest, deed: Callable[..., None]) -> list[Notice]:
    """Do the deed on the notices that the form names; what somebody else has settled meanwhile is left alone."""
    request.back_to = BACK  # type: ignore[attr-defined]
    typed = request.POST.getlist("notice")
    numbers = [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 19]
    return calls.settle(posting_of(request), numbers, deed, at=timezone.now())


@officer
@require_POST
def told(request: HttpRequest) -> HttpResponse:
    if done := settled(request, Notice.hand_over):
        messages.success(request, _("%(name)s: জানানো হয়েছে।") % {"name": done[0].case.requester.name})
    return redirect("desk:calls")


@officer
@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    if done := settled(request, Notice.miss):
        messages.success(request, _("%(name)s: ধরেননি; তালিকার শেষে রইলেন।") % {"name": done[0].case.requester.name})
    return redirect("desk:calls")


@officer
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter to be printed, each on a sheet of its own, printed in one go."""
    posting = posting_of(request)
    sheets = [sheet_of(notice) for notice in calls.papers_to_print(posting, at=timezone.now())]
    return render(request, "desk/call_letters.html", {"sheets": sheets, "office": posting.office})


@officer
@require_POST
def letters_handed(request: HttpRequest) -> HttpResponse:
    count = len(settled(request, Notice.hand_over))
    said = ngettext("%(n)sটি চিঠি ছাপিয়ে দেওয়া হয়েছে।", "%(n)sটি চিঠি ছাপিয়ে দেওয়া হয়েছে।", count) % {"n": in_digits(count)}
    messages.success(request, said)
    return redirect("desk:calls")
