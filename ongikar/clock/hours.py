"""Office hours, and the day on which something received counts as received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from ongikar.clock.places import read_data

if TYPE_CHECKING:
    from ongikar.clock.calendar import WorkingCalendar

AfterHours = Literal["next_opening", "same_day"]
"""What comes after hours on an open day: counts from the next opening, or on the day itself. No rule says which."""

DHAKA = ZoneInfo("Asia/Dhaka")


@dataclass(frozen=True)
class OfficeHours:
    """The hours of one day, Dhaka time. `pause` is the break (from, to), where the sources give one."""

    opens: time
    closes: time
    name: str = "normal"
    pause: tuple[time, time] | None = None
    source: str = ""


@dataclass(frozen=True)
class Period:
    """Office hours from a day to a day (both included), and since when that was known."""

    starts: date
    ends: date
    announced: date
    assumed: bool
    hours: OfficeHours
    note: str = ""
    unresolved: tuple[str, ...] = ()
    said_bn: str = ""

    def covers(self, day: date, known_on: date | None) -> bool:
        return self.starts <= day <= self.ends and (known_on is None or self.announced <= known_on)


def national_hours(day: date, known_on: date | None = None) -> OfficeHours:
    """The office hours in force on a day, open or not, as known on `known_on`; a later period wins."""
    for period in reversed(shipped_periods()):
        if period.covers(day, known_on):
            return period.hours
    raise LookupError("the shipped hours have no period without ends")


def opening(day: date, calendar: WorkingCalendar) -> datetime:
    """The moment the office opens on a day, if it does."""
    return datetime.combine(day, calendar.hours_on(day).opens, DHAKA)


def closing(day: date, calendar: WorkingCalendar) -> datetime:
    """The moment a day counts as over: the close of its office hours, be the office open or not."""
    return datetime.combine(day, calendar.hours_on(day).closes, DHAKA)


def midnight_after(day: date) -> datetime:
    """The first moment after a day, in Dhaka."""
    return datetime.combine(day + timedelta(days=1), time.min, DHAKA)


def received_day(at: datetime, calendar: WorkingCalendar) -> date:
    """Day zero: the day on which something received at `at` counts as received.

    What comes on a closed day, or after the office has closed (unless the calendar's `after_hours` says
    otherwise), counts as received at the next opening. ValueError if `at` has no zone.
    """
    local = in_dhaka(at)
    day = local.date()
    in_time = calendar.after_hours == "same_day" or local.time() <= calendar.hours_on(day).closes
    return day if in_time and calendar.is_working(day) else calendar.nth_after(day, 1)


def in_dhaka(at: datetime) -> datetime:
    """The same moment on Dhaka's clock; ValueError if `at` has no zone."""
    if at.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(DHAKA)


@cache
def shipped_periods() -> tuple[Period, ...]:
    """The shipped periods, in order: what comes later wins."""
    return tuple(map(_period, read_data("hours.json")["periods"]))


def _period(row: dict[str, Any]) -> Period:
    pause = tuple(map(time.fromisoformat, row["break"])) if row["break"] else None
    hours = OfficeHours(
        time.fromisoformat(row["opens"]),
        time.fromisoformat(row["closes"]),
        row["name"],
        (pause[0], pause[1]) if pause else None,
        row["source"],
    )
    starts = date.fromisoformat(row["from"] or "0001-01-01")
    told = row["announced"]
    announced = date.fromisoformat(told) if told else starts - timedelta(days=1)
    ends = date.fromisoformat(row["to"] or "9999-12-31")
    note, unresolved, said_bn = row.get("note", ""), tuple(row.get("unresolved", ())), row.get("said_bn", "")
    return Period(starts, ends, announced, told is None, hours, note, unresolved, said_bn)
