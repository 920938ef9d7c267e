"""Numbers with a unit of time in the words of one cell, and the numbers that are no limit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.bangla.words import number_of, with_digits
from ongikar.clock.limits import Unit
from ongikar.reading.sheet import Doubt

# "কার্যদিবস" in the spellings seen: split by a line wrap, run together, with a reph lost or misplaced.
WORKING_DAY = (
    r"(?:কার্য্?য?|কর্ম|কর্য|কায|কাজ|কার্জ|অফিস|ব্যাংকিং|ব্যাংক)\s*-?\s*(?:দি\s*ব\s*স|দিব[শষ]|দিন)"
    r"|(?:working|business|banking|office|work)\s*-?\s*days?"
)
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("working_day", WORKING_DAY),
    ("minute", r"মি(?:নিট|ঃ|নিঃ)|minutes?|mins?\b"),
    ("hour", r"ঘ[নণ]্?টা|ঘঃ|hours?|hrs?\b"),
    ("week", r"সপ্তাহ|weeks?"),
    ("month", r"মাস|months?"),
    ("year", r"বছর|বৎসর|years?"),
    ("day", r"দিন|দিবস|days?"),
)
_UNIT = "|".join(f"(?P<{unit}>{normal_form(pattern)})" for unit, pattern in _UNITS)
ANY_UNIT = "|".join(normal_form(pattern) for _, pattern in _UNITS)
_ORDINAL = r"(?P<ordinal>\s*(?:য়|ম|র্থ|ষ্ঠ|তম)(?=[\s-]|কার্য|কর্ম)|(?:st|nd|rd|th)\b)?"
_TO = r"(?:-|–|—|/|থেকে|হতে|\bto\b|বা|অথবা|\bor\b)"
_NUMBER = r"\d{1,4}(?:\.\d{1,2})?(?!\d)"
_QUANTITY = compiled(
    rf"(?P<low>{_NUMBER})\s*(?:টি)?\s*(?:{_TO}\s*(?P<high>{_NUMBER}))?{normal_form(_ORDINAL)}\s*(?:টি)?\s*-?\s*(?:{_UNIT})"
)
_WORD_IN_BRACKETS = compiled(r"(\d{1,6})\s*(?:টি)?\s*[(\[]\s*([^()\[\]0-9]{2,22}?)\s*[)\]]")
_UNIT_NEXT = compiled(rf"\s*-?\s*(?:{ANY_UNIT})")
_DIGITS_IN_BRACKETS = compiled(r"([^\W\d]{3,12}|[ঀ-৿]{2,12})\s*\(\s*(\d{1,4})\s*\)")
_FIRST_OF_RANGE = compiled(r"(?<![ঀ-৿a-z])([ঀ-৿a-z]{2,10})(?=\s*(?:-|–|থেকে|হতে|\bto\b|/|বা)\s*\d)")
_JOINED_WORD = compiled(rf"(?<![ঀ-৿])(এক|দুই|তিন|চার|পাঁচ|ছয়|সাত|আট|দশ|পনেরো|পনের|বিশ|ত্রিশ)(?={ANY_UNIT})")
_FRACTIONS = (
    (compiled(r"(?<![ঀ-৿])(?:আধা|অর্ধ|আধ)\s*(?=ঘ|দিন|মাস)|\bhalf\s+an?\s+"), "0.5 "),
    (compiled(r"(?<![ঀ-৿])দেড়\s*"), "1.5 "),
    (compiled(r"(?<![ঀ-৿])আড়াই\s*"), "2.5 "),
    (compiled(r"(?<![ঀ-৿])সাড়ে\s*(\d+)"), r"\1.5"),
    (compiled(rf"(\d+)\s*½(?=\s*(?:{ANY_UNIT}))"), r"\1.5 "),
)
_SAME_DAY = compiled(
    r"(?:একই|ঐ|ওই|সেই|নির্ধারিত\s+একই)\s*(?:কর্ম|কার্য|অফিস)?\s*দি(?:ন|বস)(?:েই|ই|ে)?"
    r"|আবেদনের\s*(?:একই\s*)?দিন(?:েই|ই|ে)?|(?<![ঀ-৿])দিনে\s*দিনে|দিনের\s*মধ্যেই|same\s+(?:working\s+|banking\s+|business\s+)?day"
)
_NEXT_DAY = compiled(
    r"(?:পর|পরের|পরবর্তী|আগামী)\s*(?:1\s*)?(?:কর্ম|কার্য)?\s*-?\s*(?:দিন|দিবস)(?!ের\s*\d)|next\s+(?:working\s+|banking\s+|business\s+)?day"
)
MINUTES: dict[Unit, int] = {
    "minute": 1, "hour": 60, "day": 1440, "working_day": 1440, "week": 10080, "month": 43200, "year": 525600,
}  # fmt: skip
_IN_SMALLER: dict[Unit, tuple[Unit, int]] = {
    "hour": ("minute", 60), "week": ("day", 7), "month": ("day", 30), "year": ("month", 12), "day": ("hour", 24),
}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """One number (or two ends) with its unit, and where it stands in the plain form of the cell."""

    low: int | None
    high: int
    unit: Unit
    start: int
    end: int
    when: str | None = None

    @property
    def length(self) -> int:
        return self.high * MINUTES[self.unit]

    @property
    def least(self) -> int:
        return self.high if self.low is None else self.low


def numbers_written_out(plain: str) -> tuple[str, tuple[Doubt, ...]]:
    """Number words as digits; a doubt where digits and the words beside them disagree."""
    doubts: list[Doubt] = []

    def checked(match: re.Match[str]) -> str:
        named = number_of(match[2])
        if named is None:
            if _UNIT_NEXT.match(plain, match.end()) is None:
                return match[0]
            doubts.append(_unknown(match[1], match[2]))
        elif named != int(match[1]):
            doubts.append(_differ(match[1], match[2]))
        return match[1] + " "

    plain = _DIGITS_IN_BRACKETS.sub(lambda match: f"{match[2]}({match[1]}) ", plain)
    plain = _WORD_IN_BRACKETS.sub(checked, plain)
    for pattern, digits in _FRACTIONS:
        plain = pattern.sub(digits, plain)
    plain = _JOINED_WORD.sub(lambda match: f"{number_of(match[1])} ", with_digits(plain, ANY_UNIT))
    plain = _FIRST_OF_RANGE.sub(_first_as_digits, plain)
    return plain, tuple(doubts)


def _first_as_digits(match: re.Match[str]) -> str:
    """ "এক থেকে 2" as "1 থেকে 2"."""
    number = number_of(match[1])
    return match[0] if number is None else f"{number}{match[0][len(match[1]) :]}"


def _differ(digits: str, word: str) -> Doubt:
    return Doubt(
        f"অঙ্কে {to_bangla(digits)}, কথায় “{word}”: কোনটি ঠিক তা লেখা থেকে বোঝা যায় না।",
        f"The digits say {digits} and the words say “{word}”: the text does not tell which is right.",
    )


def _unknown(digits: str, word: str) -> Doubt:
    return Doubt(
        f"অঙ্কে {to_bangla(digits)}; পাশের “{word}” শব্দটি চেনা যায়নি।",
        f"The digits say {digits}; the word “{word}” beside them is not known.",
    )


def quantities(plain: str) -> Iterator[Quantity]:
    """Every length of time, in the order of the text, each with the words before it; "1 hour 20 minutes" is one."""
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(plain):
        if match.start() > 0 and plain[match.start() - 1] in ".0123456789":
            continue
        item = _quantity(match)
        if item is None:
            continue
        if found and (joined := _joined(found[-1], item, plain[found[-1].end : item.start])):
            found[-1] = joined
        else:
            found.append(item)
    for pattern, days in ((_SAME_DAY, 0), (_NEXT_DAY, 1)):
        free = _Free(found)
        found += [
            Quantity(None, days, _day(match[0]), match.start(), match.end())
            for match in pattern.finditer(plain)
            if free.has(*match.span())
        ]
        found.sort(key=lambda item: item.start)
    yield from _labelled(plain, found)


class _Free:
    """The text between quantities that stand in its order."""

    def __init__(self, found: list[Quantity]) -> None:
        self.starts = [item.start for item in found]
        self.ends = [item.end for item in found]

    def has(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)  # the last that begins before this ends
        return not before or self.ends[before - 1] <= start


def _day(words: str) -> Unit:
    return "working_day" if re.search(r"working|banking|business|কার্য|কর্ম|অফিস", words) else "day"


def _quantity(match: re.Match[str]) -> Quantity | None:
    unit = next(unit for unit, _ in _UNITS if match[unit])
    if match["ordinal"] and unit not in ("working_day", "day"):
        return None
    low, high = Fraction(match["low"]), Fraction(match["high"] or match["low"])
    while low.denominator > 1 or high.denominator > 1:
        if unit not in _IN_SMALLER:
            return None
        unit, factor = _IN_SMALLER[unit]
        low, high = low * factor, high * factor
    return Quantity(int(low) if match["high"] else None, int(high), unit, match.start(), match.end())


def _joined(first: Quantity, second: Quantity, between: str) -> Quantity | None:
    """Two neighbours that are one limit: "1 hour 20 minutes", or "3 months to 1 year"."""
    between = between.strip()
    if first.unit == second.unit or "working_day" in (first.unit, second.unit):
        return None
    if second.low is None and first.low is None and between in ("", "ও", "and", "এবং"):
        if MINUTES[first.unit] <= MINUTES[second.unit]:
            return None
        unit = second.unit
        return Quantity(None, _in_units(first, unit) + second.high, unit, first.start, second.end)
    if between in ("-", "–", "থেকে", "হতে", "to", "হইতে") and first.length < second.length:
        return replace(second, low=first.high, high=_in_units(second, first.unit), unit=first.unit, start=first.start)
    return None


def _in_units(quantity: Quantity, unit: Unit) -> int:
    """The quantity counted in a smaller unit; a month is 30 days, a year 12 months."""
    if quantity.unit == "year" and unit == "month":
        return quantity.high * 12
    return quantity.length // MINUTES[unit]


def _labelled(plain: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Each quantity with the words that say which case it is for."""
    before = 0
    for item in found:
        words = re.split(r"[;।\n]|(?<=\D),(?=\D)", plain[before : item.start])[-1].strip(" ,;:/()।-–") or None
        before = item.end
        yield replace(item, when=words)
