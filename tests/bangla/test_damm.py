"""The check digit of a reference finds every slip of one digit and every swap of neighbours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.damm import check_digit, is_valid

NUMBERS = st.text(st.sampled_from("0123456789"), min_size=9, max_size=9)


def test_the_published_example_holds() -> None:
    assert check_digit("572") == 4


@given(NUMBERS)
def test_a_number_with_its_check_digit_is_valid(number: str) -> None:
    assert is_valid(f"{number}{check_digit(number)}")


@given(NUMBERS, st.integers(0, 9), st.sampled_from("0123456789"))
def test_every_wrong_digit_is_found(number: str, place: int, digit: str) -> None:
    whole = f"{number}{check_digit(number)}"
    slipped = whole[:place] + digit + whole[place + 1 :]
    assert is_valid(slipped) == (slipped == whole)


@given(NUMBERS, st.integers(0, 8))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    whole = f"{number}{check_digit(number)}"
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert is_valid(swapped) == (swapped == whole)
