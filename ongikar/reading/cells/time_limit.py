"""Column 6: the time limit. What is not written is not read: no number is ever supplied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.bangla.words import WORDS, number_of
from ongikar.clock.limits import Kind, Part, TimeLimit, Unit
from ongikar.reading.sheet import Doubt

Reading = tuple[TimeLimit, tuple[Doubt, ...]]

# "কার্যদিবস" in the spellings seen: split by a line wrap, run together, with a reph lost or misplaced.
_WORKING_DAY = r"(?:কার্য|কর্ম|কায©|কর্য|কমর্|কাযর্|কম©)\s*(?:দি\s*ব\s*স|দিন)|(?:working|business|banking|office)\s+days?"
_UNITS: tuple[tuple[str, Unit], ...] = (
    (_WORKING_DAY, "working_day"),
    (r"মিনিট|minutes?|mins?", "minute"),
    (r"ঘন্টা|ঘণ্টা|hours?|hrs?", "hour"),
    (r"সপ্তাহ|weeks?", "week"),
    (r"মাস|months?", "month"),
    (r"বছর|বৎসর|years?", "year"),
    (r"দিন|দিবস|days?", "day"),
)
_UNIT = "|".join(f"(?P<{unit}>{pattern})" for pattern, unit in _UNITS)
_ORDINAL = r"(?:য়|ম|র্থ|ষ্ঠ|তম|st|nd|rd|th)?"
_QUANTITY = re.compile(
    rf"(?P<low>\d+)\s*(?:টি)?\s*(?:(?:-|–|—|/|থেকে|হতে|\bto\b)\s*(?P<high>\d+))?{_ORDINAL}\s*-?\s*(?:{_UNIT})"
)
_WORD_IN_BRACKETS = re.compile(r"(\d+)\s*(?:টি)?\s*\(\s*([^()0-9]{2,16}?)\s*\)")
_SPELT = re.compile(
    "(?<![ঀ-৿])(" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + rf")\s+(?={_WORKING_DAY}|"
    + "|".join(pattern for pattern, _ in _UNITS[1:]) + ")"
)  # fmt: skip
_INSTANT = re.compile(
    r"তাৎ?ক্ষ[নণ]ি?[কখ]|তাত্ক্ষ[নণ]িক|চাহিবা\s*মাত্র|সাথে\s*সাথে|সঙ্গে\s*সঙ্গে|তখনই|instant|immediate|on the spot|at once"
)
_SAME_DAY = re.compile(r"একই\s*দিন|ঐ\s*দিন|আবেদনের\s*দিন|same\s+(?:\w+\s+)?day")
_NEXT_DAY = re.compile(r"পরদিন|পরের\s*দিন|পরবর্তী\s*দিন|next\s+(?:working\s+)?day")
_INSTRUCTION = re.compile(
    r"(?:নির্দেশনা|নির্দেশ|আদেশ|সিদ্ধান্ত|অনুমোদন|চাহিদা)\S*\s*(?:অনুযায়ী|মোতাবেক|অনুসারে|ক্রমে|মত)|as (?:directed|per (?:instruction|order))"
)
_RULE = re.compile(
    r"(?:বিধি|নীতিমালা|আইন|ধারা|পরিকল্পনা|প্রজ্ঞাপন|সার্কুলার|পরিপত্র|নিয়ম)\S*\s*(?:অনুযায়ী|মোতাবেক|অনুসারে|মতে)|সরকার\S*\s*(?:কর্তৃক\s*)?নির্ধারিত|as per (?:rule|law|policy|act)"
)
_SCHEDULE = re.compile(
    r"প্রতি\s*(?:রবি|সোম|মঙ্গল|বুধ|বৃহ|শুক্র|শনি|মাস|বছর|বৎসর|সপ্তাহ|দিন|কার্য)|প্রতিদিন|নির্ধারিত\s*(?:দিন|সূচি|সময়|তারিখ)|মৌসুম|সারা\s*(?:বছর|ক্ষণ|দিন)|সারাক্ষণ"
    r"|\d+\s*টা|টা\s*(?:হতে|থেকে)|ঘটিকা|তারিখ|চলাকাল|কালীন|সার্বক্ষণিক|অফিস\s*সময়|(?:জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর)\S*\s*মধ্যে|24/7|daily|every\s"
)
_ROUND_THE_CLOCK = re.compile(r"(?:কালীন|সারাক্ষণ|সার্বক্ষণিক|খোলা)\W*24\s*ঘ[নণ]্টা|24\s*ঘ[নণ]্টা\W*খোলা")
_NOT_A_LIMIT = re.compile(r"প্রতি\s*\d+\s*(?:মাস|দিন|বছর|সপ্তাহ)\s*(?:অন্তর|পর)|(?:মেয়াদ|বয়স)\S*\s*\d+\s*(?:বছর|মাস|দিন)")
_CONDITION_IN_BRACKETS = re.compile(r"\(([^()]*?(?:ক্ষেত্রে|সাপেক্ষে|হলে|মাসে|পরে|থাকলে)[^()]*)\)")
_CONDITION_BEFORE = re.compile(
    r"^(.*?(?:সাপেক্ষে|প্রাপ্তির(?:\s*পর)?|হওয়ার(?:\s*পর)?|[রা]\s*পর(?:বর্তী)?|শেষে|হলে|এলে|পাওয়ার|অভিযোগের|চাহিদার|ভর্তির|ক্ষেত্রে))[\s,;:]*(?=\d|$|প্রতি)"
)
_CONDITION_AFTER = re.compile(r"\b((?:subject to|after|if|upon)\b[^.;()]*)", re.IGNORECASE)
_MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 1440,
    "working_day": 1440,
    "week": 10080,
    "month": 43200,
    "year": 525600,
}
_DASHES = {"", "-", "–", "—", "--", "..", "...", "n/a", "না", "নেই", "প্রযোজ্য নয়"}


@dataclass(frozen=True)
class _Quantity:
    """One number (or two ends) with its unit, and where it stands in the cell."""

    low: int | None
    high: int
    unit: Unit
    start: int
    end: int
    when: str | None = None

    @property
    def length(self) -> int:
        return self.high * _MINUTES[self.unit]


def read_time_limit(cell: str) -> Reading:
    """Read one cell. Never raises; what cannot be decided comes back with a doubt."""
    text = normal_form(cell)
    plain, doubts = _plain(text)
    if plain.strip(" .।|") in _DASHES:
        return TimeLimit(text=text), ()
    limit, more = _decide(text, plain)
    return limit, (*doubts, *more)


def _plain(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """ASCII digits, lower case, number words as digits; a doubt where digits and words disagree."""
    plain = to_ascii(text).lower()
    doubts: list[Doubt] = []

    def checked(match: re.Match[str]) -> str:
        named = number_of(match[2])
        if named is None:
            return match[0]
        if named != int(match[1]):
            doubts.append(_differ(match[1], match[2]))
        return match[1]

    plain = _WORD_IN_BRACKETS.sub(checked, plain)
    return _SPELT.sub(lambda match: f"{WORDS[match[1]]} ", plain), tuple(doubts)


def _differ(digits: str, word: str) -> Doubt:
    return Doubt(
        f"অঙ্কে {digits}, কথায় “{word}”: কোনটি ঠিক তা লেখা থেকে বোঝা যায় না।",
        f"The digits say {digits} and the words say “{word}”: the text does not tell which is right.",
    )


def _decide(text: str, plain: str) -> Reading:
    quantities = [] if _ROUND_THE_CLOCK.search(plain) else list(_quantities(plain))
    instant = bool(_INSTANT.search(plain))
    condition = _condition(text, plain, bool(quantities))
    if not quantities:
        return _without_number(text, plain, instant, condition)
    if len(quantities) == 1 and not instant:
        return _single(text, plain, quantities[0], condition)
    return _composite(text, quantities, instant, condition)


def _quantities(plain: str) -> Iterator[_Quantity]:
    """Every limit with a number in the cell; neighbours like "1 hour 20 minutes" are added up."""
    hidden = _NOT_A_LIMIT.sub(lambda match: " " * len(match[0]), plain)
    found: list[_Quantity] = []
    for match in _QUANTITY.finditer(hidden):
        unit = next(unit for _, unit in _UNITS if match[unit])
        high = int(match["high"] or match["low"])
        low = int(match["low"]) if match["high"] else None
        if _follows_a_clock_time(hidden, match):
            continue
        item = _Quantity(low, high, unit, match.start(), match.end())
        between = hidden[found[-1].end : item.start] if found else "x"
        if found and not between.strip(" ও") and found[-1].unit != unit and low is None:
            item = _added(found.pop(), item)
        found.append(item)
    found += [_Quantity(None, 0, _day_unit(m[0]), m.start(), m.end()) for m in _SAME_DAY.finditer(hidden)]
    found += [_Quantity(None, 1, _day_unit(m[0]), m.start(), m.end()) for m in _NEXT_DAY.finditer(hidden)]
    yield from _labelled(hidden, sorted(found, key=lambda item: item.start))


def _follows_a_clock_time(plain: str, match: re.Match[str]) -> bool:
    """Whether the digits are the tail of a larger figure (1.5 days, 02.330)."""
    return match.start() > 0 and plain[match.start() - 1] in ".0123456789"


def _day_unit(words: str) -> Unit:
    return "working_day" if re.search(r"working|banking|কার্য|কর্ম", words) else "day"


def _added(first: _Quantity, second: _Quantity) -> _Quantity:
    smaller = min(first.unit, second.unit, key=_MINUTES.__getitem__)
    total = (first.length + second.length) // _MINUTES[smaller]
    return _Quantity(None, total, smaller, first.start, second.end)


def _labelled(plain: str, found: list[_Quantity]) -> Iterator[_Quantity]:
    """Each quantity with the words that say which case it is for."""
    before = 0
    for item in found:
        when = plain[before : item.start].strip(" ,;:/()।-") or None
        before = item.end
        yield _Quantity(item.low, item.high, item.unit, item.start, item.end, when)


def _without_number(text: str, plain: str, instant: bool, condition: str | None) -> Reading:
    working = re.search(_WORKING_DAY, plain)
    if instant and working:
        return TimeLimit(text, "composite", True, None, None, "working_day", condition), ()
    if instant:
        return TimeLimit(text, "instant", True, condition=condition), ()
    kind: Kind = "none"
    for pattern, named in ((_INSTRUCTION, "by_instruction"), (_RULE, "by_rule"), (_SCHEDULE, "schedule")):
        if pattern.search(plain):
            kind = named  # type: ignore[assignment]
            break
    if kind == "none" and (working or re.search(r"\d", plain)):
        return TimeLimit(text, "none", condition=condition), (_no_number(),)
    return TimeLimit(text, kind, condition=condition), ()


def _no_number() -> Doubt:
    return Doubt(
        "এই ঘরে সময়সীমার কথা আছে, কিন্তু কত তা পড়া যায়নি।",
        "This cell speaks of a limit, but how long it is could not be read.",
    )


def _single(text: str, plain: str, item: _Quantity, condition: str | None) -> Reading:
    doubts: tuple[Doubt, ...] = ()
    if re.search(r"প্রতি\s*(?:মাস|সপ্তাহ|বছর|দিন)", plain) or _schedule_beside(plain, item):
        if not re.search(r"মধ্যে|ভিতর|ভেতর|within", plain[item.start :]):
            return TimeLimit(text, "schedule", condition=condition), (_schedule_or_limit(),)
        doubts = (_schedule_or_limit(),)
    if item.low is not None and item.low > item.high:
        return TimeLimit(text, "none", condition=condition), (_no_number(),)
    kind: Kind = "range" if item.low is not None else "duration"
    return TimeLimit(text, kind, False, item.low, item.high, item.unit, condition), doubts


def _schedule_beside(plain: str, item: _Quantity) -> bool:
    rest = plain[: item.start] + " " + plain[item.end :]
    return bool(_SCHEDULE.search(rest)) and not re.search(r"মাসে\)|সভা", rest)


def _schedule_or_limit() -> Doubt:
    return Doubt(
        "এটি সময়সূচি, না সময়সীমা, তা নিশ্চিত নয়।",
        "It is not certain whether this is a timetable or a limit.",
    )


def _composite(text: str, items: list[_Quantity], instant: bool, condition: str | None) -> Reading:
    if len(items) == 2 and not instant and _twice_the_same(items):
        kept = next(item for item in items if item.unit == "working_day")
        return _single(text, "", kept, condition)
    longest = max(items, key=lambda item: item.length)
    shortest = min(items, key=lambda item: (item.low or item.high) * _MINUTES[item.unit])
    alike = len({item.unit for item in items}) == 1 and not (instant and len(items) == 1)
    low = (shortest.low or shortest.high) if alike else longest.low if len(items) == 1 else None
    parts = tuple(Part(item.when, item.low, item.high, item.unit) for item in items)
    if not instant and len(items) == 2 and {items[0].high, items[1].high} == {0, 1}:
        return TimeLimit(text, "range", False, 0, 1, longest.unit, condition), ()
    return TimeLimit(text, "composite", instant, low or None, longest.high, longest.unit, condition, parts), ()


def _twice_the_same(items: list[_Quantity]) -> bool:
    """One limit given in two units, as "১ মাস (২২ কার্যদিবস)"."""
    units = {item.unit for item in items}
    return (
        "working_day" in units
        and len(units) == 2
        and not any(item.when for item in items[1:])
        and (items[1].start - items[0].end <= 3)
    )


def _condition(text: str, plain: str, numbered: bool) -> str | None:
    """The words that start the clock or limit the promise."""
    if match := _CONDITION_IN_BRACKETS.search(text):
        return match[1].strip()
    if match := _CONDITION_AFTER.search(text):
        return match[1].strip()
    ascii_text = to_ascii(text)
    if match := _CONDITION_BEFORE.search(ascii_text):
        return text[: match.end(1)].strip(" ,;:")
    if not numbered and re.search(r"সাপেক্ষে\s*[।.]?$", plain):
        return text.strip(" ।.")
    return None
