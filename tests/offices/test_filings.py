"""Counting filings by line and by phone: exact among many at once, by keyed hashes, and soon forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from ongikar.offices.counts import forget_next, line_of
from ongikar.offices.filings import count_filing
from ongikar.offices.models import Count
from tests.cast import NOW
from tests.databases import at_once, shared_database

PHONE, ADDRESS = "+8801712345678", "203.0.113.9"


def often(times: int, *, address: str = "", phone: str = "") -> list[bool]:
    return [count_filing(address=address, phone=phone, at=NOW) for _ in range(times)]


@pytest.mark.django_db
def test_past_the_limit_of_a_phone_or_of_a_line_it_says_so(settings: Settings) -> None:
    settings.FILINGS_PHONE, settings.FILINGS_LINE = 2, 3
    assert often(3, phone=PHONE) == [False, False, True]
    assert often(4, address=ADDRESS) == [False, False, False, True]
    assert count_filing(address="203.0.113.10", phone="+8801812345678", at=NOW) is False
    assert count_filing(address="", phone="", at=NOW) is False


@pytest.mark.django_db
def test_after_the_window_counting_begins_anew(settings: Settings) -> None:
    settings.FILINGS_PHONE, settings.FILINGS_MINUTES = 1, 60
    assert often(2, phone=PHONE) == [False, True]
    assert count_filing(address="", phone=PHONE, at=NOW + timedelta(minutes=59)) is True
    assert count_filing(address="", phone=PHONE, at=NOW + timedelta(minutes=60)) is False


@pytest.mark.django_db
def test_what_is_kept_is_a_keyed_hash_and_is_forgotten_after_the_window() -> None:
    often(1, address=ADDRESS, phone=PHONE)
    rows = list(Count.objects.values_list("key", "number"))
    assert [number for _, number in rows] == [1, 1]
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key, _ in rows)
    assert forget_next(NOW + timedelta(minutes=59)) is False
    assert forget_next(NOW + timedelta(minutes=60)) is True
    assert forget_next(NOW + timedelta(minutes=60)) is False
    assert not Count.objects.exists()


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_a_line_is_what_one_household_has(address: str, line: str) -> None:
    assert line_of(address) == line


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_each_is_counted(tmp_path: Path) -> None:
    def ten() -> None:
        for _ in range(10):
            count_filing(address=ADDRESS, phone=PHONE, at=NOW)

    with shared_database(tmp_path):
        at_once(ten, ten, ten)
        assert set(Count.objects.values_list("number", flat=True)) == {30}
