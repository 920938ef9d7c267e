"""Phone numbers in the ways people write them, and those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.phones import local_phone, normal_mobile, normal_phone

SPELLINGS = (
    "01712345678",
    "০১৭১২৩৪৫৬৭৮",
    "01712-345678",
    "০১৭১২ ৩৪৫৬৭৮",
    "+8801712345678",
    "+৮৮০ ১৭১২-৩৪৫৬৭৮",
    "8801712345678",
    "88 01712 345 678",
    "008801712345678",
    "+88-01712-345678",
    "(+880) 1712 345678",
    "1712345678",
)


@pytest.mark.parametrize("written", SPELLINGS)
def test_one_mobile_number_in_many_spellings(written: str) -> None:
    assert normal_mobile(written) == "+8801712345678"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0171234567",
        "017123456789",
        "02-9876543",
        "+1 202 555 0100",
        "abc",
        "01712x45678",
        "+44 1712 345678",
        "01212345678",
        "01012345678",
    ],
)
def test_what_is_no_mobile_number_is_none(written: str) -> None:
    assert normal_mobile(written) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("55006847-9", "+88055006847"),
        ("৫৫০০৬৮৪৭-৯", "+88055006847"),
        ("০২৫৮৯৯১৫০৭৬", "+8802589915076"),
        ("0571-62345", "+88057162345"),
        ("+৮৮০ ২৪১ ০২৪০৭০", "+880241024070"),
    ],
)
def test_land_lines_keep_their_area_code(written: str, number: str) -> None:
    assert normal_phone(written) == number


@given(st.from_regex(r"1[13-9][0-9]{8}", fullmatch=True), st.sampled_from(["0", "+880", "880", "00880"]), st.booleans())
def test_every_mobile_number_comes_back_in_one_form(digits: str, before: str, bangla: bool) -> None:  # noqa: FBT001
    written = before + digits
    assert normal_mobile(to_bangla(written) if bangla else written) == f"+880{digits}"
    assert local_phone(f"+880{digits}").replace("-", "") == f"0{digits}"


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    number = normal_phone(text)
    assert number is None or number.startswith("+880")
