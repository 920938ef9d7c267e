"""What the linter of the calendar names: everything that the sources do not settle."""

from __future__ import annotations

from datetime import date

import pytest

from ongikar.clock import lint
from ongikar.clock.calendar import YearList, shipped_calendar
from ongikar.clock.days import SHIPPED_YEARS, shipped_year


def named(rule: str) -> set[str]:
    return {str(finding.on) for finding in lint.findings() if finding.rule == rule}


def test_every_open_question_is_named_with_its_two_readings() -> None:
    unresolved = [finding.message_en for finding in lint.findings() if finding.rule == "C1"]
    assert any("chaitra_sankranti_2026: hill_districts (taken), national" in text for text in unresolved)
    assert any("buddha_purnima_2023: may_4 (taken), may_5" in text for text in unresolved)
    assert named("C1") == {"2023-05-04", "2026-02-19", "2026-04-13", "2026-04-14"}


def test_every_reading_has_a_row_for_each_of_its_choices() -> None:
    for year in map(shipped_year, SHIPPED_YEARS):
        for reading in year.readings:
            rows = [row.reading[1] for row in year.days if row.reading and row.reading[0] == reading.name]
            assert sorted(rows) == sorted(reading.choices)
            assert reading.default in reading.choices


def test_every_assumed_announcement_is_named() -> None:
    assumed = {str(row.on) for year in SHIPPED_YEARS for row in shipped_year(year).days if row.assumed and row.later}
    assert assumed <= named("C2")
    assert {"2023-01-01", "2024-01-01", "2025-04-03"} <= named("C2")


def test_single_sources_uncertain_days_and_moon_days_are_named() -> None:
    assert {"2026-05-23", "2026-05-25", "2025-12-31"} <= named("C3")
    assert named("C4") == {"2024-10-10"}
    assert named("C5") == set()
    assert named("C7") == {"2026-06-26", "2026-08-26"}
    assert named("C8") == {"2026-06-01"}


def test_every_finding_is_said_in_both_languages() -> None:
    for finding in lint.findings():
        assert finding.message_bn.strip()
        assert finding.message_en.strip()
        assert finding.severity in {"warning", "note"}


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 24), False),
        (date(2026, 11, 1), True),  # from 1 November whatever is open
        (date(2026, 11, 24), True),  # thirty working days end in 2027
        (date(2027, 2, 1), True),
    ],
)
def test_a_year_without_a_list_is_said_in_time(today: date, said: bool) -> None:
    found = lint.missing_year(shipped_calendar("joypurhat"), today)
    assert (found is not None) is said
    if found:
        assert "2027" in found.message_en
        assert "২০২৭" in found.message_bn


def test_thirty_working_days_past_the_lists_are_a_warning_before_november() -> None:
    assert lint.missing_year(shipped_calendar(known_on=date(2025, 10, 31)), date(2025, 11, 20)) is not None
    long_eid = shipped_calendar(known_on=date(2024, 1, 1))  # the list of 2025 came in October
    assert lint.missing_year(long_eid, date(2024, 10, 30)) is None


def test_once_the_year_is_entered_nothing_is_missing() -> None:
    calendar = shipped_calendar("joypurhat").with_orders([], [YearList(2027, date(2026, 11, 26))])
    assert lint.missing_year(calendar, date(2026, 11, 27)) is None
