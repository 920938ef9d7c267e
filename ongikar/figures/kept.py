"""Promises kept: what a closed month of an office came to.

Only promises are counted: a date of the charter, of an order, or one agreed. The office's own target, where the
charter gives no number, is no promise and is counted apart. A case is counted in the month in which it was due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ongikar.cases.lifecycle import State
from ongikar.cases.models import Basis, Case, Result
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.hours import in_dhaka
from ongikar.figures.models import LEAST
from ongikar.figures.months import Month
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office

ANSWERED = (State.DELIVERED, State.REFUSED)


@dataclass(frozen=True)
class Kept:
    """Of `counted` promises due in a month `kept` were answered in time; `days` is the median it took.

    `days` is in working days from the day of receipt; None where nothing was answered. `misdated`: answers that
    would be late, but that a wrong clock has dated; they are counted here alone, and no officer puts them here.
    """

    month: Month
    counted: int
    kept: int
    days: float | None
    misdated: int = 0

    @property
    def late(self) -> int:
        return self.counted - self.kept

    @property
    def enough(self) -> bool:
        """Whether there are enough cases to be published."""
        return self.counted >= LEAST


def kept_in(office: Office, month: Month) -> Kept:
    """The promises of an office that were due in the month: answered in time, late, or still open.

    Withdrawn cases and those taken down by mistake are not counted; of a reopened case its first clock is.
    """
    return _kept(office, month, own_target=False)


def own_target_met_in(office: Office, month: Month) -> Kept:
    """The same of the office's own targets: shown beside, never as promises."""
    return _kept(office, month, own_target=True)


def _kept(office: Office, month: Month, *, own_target: bool) -> Kept:
    due = Case.objects.of_office(office.pk, or_posts=[]).first_due_between(month.first, month.last)
    counted = [
        (case, _first(case))
        for case in due.exclude(state__in=(State.WITHDRAWN, State.VOID)).prefetch_related("results")
        if (_basis(case) == Basis.OWN_TARGET) is own_target
    ]
    answered = [(case, result) for case, result in counted if result is not None]
    in_time = sum(_in_time(result) for _case, result in answered)
    wrong = sum(bool(result.misdated_at) and not _in_time(result) for _case, result in answered)
    known = [(case, result) for case, result in answered if not result.misdated_at]
    return Kept(month, len(counted) - wrong, in_time, _median(known, calendar_of(office)), wrong)


def _in_time(result: Result) -> bool:
    return result.due_on is None or in_dhaka(result.at).date() <= result.due_on


def _basis(case: Case) -> str:
    """What the date of the first clock rested on."""
    first = _first(case)
    return first.basis if first is not None else case.basis


def _first(case: Case) -> Result | None:
    """The result of the first clock, where it was an answer."""
    return next((r for r in case.results.all() if r.undone_at is None and r.state in ANSWERED), None)


def _median(answered: Sequence[tuple[Case, Result]], calendar: WorkingCalendar) -> float | None:
    days = [calendar.count_between(in_dhaka(case.filed_at).date(), in_dhaka(r.at).date()) for case, r in answered]
    return float(median(days)) if days else None
