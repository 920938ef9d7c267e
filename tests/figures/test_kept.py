"""Promises kept in a month: only promises count, nothing is published of few, and what is released is frozen."""

from __future__ import annotations

import pytest

from ongikar.figures.kept import kept_in, own_target_met_in
from ongikar.figures.models import Release
from ongikar.figures.months import Month
from ongikar.figures.releasing import release
from ongikar.journal.authors import requester
from ongikar.rules import RuleBroken
from tests.cast import Cast, build_cast, make_case, moment

OCTOBER, DECEMBER = Month(2026, 10), moment("2026-12-01 10:00")
PROMISED, OWN = "institutional-1", "citizen-5"


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast(at=moment("2026-09-01 10:00"))


def closed(cast: Cast, key: str, *, code: str = PROMISED, late: bool = False) -> None:
    case = make_case(cast, code, key=key, at=moment("2026-10-04 10:00"))  # five working days: due on 11 October
    at = moment("2026-10-18 10:00") if late else moment("2026-10-06 10:00")
    case.deliver(by=cast.head.author(), at=at, text="দেওয়া হলো")


def test_only_promises_are_counted_and_own_targets_stand_beside(cast: Cast) -> None:
    for number in range(4):
        closed(cast, f"kept-{number}")
    closed(cast, "late", late=True)
    closed(cast, "own", code=OWN)
    make_case(cast, PROMISED, key="open", at=moment("2026-10-05 10:00"))
    make_case(cast, PROMISED, key="gone", at=moment("2026-10-05 10:00")).withdraw(
        by=requester("রহিমা"), at=moment("2026-10-06 10:00")
    )
    found = kept_in(cast.office, OCTOBER)
    assert (found.counted, found.kept, found.late, found.days) == (6, 4, 2, 2.0)
    assert (own_target_met_in(cast.office, OCTOBER).counted, own_target_met_in(cast.office, OCTOBER).kept) == (1, 1)


def test_a_month_is_released_once_with_the_reasons_of_what_was_late(cast: Cast) -> None:
    for number in range(5):
        closed(cast, f"key-{number}", late=number == 0)
    with pytest.raises(RuleBroken):
        release(OCTOBER, by=cast.head, at=moment("2026-10-31 23:00"))
    with pytest.raises(RuleBroken):
        release(OCTOBER, by=cast.head, at=DECEMBER)
    with pytest.raises(RuleBroken):
        release(OCTOBER, by=cast.clerk, at=DECEMBER, reasons="বন্যা")
    released = release(OCTOBER, by=cast.head, at=DECEMBER, reasons="বন্যায় দপ্তর দুই দিন বন্ধ ছিল")
    assert (released.counted, released.kept, released.late) == (5, 4, 1)
    with pytest.raises(RuleBroken):
        release(OCTOBER, by=cast.head, at=DECEMBER, reasons="আবার")
    assert Release.objects.latest_of(cast.office) == released


def test_of_fewer_than_five_nothing_is_published(cast: Cast) -> None:
    for number in range(4):
        closed(cast, f"key-{number}")
    with pytest.raises(RuleBroken):
        release(OCTOBER, by=cast.head, at=DECEMBER)


def test_a_reopened_case_counts_by_its_first_clock(cast: Cast) -> None:
    case = make_case(cast, PROMISED, at=moment("2026-10-04 10:00"))
    case.deliver(by=cast.head.author(), at=moment("2026-10-06 10:00"), text="দেওয়া হলো")
    case.reopen(by=cast.head.author(), at=moment("2026-11-03 10:00"), reason="সমস্যা রয়ে গেছে")
    assert (kept_in(cast.office, OCTOBER).counted, kept_in(cast.office, OCTOBER).kept) == (1, 1)
    assert kept_in(cast.office, Month(2026, 11)).counted == 0
