"""Phone numbers as people write them into a cell; fax numbers, masked and district codes are none."""

from __future__ import annotations

import re

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.patterns import compiled
from ongikar.reading.sheet import Doubt

_DASHES = "\\-\u2010-\u2015"
_FAX = compiled(rf"(?:ফ্যাক্স|fax)\S*?\s*(?:নং|নম্বর|no\.?)?\s*[:ঃ.{_DASHES}]?\s*\+?[\d (){_DASHES}]{{6,}}", re.IGNORECASE)
_MASKED = compiled(r"\+?[\d ]*[xX*]{2,}[\dxX*-]*(?:\s*-\s*[xX*]+)?")
_EXTENSION = compiled(rf"(?:\bext\w*|এক্স(?:টেনশন|ট)\S*|বর্ধিত)\s*[:.{_DASHES}]?\s*\d{{1,5}}", re.IGNORECASE)
_DISTRICT = compiled(rf"(?:জেলা|উপজেলা|এলাকা|পোস্ট|ডাক)\S*\s*কোড\s*(?:নং)?\s*[{_DASHES}:ঃ]?\s*\d+")
_SHORT = compiled(
    rf"(কল\s*সেন্টার|হট\s*লাইন|হেল্প\s*লাইন|হেল্প\s*ডেস্ক|hot\s*line|help\s*line|help\s*desk|call\s*cent\w*)[ঀ-৿]*\s*(?:নম্বর|নং|no\.?)?\s*[:ঃ{_DASHES}]?\s*(\d{{3,5}})(?!\d)",
    re.IGNORECASE,
)
_RUN = compiled(rf"\(?\s*\+?\d(?:[\d (){_DASHES}]{{0,80}}\d)?")
FEWEST, MOST = 6, 16


def phones_in(text: str) -> tuple[list[str], str, tuple[Doubt, ...]]:
    """The numbers, what is left of the text, and doubts about numbers of a wrong length.

    A number is +880 and its digits without the leading 0; `?` and the digits where the area code is missing; a
    short code as it is.
    """
    rest = text
    for pattern in (_FAX, _EXTENSION, _DISTRICT, _MASKED):
        rest = pattern.sub(" , ", rest)
    found = [to_ascii(code) for _, code in _SHORT.findall(rest)]
    rest = _SHORT.sub(r" \1 , ", rest)
    wrong: list[str] = []

    def taken(match: re.Match[str]) -> str:
        numbers = [number for part in _parts(match[0]) if (number := phone(part))]
        found.extend(number for number in numbers if number not in found)
        wrong.extend(number for number in numbers if _is_odd(number))
        return " , " if numbers else match[0]

    rest = _RUN.sub(taken, rest)
    return found, rest, tuple(map(_odd_length, wrong))


def _parts(run: str) -> list[str]:
    """A run of digits cut where a second number begins: after a space, with 0 or +880."""
    run = to_ascii(run)
    digits = re.sub(r"\D", "", run)
    if len(digits) <= 11 or ("880" in run and len(digits) <= 14):
        return [run]
    parts = compiled(r"(?<=\d)\s+(?=\(?\+?880|\(?0)").split(run)
    return parts if all(FEWEST <= len(re.sub(r"\D", "", part)) <= MOST for part in parts) else [run]


def phone(written: str) -> str | None:
    """One number in its contracted form; None where the digits cannot be a phone number."""
    plain = to_ascii(written)
    digits = re.sub(r"\D", "", plain)
    if not FEWEST <= len(digits) <= MOST:
        return None
    if digits.startswith("00880"):
        digits = digits[2:]
    if digits.startswith("88") and (digits.startswith("880") or digits[2:3] == "0"):
        rest = digits.removeprefix("88").removeprefix("0").removeprefix("0")
        return f"+880{rest}" if (len(digits) >= 10 or "+" in plain) and 6 <= len(rest) <= 11 else None
    if digits.startswith("0"):
        return f"+880{digits[1:]}" if 7 <= len(digits) <= 12 else None
    return f"?{digits}" if len(digits) <= 9 else None


def _is_odd(number: str) -> bool:
    """Whether a mobile number (1 and nine digits) has a digit too many or too few, or a land line far too many."""
    digits = number.removeprefix("+880")
    if number.startswith("?"):
        return False
    return len(digits) != 10 if digits.startswith("1") else len(digits) > 10


def _odd_length(number: str) -> Doubt:
    return Doubt(
        f"ফোন নম্বরটির ({number}) অঙ্কের সংখ্যা ঠিক নয়; মিলিয়ে দেখুন।",
        f"The phone number {number} has a wrong count of digits; check it.",
    )
