"""Digits of both sets, numbers in words, and how they are grouped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.digits import in_threes, lakhs, to_ascii, to_bangla
from ongikar.bangla.words import number_of, with_digits


@given(st.integers(min_value=0, max_value=10**18))
def test_a_number_comes_back_from_bangla_digits(number: int) -> None:
    assert int(to_ascii(to_bangla(number))) == number


@given(st.text())
def test_digits_are_all_that_changes(text: str) -> None:
    there = to_bangla(text)
    assert len(there) == len(text)
    assert to_ascii(there) == to_ascii(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_changes_no_digit(number: int) -> None:
    assert lakhs(str(number)).replace(",", "") == str(number)
    assert in_threes(str(number)).replace(" ", "") == str(number)


def test_amounts_are_grouped_as_in_bangladesh() -> None:
    assert [lakhs(amount) for amount in ("150", "1500", "150000", "12345678.50")] == [
        "150",
        "1,500",
        "1,50,000",
        "1,23,45,678.50",
    ]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("এক", 1),
        ("পাঁচ", 5),
        ("পাচ", 5),
        ("পনের", 15),
        ("পনেরো", 15),
        ("উনত্রিশ", 29),
        ("ঊনত্রিশ", 29),
        ("পঁয়তাল্লিশ", 45),
        ("নিরানব্বই", 99),
        ("একশত", 100),
        ("একশত বিশ", 120),
        ("একশ আশি", 180),
        ("তিনশত", 300),
        ("দুইশ পঞ্চাশ", 250),
        ("দশটি", 10),
        ("তিন টি", 3),
        ("twelve", 12),
        ("Forty-five", 45),
        ("twenty one", 21),
        ("one hundred", 100),
    ],
)
def test_number_words_are_understood(words: str, number: int) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["", "শেষ", "বার্ষিক", "একাধিক", "working", "ত্রিশ টাকা", "প্রযোজ্য"])
def test_words_that_name_no_number_name_none(words: str) -> None:
    assert number_of(words) is None


def test_number_words_before_a_unit_become_digits() -> None:
    assert with_digits("অনধিক তিন মাস, একশত বিশ দিন", "মাস|দিন") == "অনধিক 3 মাস, 120 দিন"


def test_every_number_word_up_to_a_hundred_is_known_in_its_spellings() -> None:
    words = "একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি".split()  # noqa: SIM905
    assert [number_of(word) for word in words] == list(range(61, 69))
    assert [number_of(word) for word in ("বাহান্ন", "বায়ান্ন", "সাইত্রিশ", "নব্বুই", "পাঁচটি")] == [52, 52, 37, 90, 5]
