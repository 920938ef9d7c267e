"""A table for each rule and each policy: the clause it follows, or that nobody says."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.hours import DHAKA, AfterHours, received_day

CALENDAR = shipped_calendar("joypurhat")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


@pytest.mark.parametrize(
    ("received", "policy", "zero"),
    [  # General Clauses Act s.9 leaves out the day of receipt; for the hours no rule was found: a setting
        ("2026-11-24T16:59", "next_opening", "2026-11-24"),
        ("2026-11-24T17:01", "next_opening", "2026-11-25"),
        ("2026-11-24T17:01", "same_day", "2026-11-24"),
        ("2026-11-26T23:59", "next_opening", "2026-11-29"),
        ("2026-11-26T23:59", "same_day", "2026-11-26"),
        ("2026-11-27T10:00", "same_day", "2026-11-29"),  # a closed day is closed under both
    ],
)
def test_after_hours_counts_from_the_next_opening_unless_the_office_decides_otherwise(
    received: str, policy: AfterHours, zero: str
) -> None:
    calendar = shipped_calendar("joypurhat", after_hours=policy)
    assert received_day(at(received), calendar).isoformat() == zero


def test_the_policy_of_after_hours_is_part_of_the_calendars_version() -> None:
    assert shipped_calendar("joypurhat", after_hours="same_day").version != CALENDAR.version


@pytest.mark.parametrize(
    ("setting", "district", "open_"),
    [  # domain of the order not read in the gazette: two readings
        ("hill_districts", "joypurhat", True),
        ("hill_districts", "rangamati", False),
        ("national", "joypurhat", False),
        ("national", "rangamati", False),
    ],
)
def test_13_april_2026(setting: str, district: str, open_: bool) -> None:
    calendar = shipped_calendar(district, readings=(("chaitra_sankranti_2026", setting),))
    assert calendar.is_working(date(2026, 4, 13)) is open_


@pytest.mark.parametrize(("setting", "open_"), [("may_4", False), ("may_5", True)])
def test_buddha_purnima_2023(setting: str, open_: bool) -> None:
    calendar = shipped_calendar(readings=(("buddha_purnima_2023", setting),))
    assert calendar.is_working(date(2023, 5, 4)) is open_
    assert not calendar.is_working(date(2023, 5, 5))  # a Friday


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [  # General Clauses Act s.10: a last day on a closed day moves to the next open one
        (3, "day", "2026-11-29"),
        (1, "week", "2026-12-01"),
        (1, "month", "2026-12-24"),
        (3, "working_day", "2026-11-29"),
        (72, "hour", "2026-11-27"),  # elapsed: promised in hours, so it stays
    ],
)
def test_a_last_day_on_a_closed_day(amount: int, unit: str, expected: str) -> None:
    clock = Clock(at("2026-11-24T10:00"), amount, unit, CALENDAR)  # type: ignore[arg-type]
    assert clock.due_on.isoformat() == expected
