"""The lists of four years as they were published, written out once more by hand, and whom an order reaches.

G general, X by executive order; + ordered after the year's list; − cancelled; W a Saturday declared working.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.days import Day, Level, shipped_year
from ongikar.clock.places import place_of

LISTS = {
    2023: """
        G 02-21 03-17 03-26 04-21 04-22 05-01 05-04 06-29 08-15 09-06 09-28 10-24 12-16 12-25
        X 03-08 04-14 04-19 04-23 06-28 06-30 07-29
        X+ 04-20 06-27
    """,
    2024: """
        G 02-21 03-17 03-26 04-05 04-11 05-01 05-22 06-17 08-26 09-16 10-13 12-16 12-25
        X 02-26 04-07 04-10 04-12 04-14 06-16 06-18 07-17
        X+ 01-07 07-21 07-22 07-23 08-05 08-06 08-07 10-10
        − 08-15
    """,
    2025: """
        G 02-21 03-26 03-28 03-31 05-01 05-11 06-07 08-16 10-02 12-16 12-25
        X 02-15 03-29 03-30 04-01 04-02 04-14 06-05 06-06 06-08 06-09 06-10 07-06 10-01
        G+ 08-05 09-06 12-31
        X+ 04-03 06-11 06-12
        − 09-05
        W 05-17 05-24
    """,
    2026: """
        G 02-21 03-20 03-21 03-26 05-01 05-28 08-05 08-26 09-04 10-21 12-16 12-25
        X 02-04 03-17 03-19 03-22 03-23 04-14 05-26 05-27 05-29 05-30 05-31 06-26 10-20
        X+ 02-11 02-12 03-18 05-25
        W 05-23
    """,
}
KINDS = {"general": "G", "executive": "X", "working_saturday": "W", "withdrawn": "−"}


def written(year: int) -> dict[str, str]:
    lines = (line.split() for line in LISTS[year].strip().splitlines())
    return {day: mark for mark, *days in lines for day in days}


def shipped(year: int) -> Iterator[tuple[str, str]]:
    for day, row in shipped_calendar("joypurhat").rows.items():
        if day.year == year and row.kind in KINDS:
            later = "+" if row.later and row.kind in ("general", "executive") else ""
            yield f"{day:%m-%d}", KINDS[row.kind] + later


@pytest.mark.parametrize("year", LISTS)
def test_a_years_list_is_what_was_published_and_ordered(year: int) -> None:
    assert dict(shipped(year)) == written(year)


@pytest.mark.parametrize("year", LISTS)
def test_what_was_cancelled_or_moved_stays_in_the_data(year: int) -> None:
    """A holiday that no longer holds is superseded by a later row, and still there as it was known before."""
    rows = shipped_year(year).days
    for withdrawn in (row for row in rows if row.kind == "withdrawn"):
        before = [row for row in rows if row.on == withdrawn.on and row.effect == "off"]
        assert before
        assert before[0].announced < withdrawn.announced
        assert not shipped_calendar(known_on=before[0].announced).is_working(withdrawn.on)
        assert shipped_calendar(known_on=withdrawn.announced).is_working(withdrawn.on) is (withdrawn.on.weekday() != 4)


@pytest.mark.parametrize("year", LISTS)
def test_every_row_says_when_it_was_announced_or_that_the_day_before_is_assumed(year: int) -> None:
    for row in shipped_year(year).days:
        assert row.announced <= row.on
        if row.assumed and row.later:
            assert (row.on - row.announced).days == 1


@pytest.mark.parametrize(
    ("level", "of", "reached"),
    [  # joypurhat lies in the division of Rajshahi
        ("national", set(), {"joypurhat", "naogaon", "rangamati"}),
        ("division", {"rajshahi"}, {"joypurhat", "naogaon"}),
        ("district", {"joypurhat"}, {"joypurhat"}),
        ("district", {"rangamati", "bandarban"}, {"rangamati"}),
        ("class", {"bank"}, set()),
    ],
)
def test_an_order_closes_the_offices_it_is_for(level: Level, of: set[str], reached: set[str]) -> None:
    day, announced = date(2026, 11, 25), date(2026, 11, 24)
    order = Day(day, "off", "executive", "ছুটি", "holiday", announced, level=level, of=frozenset(of))

    def closed(district: str, *classes: str) -> bool:
        calendar = shipped_calendar(district, classes=frozenset(classes))
        place = place_of(district, frozenset(classes))
        return not calendar.with_orders([order] if order.reaches(place) else []).is_working(day)

    assert {district for district in ("joypurhat", "naogaon", "rangamati") if closed(district)} == reached
    assert closed("joypurhat", "bank") is (level in ("national", "division", "class") or "joypurhat" in of)
