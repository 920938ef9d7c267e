"""Fifteen dates worked out by hand, on the list as first gazetted and on all that was ordered later."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ongikar.clock.calendar import CHAITRA_SANKRANTI_2026, shipped_calendar
from ongikar.clock.clock import Clock, told
from ongikar.clock.hours import DHAKA

GAZETTED = {"2025": date(2024, 10, 21), "2026": date(2025, 11, 9)}
NATIONAL = ((CHAITRA_SANKRANTI_2026, "national"),)

VECTORS = [  # received, working days, due on the list of which year, due by the list, due in fact
    pytest.param("2025-05-15T10:00", 3, "2025", "2025-05-20", "2025-05-19", id="V1"),
    pytest.param("2025-05-08T10:00", 20, "2025", "2025-06-12", "2025-06-04", id="V2"),
    pytest.param("2025-06-03T10:00", 3, "2025", "2025-06-12", "2025-06-16", id="V3"),
    pytest.param("2025-06-04T10:00", 5, "2025", "2025-06-17", "2025-06-19", id="V4"),
    pytest.param("2025-03-25T10:00", 3, "2025", "2025-04-06", "2025-04-07", id="V5"),
    pytest.param("2025-08-04T10:00", 3, "2025", "2025-08-07", "2025-08-10", id="V6"),
    pytest.param("2025-12-29T10:00", 3, "2026", "2026-01-01", "2026-01-04", id="V7"),
    pytest.param("2026-02-08T10:00", 3, "2026", "2026-02-11", "2026-02-15", id="V8"),
    pytest.param("2026-03-16T10:00", 3, "2026", "2026-03-25", "2026-03-29", id="V9"),
    pytest.param("2026-03-15T10:00", 30, "2026", "2026-05-04", "2026-05-05", id="V10"),
    pytest.param("2026-05-21T10:00", 3, "2026", "2026-06-01", "2026-06-01", id="V11"),
    pytest.param("2026-01-15T10:00", 60, "2026", "2026-04-20", "2026-04-23", id="V12"),
    pytest.param("2026-10-18T10:00", 3, "2026", "2026-10-25", "2026-10-25", id="V13"),
    pytest.param("2025-04-10T10:00", 3, "2025", "2025-04-16", "2025-04-16", id="V14"),
]


def due(received: str, days: int, known_on: date | None = None, district: str = "joypurhat", **how: object) -> str:
    at = datetime.fromisoformat(received).replace(tzinfo=DHAKA)
    calendar = shipped_calendar(district, known_on, **how)
    clock = Clock(at, days, "working_day", calendar)
    assert clock.explanation.due_on == clock.due_on
    return clock.due_on.isoformat()


@pytest.mark.parametrize(("received", "days", "listed", "by_the_list", "in_fact"), VECTORS)
def test_a_date_by_the_list_and_in_fact(received: str, days: int, listed: str, by_the_list: str, in_fact: str) -> None:
    assert due(received, days, GAZETTED[listed]) == by_the_list
    assert due(received, days) == in_fact


@pytest.mark.parametrize("district", ["rangamati", "khagrachhari", "bandarban"])
def test_v14_in_a_hill_district_the_holiday_of_13_april_2025_counts_once_it_is_announced(
    district: str,
) -> None:
    assert due("2025-04-10T10:00", 3, district=district) == "2025-04-17"
    assert due("2025-04-10T10:00", 3, GAZETTED["2025"], district) == "2025-04-16"


def test_v15_what_comes_after_hours_counts_from_the_next_open_day_even_a_saturday() -> None:
    assert due("2025-05-15T17:10", 3) == "2025-05-20"


@pytest.mark.parametrize(
    ("received", "days", "by_the_list", "in_fact"),
    [
        ("2026-03-15T10:00", 30, "2026-05-05", "2026-05-06"),
        ("2026-01-15T10:00", 60, "2026-04-21", "2026-04-26"),
    ],
)
def test_with_13_april_2026_national_a_long_promise_ends_a_working_day_later(
    received: str, days: int, by_the_list: str, in_fact: str
) -> None:
    assert due(received, days, GAZETTED["2026"], readings=NATIONAL) == by_the_list
    assert due(received, days, readings=NATIONAL) == in_fact


def test_a_told_promise_never_moves_earlier() -> None:
    before, now = (date.fromisoformat(day) for day in ("2025-05-20", "2025-05-19"))
    assert told(before, now) == before
    assert told(now, before) == before
    assert told(None, now) == now
