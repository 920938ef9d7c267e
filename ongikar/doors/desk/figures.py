"""What was counted in a month, each figure with the cases behind it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ongikar.cases.access import cases_for
from ongikar.doors.desk.frame import page
from ongikar.figures import definitions
from ongikar.figures.months import Month
from ongikar.journal.verbs import VERBS
from ongikar.ui.audiences import officer, posting_of


@officer
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a month (?month=2026-11), of the cases this posting may see; the running month by default."""
    posting, now = posting_of(request), timezone.now()
    month = min(Month.read(request.GET.get("month", "")) or Month.of(now), Month.of(now))
    cases = cases_for(posting)
    return page(
        request,
        "desk/figures.html",
        here="figures",
        month=month,
        running=month == Month.of(now),
        acts=[(VERBS[verb], count) for verb, count in definitions.acts(cases, month).items()],
        share=definitions.waived_share(cases, month),
        waived=definitions.waived(cases, month),
        pauses=definitions.other_pauses(cases, month),
    )
