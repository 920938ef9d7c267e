"""Adding thirty working days: our calendar beside numpy and the `holidays` package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from time import process_time_ns

STARTS = [date(2026, 1, 1) + timedelta(days=day) for day in range(200)]
DAYS = 30


def nanoseconds(deed: Callable[[date], object], repeat: int) -> float:
    """CPU nanoseconds of one call: the least of seven rounds."""

    def once() -> float:
        begun = process_time_ns()
        for _ in range(repeat):
            for day in STARTS:
                deed(day)
        return (process_time_ns() - begun) / repeat / len(STARTS)

    return min(once() for _ in range(7))


def figures() -> dict[str, float]:
    import holidays
    import numpy

    from ongikar.clock.calendar import shipped_calendar

    ours = shipped_calendar()
    off = [day for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(400)) if not ours.is_working(day)]
    theirs = holidays.country_holidays("BD", years=(2026, 2027))
    theirs.weekend = {4, 5}
    busy = numpy.busdaycalendar(weekmask="1111111", holidays=off)
    stamps = {day: numpy.datetime64(day) for day in STARTS}
    many = numpy.array([numpy.datetime64(day) for day in STARTS] * 5000)
    assert all(
        numpy.busday_offset(stamps[day], DAYS, "preceding", busdaycal=busy).item() == ours.nth_after(day, DAYS)
        for day in STARTS
    )
    begun = process_time_ns()
    numpy.busday_offset(many, DAYS, "preceding", busdaycal=busy)
    return {
        "WorkingCalendar.nth_after": nanoseconds(lambda day: ours.nth_after(day, DAYS), 20),
        "numpy.busday_offset, one date": nanoseconds(
            lambda day: numpy.busday_offset(stamps[day], DAYS, "preceding", busdaycal=busy), 5
        ),
        "numpy.busday_offset, a million at once, each": (process_time_ns() - begun) / len(many),
        "holidays.get_nth_working_day": nanoseconds(lambda day: theirs.get_nth_working_day(day, DAYS), 1),
    }
