"""When letters that nobody waits for may go out: by day, and not all at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings

from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.hours import DHAKA, closing, opening

Window = tuple[time, time]


def by_day(at: datetime, window: Window | None = None) -> datetime:
    """`at`, or the next moment at which letters to applicants may go out (a named setting)."""
    starts, ends = window or settings.SENDING_HOURS
    local = at.astimezone(DHAKA)
    if local.time() < starts:
        return datetime.combine(local.date(), starts, DHAKA)
    if local.time() >= ends:
        return datetime.combine(local.date() + timedelta(days=1), starts, DHAKA)
    return local


def in_turn(at: datetime, number: int, window: Window | None = None) -> datetime:
    """When the letter with this number (from 0) of a batch that may begin at `at` goes out, so many a minute."""
    starts, ends = window or settings.SENDING_HOURS
    day, left = by_day(at, (starts, ends)), timedelta(minutes=number / settings.BULK_PER_MINUTE)
    while (rest := datetime.combine(day.date(), ends, DHAKA) - day) <= left:
        left -= rest
        day = datetime.combine(day.date() + timedelta(days=1), starts, DHAKA)
    return day + left


def in_office_hours(at: datetime, calendar: WorkingCalendar) -> datetime:
    """`at`, or the next moment at which the office is open: when officers are told."""
    day = at.astimezone(DHAKA).date()
    if calendar.is_working(day) and at < closing(day, calendar):
        return max(at, opening(day, calendar))
    return opening(calendar.nth_after(day, 1), calendar)
