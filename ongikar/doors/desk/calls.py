"""The list of who is to be phoned or gets paper, each with what to say, and one key to write down that it was said."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ongikar.doors.desk.frame import page
from ongikar.notices import calls
from ongikar.notices.models import Notice
from ongikar.notices.sheets import sheet_of
from ongikar.ui.audiences import View, officer, posting_of
from ongikar.ui.templatetags.parts import in_digits

BACK = "/desk/calls/"


@officer
@require_safe
def desk_calls(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    found, papers = calls.calls(posting), calls.papers(posting)
    return page(request, "desk/calls.html", here="calls", calls=found, papers=papers)


def logged(deed: Callable[..., None], done: Callable[[Notice], str]) -> View:
    """A view that writes down what became of one call, and goes back to the list."""

    @officer
    @require_POST
    def view(request: HttpRequest, call: int) -> HttpResponse:
        posting = posting_of(request)
        notice = calls.call_of(posting, call)
        request.back_to = BACK  # type: ignore[attr-defined]
        deed(notice, by=posting, at=timezone.now())
        messages.success(request, done(notice))
        return redirect("desk:calls")

    return view


told = logged(Notice.hand_over, lambda notice: _("%(name)s: জানানো হয়েছে।") % {"name": notice.case.requester.name})
missed = logged(
    Notice.miss, lambda notice: _("%(name)s: ধরেননি; তালিকার শেষে রইলেন।") % {"name": notice.case.requester.name}
)


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
    numbers = [int(one) for one in request.POST.getlist("letter") if one.isascii() and one.isdigit() and len(one) < 19]
    count = calls.hand_over_all(posting_of(request), numbers, at=timezone.now())
    said = ngettext("%(n)sটি চিঠি ছাপিয়ে দেওয়া হয়েছে।", "%(n)sটি চিঠি ছাপিয়ে দেওয়া হয়েছে।", count) % {"n": in_digits(count)}
    messages.success(request, said)
    return redirect("desk:calls")
