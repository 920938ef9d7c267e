"""The clocks of a grievance: each turn's limit, the report of an investigation, the telling of a result."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.clock import Clock, clock_of
from ongikar.clock.explanation import Extension
from ongikar.clock.hours import in_dhaka
from ongikar.clock.limits import TimeLimit
from ongikar.grievances import guideline
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office

if TYPE_CHECKING:
    from ongikar.grievances.models import Referral


def clock_for(
    office: Office,
    limit: TimeLimit,
    tier: int,
    *,
    at: datetime,
    extended: int = 0,
    by: str = "",
    calendar: WorkingCalendar | None = None,
) -> Clock:
    """The clock of a turn: the charter's limit from the filing; where it has no number, the guideline's.

    `by` is the seat that extended it by an investigation; `calendar` another than the office has now.
    """
    more = (Extension(extended, "working_day", _("তদন্ত শুরু হওয়ায় (৭.৪.১(ক))"), by),) if extended else ()
    calendar = calendar or calendar_of(office)
    clock = clock_of(limit, at, calendar, (), more)
    if clock is not None:
        return clock
    return Clock(at, guideline.TIER_LIMITS[min(tier, 3)].days, "working_day", calendar, (), more)


def fields(clock: Clock) -> dict[str, Any]:
    """What a turn keeps of its clock."""
    return {
        "due_on": clock.due_on,
        "lapses_at": clock.lapses_at,
        "act_after": clock.lapses_at,
        "explanation": clock.explanation.to_json(),
    }


def reckon(
    referral: Referral, *, at: datetime, extended: int = 0, calendar: WorkingCalendar | None = None
) -> dict[str, Any]:
    """The dates of this turn's limit counted from `at`."""
    limit = TimeLimit.from_json(referral.row.limit_read) if referral.row and referral.row.limit_read else TimeLimit()
    office, tier, by = referral.grievance.office, referral.limit_tier, referral.seat.title
    return fields(clock_for(office, limit, tier, at=at, extended=extended, by=by, calendar=calendar))


def tell_by(office: Office, at: datetime) -> date:
    """The last day to tell a result (7.4(ছ))."""
    return _after(office, at, guideline.RESULT_TOLD_WITHIN.days)


def report_by(office: Office, at: datetime) -> date:
    """The last day of an investigation's report (7.1.2(গ))."""
    return _after(office, at, guideline.REPORT_WITHIN.days)


def ministry_acts_by(office: Office, at: datetime) -> date:
    """The last day for the ministry to act on what the cell recommended (7.4.1(ঘ))."""
    return _after(office, at, guideline.MINISTRY_ACTS_WITHIN.days)


def _after(office: Office, at: datetime, days: int) -> date:
    return calendar_of(office).nth_after(in_dhaka(at).date(), days)


def appeal_by(office: Office, since: datetime) -> date:
    """The last day to lodge an appeal: within one month (অনধিক এক মাস, 6.2), rolled forward to an open day."""
    return Clock(since, 1, "month", calendar_of(office)).due_on
