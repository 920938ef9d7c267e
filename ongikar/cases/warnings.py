"""Before a date lapses its post is warned, then its head: five working days and one before, and on the day itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings

from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.hours import DHAKA, opening

VERB = "case.warned"


class Warning_(NamedTuple):  # noqa: N801 - Warning is Python's own
    """When it is true that so many working days are left; 0 is the last day itself."""

    at: datetime
    left: int


def warnings_before(lapses_at: datetime | None, calendar: WorkingCalendar) -> list[Warning_]:
    """The warnings of a date, the earliest first, each at the opening of its day.

    A limit of hours has none: it is over before anybody could read them.
    """
    if lapses_at is None or lapses_at.astimezone(DHAKA).time() != time.min:
        return []
    last = (lapses_at - timedelta(microseconds=1)).astimezone(DHAKA).date()
    days = ((left, calendar.nth_before(last, left) if left else last) for left in settings.WARN_DAYS)
    return sorted(Warning_(opening(day, calendar), left) for left, day in days)


def newest(lapses_at: datetime | None, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """The moment of the last thing that time has made true of a date: a warning, or its lapse; None where none is.

    Who is told after days without power is told of this alone.
    """
    moments = [warning.at for warning in warnings_before(lapses_at, calendar)]
    return max((at for at in [*moments, *filter(None, [lapses_at])] if at <= now), default=None)
