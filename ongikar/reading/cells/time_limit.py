"""Column 6: the time limit. What is not written is not read: no number is ever supplied."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ongikar.bangla.patterns import compiled
from ongikar.clock.limits import Kind, Part, TimeLimit
from ongikar.reading.cells.cell import LONGEST_CELL, cell_text, letter_doubts, pattern, plain_form, too_long
from ongikar.reading.cells.conditions import condition_of
from ongikar.reading.cells.quantities import (
    ANY_UNIT,
    MINUTES,
    WORKING_DAY,
    Quantity,
    numbers_written_out,
    quantities,
)
from ongikar.reading.cells.timetable import without_timetable
from ongikar.reading.sheet import Doubt

Reading = tuple[TimeLimit, tuple[Doubt, ...]]


_INSTANT = pattern(
    r"তাৎ?ক্ষ[নণ]ি?[কখ]|তাত্ক্ষ[নণ]িক|তৎক্ষ[নণ]|চাহিবা\s*মাত্র|চাওয়া\s*মাত্র|(?:আবেদন|উপস্থি\S*)\s*মাত্র|(?:\S+র\s+)?(?:সাথে\s*সাথে|সঙ্গে\s*সঙ্গে)|তখনই|তখনি|instant|immediate|on the spot|on demand|at once|spot service"
)
_AS = r"(?:অনুযায়ী|মোতাবেক|অনুসারে|অনুসরণে|ক্রমে|মতে|মত(?![ঀ-৿])|মাফিক|অনুসার|ভিত্তিতে|সাপেক্ষে|উপর|উপরে)"
_INSTRUCTION = pattern(
    rf"(?:নির্দেশনা|নির্দেশ|আদেশ|সিদ্ধান্ত|অনুমোদন|চাহিদা|রায়|ইচ্ছা)\S*(?:\s*\S+){{0,1}}?\s*{_AS}|as (?:directed|instructed|decided|ordered)"
    r"|as per (?:the )?(?:\w+ )?(?:instruction|direction|order|decision|requirement|demand)|আদেশের\s*পর|কর্তৃপক্ষ\s*কর্তৃক\s*নির্ধারিত"
)
_RULE = pattern(
    rf"(?:বিধি|বিধান|নীতিমালা|নীতি|আইন|ধারা|পরিকল্পনা|প্রজ্ঞাপন|সার্কুলার|পরিপত্র|নিয়ম|গাইডলাইন|নির্দেশিকা|ম্যানুয়াল|চুক্তি|প্রবিধান|সূচি|সিডিউল|তফসিল)\S*\s*{_AS}"
    r"|বিধিমতে|বিধি\s*মতে|আইনানুগ|নিয়মিত\s*বিধি|সরকার\S*\s*(?:কর্তৃক\s*)?নির্ধারিত|সরকারি\s*(?:সময়|নিয়ম)|প্রকল্পের\s*মেয়াদ|as per (?:the )?(?:\w+ )?(?:rules?|laws?|polic|acts?|plan|guideline|contract)|according to (?:the )?(?:rules?|law|policy)|as fixed by (?:the )?gov|government[- ]fixed"
)
_FIXED_BY_GOVERNMENT = pattern(r"সরকার\S*\s*(?:কর্তৃক\s*)?নির্ধারিত|as fixed by|government[- ]fixed")
_BY_OFFICE = pattern(rf"অফিস\s*{_AS}")
_PRECONDITION = pattern(r"সাপেক্ষে?|শর্তে|হলে|পেলে|এলে|subject to|depend|as per avail|upon")
_NOT_FIXED = pattern(
    r"নির্ধারিত\s*ন(?:য়|হে)|নির্দিষ্ট\s*ন(?:য়|হে)|সুনির্দিষ্ট\s*সময়\s*নেই|যথা\s*সম্ভব|যত\s*দ্রুত|দ্রুত\S*\s*সময়|দ্রুত\s*সম্ভব|স্বল্প\S*\s*সময়|যথাশী|অনির্দিষ্ট|প্রযোজ্য\s*ন[য়হ]|not (?:fixed|applicable|specified)|as soon as|varies|n/a"
)
_AT_LEAST = pattern(r"ন্যূনতম|ন্যুনতম|নূন্যতম|কমপক্ষে|কম\s*পক্ষে|অন্তত|সর্বনিম্ন|at least|minimum")
_AT_MOST = pattern(r"সর্বোচ্চ|সর্বাধিক|অনধিক|অনুর্ধ্ব|at most|maximum|up to|upto")
_OPEN_END = pattern(r"আর[ওো]\s*বেশি|তদুর্ধ্ব|বা\s*(?:তার\s*)?(?:অধিক|বেশি)|or more|and above")
_FURTHER = pattern(
    rf"(?:আর[ওো]|অতিরিক্ত|বর্ধিত|বাড়তি|further|additional|another|extend\w*\s*(?:by|for)?)\s*(\d+)\s*(?:{ANY_UNIT})?"
)
_OR_ELSE = pattern(r"/|,|;|অথবা|নতুবা|নইলে|অন্যথায়|(?<![ঀ-৿])বা(?![ঀ-৿])|\bor\b|otherwise|else")
_WORKING_DAY = compiled(WORKING_DAY)
_UNIT_ALONE = compiled(rf"[/,]\s*(?:{ANY_UNIT})(?:\s|\(|$)")
_RANGE_BETWEEN = compiled(r"\s*(?:-|–|—|থেকে|হতে|হইতে|to)\s*")
_DASHES = {"", "-", "–", "—", "--", "---", "..", "...", "n/a", "na", "না", "নেই", "নাই", "x"}


@dataclass(frozen=True)
class _Cell:
    """One cell: verbatim, in plain form, and in plain form without the numbers of timetables and rules."""

    text: str
    plain: str
    bare: str
    instant: bool
    timetable: bool
    items: tuple[Quantity, ...]

    def limit(self, kind: Kind, **values: object) -> TimeLimit:
        strict = kind not in ("duration", "range", "instant") or len(self.items) > 1
        condition = condition_of(self.text, starts=_STARTS, strict=strict)
        return TimeLimit(self.text, kind, condition=condition, **{"instant": self.instant, **values})  # type: ignore[arg-type]


_STARTS = compiled(f"{_INSTANT.pattern}|একই|পরদিন|পরের দিন|তিন |এক |দুই |same |one |two |three |within|three")


def read_time_limit(cell: str) -> Reading:
    """Read one cell. Never raises; what cannot be decided comes back with a doubt."""
    text = cell_text(cell)
    if len(text) > LONGEST_CELL:
        return TimeLimit(text=text), (too_long(),)
    plain, doubts = numbers_written_out(plain_form(text))
    if plain.strip(" .।|()") in _DASHES:
        return TimeLimit(text=text), ()
    bare, timetable = without_timetable(plain)
    read = _Cell(text, plain, bare, bool(_INSTANT.search(plain)), timetable, tuple(quantities(bare)))
    limit, more = _decide(read)
    return limit, (*letter_doubts(text), *doubts, *more)


def starts_limit(text: str) -> int | None:
    """Where in a text words of a limit begin that have no number ("at once"); None where there are none."""
    match = _INSTANT.search(plain_form(text))
    return match.start() if match else None


def _decide(cell: _Cell) -> Reading:
    if extended := _extended(cell):
        return extended
    if not cell.items:
        return _without_number(cell)
    if cell.instant or (cell.timetable and not _season_in_brackets(cell)):
        return _several(cell, cell.items)
    if len(cell.items) == 1:
        return _single(cell, cell.items[0])
    return _pair(cell) or _several(cell, cell.items)


def _without_number(cell: _Cell) -> Reading:
    plain = cell.bare
    unit_alone = _WORKING_DAY.search(plain) or _UNIT_ALONE.search(plain)
    ruled = [kind for kind, words in _KINDS if words.search(cell.plain)]
    if cell.instant and _WORKING_DAY.search(plain):
        return cell.limit("composite", unit="working_day"), ()
    if cell.instant and ruled and _OR_ELSE.search(plain):
        return cell.limit("composite"), (_which_kind(),)
    if cell.instant:
        return cell.limit("instant"), (_no_number(),) if unit_alone or _has_digits(plain) else ()
    if ruled:
        doubted = len(ruled) > 1 or (cell.timetable and not _FIXED_BY_GOVERNMENT.search(cell.plain))
        return cell.limit(ruled[0]), (_which_kind(),) if doubted else ()
    if cell.timetable:
        return cell.limit("schedule"), ()
    if _NOT_FIXED.search(plain):
        return cell.limit("none"), ()
    if unit_alone or _has_digits(plain):
        return cell.limit("none"), (_no_number(),)
    return cell.limit("none"), () if _PRECONDITION.search(plain) else (_not_understood(),)


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (("by_instruction", _INSTRUCTION), ("by_rule", _RULE))


def _has_digits(plain: str) -> bool:
    return bool(re.search(r"\d", plain))


def _single(cell: _Cell, item: Quantity) -> Reading:
    if item.low is not None and item.low > item.high:
        return cell.limit("none"), (_no_number(),)
    rest = cell.bare[: item.start] + " / " + cell.bare[item.end :]
    others = cell.plain.replace(cell.bare[item.start : item.end], " / ", 1)
    ruled = any(words.search(others) for _, words in _KINDS)
    if ruled and not _BY_OFFICE.search(rest):
        apart = _OR_ELSE.search(cell.bare[item.end :] or cell.bare[: item.start])
        limit = cell.limit("composite" if apart else "duration", min=item.low, max=item.high, unit=item.unit)
        return limit, (_which_kind(),)
    doubts = []
    if item.low is None and _AT_LEAST.search(cell.bare) and not _AT_MOST.search(cell.bare):
        doubts.append(_at_least())
    if _OPEN_END.search(cell.bare):
        doubts.append(_open_ended())
    if _has_digits(rest.replace("24/7", "")):
        doubts.append(_other_numbers())
    if item.unit == "hour" and item.high == 24 and not re.search("মধ্যে|ভিত|ভেত|পর|within|after", cell.bare):
        doubts.append(_schedule_or_limit())
    kind: Kind = "range" if item.low is not None else "duration"
    return cell.limit(kind, min=item.low, max=item.high, unit=item.unit), tuple(doubts)


def _season_in_brackets(cell: _Cell) -> bool:
    """Whether the timetable stands in brackets beside the limit: "1 day (in January)"."""
    return without_timetable(compiled(r"\([^()]*\)").sub(" ", cell.plain))[1] is False


def _pair(cell: _Cell) -> Reading | None:
    """Two numbers that are one limit: said in two units, or as least and most, or the same day or the next."""
    if len(cell.items) != 2:
        return None
    first, second = cell.items
    between = cell.bare[first.end : second.start]
    if (first.low, first.high, first.unit) == (second.low, second.high, second.unit):
        return _single(_only(cell, first), first)
    if {first.unit, second.unit} > {"working_day"} and _said_again(first, second, between):
        kept = first if first.unit == "working_day" else second
        return _single(_only(cell, kept), kept)
    low, high = sorted((first, second), key=lambda item: item.length)
    if low.unit == high.unit and low.low is None and high.low is None:
        one_range = {low.high, high.high} == {0, 1} and _OR_ELSE.search(between)
        if one_range or (_AT_LEAST.search(cell.bare) and _AT_MOST.search(cell.bare)):
            return cell.limit("range", min=low.high, max=high.high, unit=high.unit), ()
    return None


def _said_again(first: Quantity, second: Quantity, between: str) -> bool:
    """Whether the second is the first in another unit, as "1 month (22 working days)": five of seven days are working."""
    if re.search(r"[ঀ-৿a-z]{2}", between):
        return False
    working, other = (first, second) if first.unit == "working_day" else (second, first)
    return "/" not in between or abs(working.length * 7 / 5 - other.length) <= other.length * 0.15


def _only(cell: _Cell, item: Quantity) -> _Cell:
    """The cell with this one limit, the other being the same one said again."""
    bare = "".join(c if item.start <= place < item.end or not c.isdigit() else " " for place, c in enumerate(cell.bare))
    return _Cell(cell.text, cell.plain, bare, cell.instant, cell.timetable, (item,))


def _several(cell: _Cell, items: tuple[Quantity, ...]) -> Reading:
    doubts = [_schedule_or_limit()] if cell.timetable else []
    if len(items) == 2 and _RANGE_BETWEEN.fullmatch(cell.bare[items[0].end : items[1].start]):
        doubts.append(_two_units())
    if _has_digits(_without(cell.bare, items)):
        doubts.append(_other_numbers())
    longest = max(items, key=lambda item: item.length)
    shortest = min(items, key=lambda item: item.least * MINUTES[item.unit])
    alike = len({item.unit for item in items}) == 1 and len(items) > 1 and not cell.instant
    least = shortest.least if alike else longest.low if len(items) == 1 else None
    parts = tuple(Part(item.when, item.low, item.high, item.unit) for item in items)
    return cell.limit("composite", min=least or None, max=longest.high, unit=longest.unit, parts=parts), tuple(doubts)


def _without(plain: str, items: tuple[Quantity, ...]) -> str:
    kept, place = [], 0
    for item in items:
        kept.append(plain[place : item.start])
        place = item.end
    return "".join([*kept, plain[place:]])


def _extended(cell: _Cell) -> Reading | None:
    """A limit that may be extended: "90 days, 30 more if needed" is kept in 120."""
    match = _FURTHER.search(cell.bare)
    base = [item for item in cell.items if match and item.end <= match.start()]
    later = [item for item in cell.items if match and item.start >= match.end()]
    if not match or len(base) != 1 or later or base[0].low is not None:
        return None
    first, more = base[0], int(match[1])
    again = next((item for item in cell.items if item.start >= match.start()), None)
    if again and again.unit != first.unit:
        return None
    whole = first.high + more
    parts = (Part(first.when, None, first.high, first.unit), Part(match[0].strip(), None, whole, first.unit))
    return cell.limit("composite", min=first.high, max=whole, unit=first.unit, parts=parts), ()


def _no_number() -> Doubt:
    return Doubt(
        "এই ঘরে সময়সীমার কথা আছে, কিন্তু কত তা পড়া যায়নি।",
        "This cell speaks of a limit, but how long it is could not be read.",
    )


def _not_understood() -> Doubt:
    return Doubt(
        "এই ঘরের লেখা থেকে সময়সীমা বোঝা যায়নি।",
        "No time limit could be made out in this cell.",
    )


def _which_kind() -> Doubt:
    return Doubt(
        "সময়সীমাটি কোন ধরনের (নির্দেশ, বিধি, না নির্দিষ্ট সময়), তা নিশ্চিত নয়।",
        "It is not certain what sets this limit: an order, a rule or a time.",
    )


def _two_units() -> Doubt:
    return Doubt(
        "সীমাটির দুই প্রান্ত দুই এককে লেখা (দিন ও কার্যদিবস); কোনটি ঠিক তা নিশ্চিত নয়।",
        "The two ends of this limit are in two units (days and working days); which is meant is not certain.",
    )


def _at_least() -> Doubt:
    return Doubt(
        "এখানে কমপক্ষে কত সময় লাগবে তা লেখা; সর্বোচ্চ কত, তা লেখা নেই।",
        "This says how long it takes at least; how long at most is not written.",
    )


def _open_ended() -> Doubt:
    return Doubt(
        "লেখা আছে সময় আরও বেশি লাগতে পারে; সর্বোচ্চ কত, তা লেখা নেই।",
        "It says that it may take longer; how long at most is not written.",
    )


def _other_numbers() -> Doubt:
    return Doubt(
        "এই ঘরে আরও সংখ্যা আছে, যার অর্থ নিশ্চিত নয়।",
        "There are other figures in this cell whose meaning is not certain.",
    )


def _schedule_or_limit() -> Doubt:
    return Doubt(
        "এটি সময়সূচি, না সময়সীমা, তা নিশ্চিত নয়।",
        "It is not certain whether this is a timetable or a limit.",
    )
