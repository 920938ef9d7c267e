"""Bangladeshi phone numbers in any of the ways people write them."""

from __future__ import annotations

import re

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.patterns import compiled

# The prefixes of the six operators' blocks in the national numbering plan: 011 and 013 to 019.
_MOBILE = compiled(r"\+8801[13-9][0-9]{8}\Z")
_AND_THE_NEXT = compiled(r"(.*[0-9]{6,})\s*[-/–]\s*[0-9]{1,2}\s*\Z", re.DOTALL)  # 55006847-9: three lines


def normal_phone(text: str) -> str | None:
    """The number as +880 and the rest without its leading 0; None where it cannot be one.

    Lenient for land lines (charters print what the exchange has), which have 6 to 10 digits after +880. Of lines in
    a row, "55006847-9", it is the first.
    """
    written = to_ascii(text)
    number = _normal(written)
    if (number is None or not _MOBILE.match(number)) and (first := _AND_THE_NEXT.match(written)):
        return _normal(first[1])
    return number


def _normal(text: str) -> str | None:
    digits = re.sub(r"[^0-9+]", "", text)
    plus, digits = digits.startswith("+"), digits.replace("+", "")
    if digits.startswith("00880"):
        digits = digits[5:]
    elif digits.startswith("880") and (plus or len(digits) > 11):
        digits = digits[3:]
    elif plus:
        return None
    digits = digits.removeprefix("0")
    return f"+880{digits}" if 6 <= len(digits) <= 10 and not digits.startswith("0") else None


def normal_mobile(text: str) -> str | None:
    """The mobile number as +8801 and nine digits; None where it is none."""
    number = normal_phone(text)
    return number if number and _MOBILE.match(number) else None


def local_phone(number: str) -> str:
    """As it is dialled in the country: +8801712345678 is 01712-345678."""
    digits = "0" + number.removeprefix("+880") if number.startswith("+880") else number
    return f"{digits[:5]}-{digits[5:]}" if len(digits) == 11 and digits.startswith("01") else digits
