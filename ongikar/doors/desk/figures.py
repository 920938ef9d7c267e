"""What was counted in a month, each figure with the cases behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.access import cases_for
from ongikar.doors.desk.frame import page
from ongikar.doors.fields import TextField
from ongikar.doors.typed import TypedForm
from ongikar.figures import definitions
from ongikar.figures.kept import Kept, kept_in, own_target_met_in
from ongikar.figures.models import Release
from ongikar.figures.months import Month
from ongikar.figures.releasing import release as release_month
from ongikar.figures.releasing import release_of
from ongikar.journal.verbs import VERBS
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import head, officer, posting_of


@officer
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a month (?month=2026-11), of the cases this posting may see; the running month by default."""
    now = timezone.now()
    return _figures(request, min(Month.read(request.GET.get("month", "")) or Month.of(now), Month.of(now)))


def _figures(request: HttpRequest, month: Month, *, form: ReleaseForm | None = None, status: int = 200) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    cases = cases_for(posting)
    return page(
        request,
        "desk/figures.html",
        here="figures",
        status=status,
        month=month,
        running=month == Month.of(now),
        acts=[(VERBS[verb], count) for verb, count in definitions.acts(cases, month).items()],
        share=definitions.waived_share(cases, month),
        waived=definitions.waived(cases, month),
        pauses=definitions.other_pauses(cases, month),
        releasing=releasing_of(posting, month, at=now, form=form),
    )


class ReleaseForm(TypedForm):
    """A month to be published, with the reasons of what was late."""

    month = forms.CharField(widget=forms.HiddenInput, max_length=7)
    reasons = TextField(
        label=_l("দেরির কারণ"), help_text=_l("নাগরিকেরা এটি পড়বেন। কারও নাম বা আবেদনের বিষয় লিখবেন না।"), required=False
    )


@dataclass(frozen=True)
class Releasing:
    """What the head sees of a month: its promises, the own targets beside, and the release or the form for it."""

    kept: Kept
    own: Kept
    release: Release | None
    form: ReleaseForm | None


def releasing_of(posting: Posting, month: Month, *, at: datetime, form: ReleaseForm | None = None) -> Releasing | None:
    """None for who does not head the office."""
    if not posting.is_head:
        return None
    released = release_of(posting.office, month)
    ready = released is None and at >= month.ends
    form = form or ReleaseForm(initial={"month": str(month)})
    kept, own = kept_in(posting.office, month), own_target_met_in(posting.office, month)
    return Releasing(kept, own, released, form if ready and kept.enough else None)


@head
@require_POST
def release(request: HttpRequest) -> HttpResponse:
    """Publish a month that is over; what cannot be is said on the form, with what was typed."""
    posting, now = posting_of(request), timezone.now()
    form = ReleaseForm(request.POST)
    month = Month.read(request.POST.get("month", "")) or Month.of(now)
    if form.is_valid():
        try:
            release_month(month, by=posting, at=now, reasons=form.cleaned_data["reasons"])
        except RuleBroken as refused:
            form.add_error("reasons", refused.message)
        else:
            messages.success(request, _("মাসের হিসাব প্রকাশ করা হয়েছে; নাগরিকের পাতায় দেখা যাচ্ছে।"))
            return redirect(f"{resolve_url('desk:figures')}?month={month}")
    return _figures(request, month, form=form, status=422)
