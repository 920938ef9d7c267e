"""Codes copied from paper: however they are typed, they are read as they were meant."""

from __future__ import annotations

import pytest

from ongikar.bangla.codes import CODE_SIGNS, typed_code
from ongikar.bangla.digits import to_ascii

WRITTEN = (
    "V7K29QX3", " v7k2 9qx3\n", "V7K2-9QX3", "v৭k২৯qx৩", "V٧K٢٩QX٣", "V۷K۲۹QX۳", "V७K२९QX३", "Ｖ７Ｋ２９ＱＸ３",
    "u7k2·9qx3",
)  # fmt: skip


@pytest.mark.parametrize("typed", WRITTEN)
def test_a_code_is_read_in_any_case_spacing_and_script(typed: str) -> None:
    assert typed_code(typed) == "V7K29QX3"


def test_no_two_codes_are_read_as_one() -> None:
    assert typed_code(CODE_SIGNS) == CODE_SIGNS
    assert typed_code("01ILO") == "01ILO"  # signs that no code has, and that nobody can guess
    assert typed_code("কোড ") == ""


def test_digits_of_a_borrowed_keyboard_are_digits() -> None:
    assert to_ascii("০১٢٣۴۵६७８９ জন") == "0123456789 জন"
