"""Office hours, and the day on which something received counts as received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.places import read_data

DHAKA = ZoneInfo("Asia/Dhaka")


@dataclass(frozen=True)
class OfficeHours:
    """The hours of one day, Dhaka time. `pause` is the break (from, to), where the sources give one."""

    opens: time
    closes: time
    name: str = "normal"
    pause: tuple[time, time] | None = None
    source: str = ""


def hours_on(day: date) -> OfficeHours:
    """The office hours in force on a day, open or not."""
    for starts, ends, hours in _periods():
        if starts <= day <= ends:
            return hours
    raise LookupError("the shipped hours have no period without ends")


def opening(day: date) -> datetime:
    """The moment the office opens on a day, if it does."""
    return datetime.combine(day, hours_on(day).opens, DHAKA)


def closing(day: date, calendar: WorkingCalendar) -> datetime:
    """The close of a day: of an open day the office's closing, of a closed day its midnight."""
    if calendar.is_working(day):
        return datetime.combine(day, hours_on(day).closes, DHAKA)
    return midnight_after(day)


def midnight_after(day: date) -> datetime:
    """The first moment after a day, in Dhaka."""
    return datetime.combine(day + timedelta(days=1), time.min, DHAKA)


def received_day(at: datetime, calendar: WorkingCalendar) -> date:
    """Day zero: the day on which something received at `at` counts as received.

    What comes on a closed day, or after the office has closed, counts as received at the next opening.
    ValueError if `at` has no zone.
    """
    local = in_dhaka(at)
    day = local.date()
    if calendar.is_working(day) and local.time() <= hours_on(day).closes:
        return day
    return calendar.nth_after(day, 1)


def in_dhaka(at: datetime) -> datetime:
    """The same moment on Dhaka's clock; ValueError if `at` has no zone."""
    if at.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(DHAKA)


@cache
def _periods() -> tuple[tuple[date, date, OfficeHours], ...]:
    """Periods as (first day, last day, hours), what wins first."""
    rows = []
    for row in read_data("hours.json")["periods"]:
        pause = tuple(map(time.fromisoformat, row["break"])) if row["break"] else None
        hours = OfficeHours(
            time.fromisoformat(row["opens"]),
            time.fromisoformat(row["closes"]),
            row["name"],
            (pause[0], pause[1]) if pause else None,
            row["source"],
        )
        starts, ends = row["from"] or "0001-01-01", row["to"] or "9999-12-31"
        rows.append((date.fromisoformat(starts), date.fromisoformat(ends), hours))
    return tuple(reversed(rows))
