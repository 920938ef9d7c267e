"""Bangla and ASCII digits, and how numbers are grouped."""

from __future__ import annotations

# Bangla digits, and those that a borrowed keyboard gives: Devanagari, Arabic, Persian and Urdu, full-width.
_ZEROS = "০०٠۰０"
_TO_ASCII = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_TO_BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def to_ascii(text: str) -> str:
    """The text with every Bangla digit, or one of another script, as its ASCII digit."""
    return text.translate(_TO_ASCII)


def to_bangla(text: str | int) -> str:
    """The text or number with every ASCII digit as its Bangla digit."""
    return str(text).translate(_TO_BANGLA)


def in_threes(digits: str) -> str:
    """A long number in groups of three, as it is read out: 1234567890 is 123 456 789 0."""
    return " ".join(digits[place : place + 3] for place in range(0, len(digits), 3))


def lakhs(amount: str) -> str:
    """An amount of ASCII digits grouped as in Bangladesh: 1234567.50 is 12,34,567.50."""
    whole, point, rest = amount.partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail]) + point + rest
