"""Thirty working days later: our calendar beside numpy and the best-known holiday libraries, all with our days.

The libraries' own lists of Bangladesh lack days, so each is given ours, in the way it likes best: what is measured
is the counting.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time_ns
from typing import Any, cast

from bench.report import Table, verdict

STARTS = [date(2026, 1, 1) + timedelta(days=day) for day in range(200)]
DAYS, WEEKEND = 30, (4, 5)
TIMES_FASTER, TIMES_BISECT, TIMES_VECTOR = 50, 3.0, 5.0  # goals: than the libraries; of the limits


def nanoseconds(deed: Callable[[date], object], repeat: int) -> float:
    """CPU nanoseconds of one call: the least of seven rounds."""

    def once() -> float:
        begun = process_time_ns()
        for _ in range(repeat):
            for day in STARTS:
                deed(day)
        return (process_time_ns() - begun) / repeat / len(STARTS)

    return min(once() for _ in range(7))


def measured() -> dict[str, float]:
    """Nanoseconds each, after all have given the same dates."""
    from ongikar.clock.calendar import shipped_calendar

    calendar = shipped_calendar()
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
    closed, open_days = [[day for day in days if calendar.is_working(day) is open_] for open_ in (False, True)]
    opened = [day for day in open_days if day.weekday() in WEEKEND]
    ways: dict[str, tuple[Callable[[date], date], int]] = {
        "WorkingCalendar.nth_after": (lambda day: calendar.nth_after(day, DAYS), 20),
        "limit: bisect in a list": (lambda day: open_days[bisect_right(open_days, day) + DAYS - 1], 20),
        "numpy.busday_offset": (_numpy(closed), 5),
        "holidays.get_nth_working_day": (_holidays(closed, opened), 1),
        "workalendar.add_working_days": (_workalendar(closed, opened), 1),
    }
    for name, (way, _repeat) in ways.items():
        for day in STARTS:
            assert way(day) == calendar.nth_after(day, DAYS), (name, day)
    found = {name: nanoseconds(*way) for name, way in ways.items()}
    return {**found, "limit: numpy.busday_offset, a million at once, each": _vector(closed)}


def _numpy(closed: list[date]) -> Callable[[date], date]:
    import numpy

    busy = numpy.busdaycalendar(weekmask="1111111", holidays=[str(day) for day in closed])
    return lambda day: cast(date, numpy.busday_offset(numpy.datetime64(day), DAYS, "preceding", busdaycal=busy).item())


def _vector(closed: list[date]) -> float:
    import numpy

    busy = numpy.busdaycalendar(weekmask="1111111", holidays=[str(day) for day in closed])
    many = numpy.array([numpy.datetime64(day) for day in STARTS] * 5000)

    def once() -> float:
        begun = process_time_ns()
        numpy.busday_offset(many, DAYS, "preceding", busdaycal=busy)
        return (process_time_ns() - begun) / len(many)

    return min(once() for _ in range(5))


def _holidays(closed: list[date], opened: list[date]) -> Callable[[date], date]:
    import holidays

    class Ours(holidays.HolidayBase):  # type: ignore[misc]
        def _populate(self, year: int) -> None:
            for day in closed:
                if day.year == year and day.weekday() not in WEEKEND:
                    self[day] = "closed"

    listed: Any = Ours(years=(2026, 2027))
    listed.weekend, listed.weekend_workdays = set(WEEKEND), set(opened)
    return lambda day: listed.get_nth_working_day(day, DAYS)


def _workalendar(closed: list[date], opened: list[date]) -> Callable[[date], date]:
    from workalendar.core import Calendar

    class Ours(Calendar):  # type: ignore[misc]
        def get_weekend_days(self) -> tuple[int, ...]:
            return WEEKEND

        def get_calendar_holidays(self, year: int) -> list[tuple[date, str]]:
            return [(day, "closed") for day in closed if day.year == year and day.weekday() not in WEEKEND]

    listed = Ours()
    return lambda day: listed.add_working_days(day, DAYS, extra_working_days=opened)


def table() -> Table:
    """Ours against the limits and the libraries, with the goals."""
    found = measured()
    ours = found["WorkingCalendar.nth_after"]
    rows = [[name, f"{value:,.0f}", f"{value / ours:,.1f}", *_goal(name, value, ours)] for name, value in found.items()]
    head = ["way", "nanoseconds", "× ours", "goal for ours", ""]
    return Table("Thirty working days later", head, rows, holds="MISSED" not in str(rows))


def _goal(name: str, value: float, ours: float) -> tuple[str, str]:
    if name.startswith("limit"):
        most = TIMES_VECTOR if "million" in name else TIMES_BISECT
        return f"≤ {most:g} × this", verdict(ours, most * value)
    if name.startswith(("holidays", "workalendar")):
        return f"{TIMES_FASTER} × faster", verdict(ours * TIMES_FASTER, value)
    return "", ""
