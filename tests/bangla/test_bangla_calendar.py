"""The Bangla calendar as revised in 2019: fixed days of the nation, and the turns of its year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ongikar.bangla.dates import bangla_date


@pytest.mark.parametrize(
    ("day", "bangla"),
    [
        (date(2026, 2, 21), "৮ ফাল্গুন ১৪৩২"),
        (date(2026, 3, 26), "১২ চৈত্র ১৪৩২"),
        (date(2026, 4, 13), "৩০ চৈত্র ১৪৩২"),
        (date(2026, 4, 14), "১ বৈশাখ ১৪৩৩"),
        (date(2026, 5, 8), "২৫ বৈশাখ ১৪৩৩"),
        (date(2026, 10, 16), "৩১ আশ্বিন ১৪৩৩"),
        (date(2026, 10, 17), "১ কার্তিক ১৪৩৩"),
        (date(2026, 12, 16), "১ পৌষ ১৪৩৩"),
        (date(2023, 12, 5), "২০ অগ্রহায়ণ ১৪৩০"),
        (date(2024, 2, 29), "১৬ ফাল্গুন ১৪৩০"),
        (date(2024, 3, 14), "৩০ ফাল্গুন ১৪৩০"),
        (date(2024, 3, 15), "১ চৈত্র ১৪৩০"),
        (date(2025, 3, 15), "১ চৈত্র ১৪৩১"),
    ],
)
def test_a_day_has_its_date_in_the_bangla_calendar(day: date, bangla: str) -> None:
    assert bangla_date(day) == bangla


def test_it_is_written_in_english_too() -> None:
    assert bangla_date(date(2026, 12, 16), "en") == "1 Poush 1433"


def test_every_day_of_eight_years_follows_the_one_before() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(8 * 366)]
    written = [bangla_date(day).split() for day in days]
    for before, after in zip(written, written[1:], strict=False):
        assert after[0] == "১" or before[1:] == after[1:]
    assert len({tuple(one) for one in written}) == len(days)
