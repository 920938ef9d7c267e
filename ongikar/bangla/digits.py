"""Bangla and ASCII digits."""

from __future__ import annotations

_TO_ASCII = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_TO_BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def to_ascii(text: str) -> str:
    """The text with every Bangla digit as its ASCII digit."""
    return text.translate(_TO_ASCII)


def to_bangla(text: str | int) -> str:
    """The text or number with every ASCII digit as its Bangla digit."""
    return str(text).translate(_TO_BANGLA)
