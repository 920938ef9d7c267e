"""Dates as people type them: in either digits, by number or with the month's name, with or without the weekday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ongikar.bangla.dates import DAYS_BN, DAYS_EN, MONTHS_BN, MONTHS_EN
from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form, small_letters
from ongikar.bangla.patterns import compiled


class NoDate(ValueError):  # noqa: N818 - says what was typed
    """What was typed is no date, or one that does not exist."""


@dataclass(frozen=True)
class Found:
    """The days that a text names together, and what is left of the text without them.

    `spans` has a pair of first and last day, both included, for each date or range in the order of the text;
    `weekdays` what is named as such (Monday 0); `others` the dates that stand elsewhere in the text.
    """

    spans: list[tuple[date, date]]
    weekdays: list[int]
    others: list[date]
    rest: str


def _names(bangla: list[str], english: list[str], *more: tuple[str, int]) -> dict[str, int]:
    """Every name and the first three letters of an English one, in lower case, with its number."""
    named = {normal_form(name): number for number, name in enumerate(bangla)}
    for number, name in enumerate(english):
        named[name.lower()] = named[name.lower()[:3]] = number
    return named | {normal_form(name): number for name, number in more}


MONTHS = _names(
    MONTHS_BN, MONTHS_EN, ("জানু", 0), ("জানুয়ারী", 0), ("ফেব্রু", 1), ("ফেব্রুয়ারী", 1), ("এপ্রীল", 3), ("অগাস্ট", 7),
    ("আগষ্ট", 7), ("সেপ্টে", 8), ("sept", 8), ("অক্টো", 9), ("নভে", 10), ("ডিসে", 11),
)  # fmt: skip
WEEKDAYS = _names(DAYS_BN, DAYS_EN, ("রোববার", 6))
_IN_A_LIST = _names(
    DAYS_BN, DAYS_EN, ("রোববার", 6), ("বৃহস্পতি", 3), ("শুক্র", 4), ("শনি", 5), ("রবি", 6), ("রোব", 6), ("সোম", 0),
    ("মঙ্গল", 1), ("বুধ", 2),
)  # fmt: skip
"""Shortened as only in brackets or before another one: "রবি ঠাকুর" is no Sunday."""


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_END = r"(?![ঀ-৿a-z])"
_MONTH = rf"(?:{_any(MONTHS)})"
_ORDINAL = r"(?:শে|ই|লা|রা|ঠা|st|nd|rd|th)?"
_ERA = r"(?:\s*(?:খ্রিস্টাব্দ|খ্রিষ্টাব্দ|খ্রিঃ|খ্রি:|খ্রি\.?|ইং|সালের?)(?![ঀ-৿]))?"
_CALLED = r"(?:\s*তারিখ(?:ের|ে)?(?![ঀ-৿]))?"
_YEAR = rf"(\d{{4}})(?!\d){_ERA}"
_WORDS = rf"(\d{{1,2}}){_ORDINAL}\s+({_MONTH})\.?{_END}(?:,?\s+{_YEAR})?"
_AMERICAN = rf"({_MONTH})\.?\s+(\d{{1,2}}){_ORDINAL}(?!\d)(?:,?\s+{_YEAR})?"
_DATE = (
    rf"(?:(?<!\d)(?:(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?!\d)|(\d{{1,2}})[/.-](\d{{1,2}})[/.-]{_YEAR}|{_WORDS})"
    rf"|(?<![ঀ-৿a-z]){_AMERICAN}){_CALLED}"
)
_DAY = rf"(?<![\d:.])(\d{{1,2}}){_ORDINAL}{_CALLED}(?![\d:.])"
_AND = r"(?:,\s*(?:ও|এবং|and)?|ও|এবং|and|&|/)"
_TO = r"(?:-|–|—|থেকে|হতে|হইতে|to|till|until)"
_JOINT = rf"\s*(?:{_AND}|{_TO})\s*"
_UNTIL = r"(?:\s*(?:পর্যন্ত|inclusive)(?![ঀ-৿a-z]))?"
_ATOM = compiled(rf"{_DATE}|{_DAY}")
_JOINTS = compiled(_JOINT)
_RANGE = compiled(rf"\s*{_TO}\s*")
_SINGLE = compiled(_DATE)
_FROM = compiled(r"(?:from|between)\s*$")
_UNTIL_END = compiled(_UNTIL)
_ONE_WEEKDAY = rf"(?:{_any(_IN_A_LIST)}){_END}"
_WEEKDAYS = compiled(
    rf"(?<![ঀ-৿a-z])(?:\(\s*{_ONE_WEEKDAY}(?:{_JOINT}{_ONE_WEEKDAY})*\s*\)"
    rf"|{_ONE_WEEKDAY}(?:{_JOINT}{_ONE_WEEKDAY})+|(?:{_any(WEEKDAYS)}){_END})"
)
_WEEKDAY = compiled(_ONE_WEEKDAY)


def plain(text: str) -> str:
    """What all patterns here are read on: normal form, ASCII digits, small letters."""
    return to_ascii(normal_form(text)).lower()


def typed_date(text: str, *, year: int | None = None) -> date:
    """One date as typed; `year` is taken where none is written. NoDate if it is none, or not the whole text is."""
    read = _WEEKDAYS.sub("", plain(text)).strip(" ,।.()")
    match = _SINGLE.fullmatch(read)
    if match is None:
        raise NoDate(text)
    return _in_full(_atom(match), year, text)


@dataclass(frozen=True)
class _Atom:
    """A date as written: without a year it has the year of another; without a month it is a day of a list."""

    year: str | None
    month: int | None
    day: str
    at: tuple[int, int]


def find_dates(text: str, *, year: int | None = None) -> Found | None:
    """The days that a line names, in whatever case its letters are: a date, a range, or a list of both.

    None where it names none. NoDate for a day that does not exist, and for one without a year where none is given.
    Of several that stand apart the last ones are meant, because a name may begin like a date: "1 মে দিবস, 1 মে".
    """
    weekdays, bare = _take_weekdays(to_ascii(normal_form(text)))
    low = small_letters(bare)
    chains = [chain for chain in _chains(low) if any(atom.month is not None for atom in chain)]
    if not chains:
        return None
    last = chains[-1]
    spans = _spans(last, low, year)
    others = [day for chain in chains[:-1] for pair in _spans(chain, low, year or spans[0][0].year) for day in pair]
    start, end = last[0].at[0], last[-1].at[1]
    end += len(_match(_UNTIL_END, low, end)[0])
    start = found.start() if (found := _FROM.search(low, 0, start)) else start
    return Found(spans, weekdays, others, f"{bare[:start]} {bare[end:]}")


def _take_weekdays(text: str) -> tuple[list[int], str]:
    """The weekdays named, in order, and the text without them."""
    low = small_letters(text)
    named = [_IN_A_LIST[match[0]] for found in _WEEKDAYS.finditer(low) for match in _WEEKDAY.finditer(found[0])]
    pieces, at = [], 0
    for found in _WEEKDAYS.finditer(low):
        pieces.append(text[at : found.start()].rstrip(" ,"))  # "শনিবার, 23 মে" and "23 মে, শনিবার"
        at = found.end()
    return named, " ".join([*pieces, text[at:].lstrip(" ,") if pieces else text]).strip()


def _chains(low: str) -> list[list[_Atom]]:
    """Dates that stand together, joined by nothing but a comma, "and" or "to"."""
    chains: list[list[_Atom]] = []
    for match in _ATOM.finditer(low):
        atom = _atom(match)
        joined = chains and _JOINTS.fullmatch(low, chains[-1][-1].at[1], atom.at[0])
        if joined and not (atom.month is None and _has_month(chains[-1])):
            chains[-1].append(atom)
        else:
            chains.append([atom])
    return [_without_tail(chain) for chain in chains]


def _has_month(chain: list[_Atom]) -> bool:
    """Whether its last one names its month: a bare number after it ("2 June, 1 day") is no day of the list."""
    return chain[-1].month is not None


def _without_tail(chain: list[_Atom]) -> list[_Atom]:
    """The chain up to the last date that names its month."""
    named = [number for number, atom in enumerate(chain) if atom.month is not None]
    return chain[: named[-1] + 1] if named else chain


def _atom(match: re.Match[str]) -> _Atom:
    given: list[Any] = [*match.groups(), None]
    iso, numbers, worded, american, bare = given[:3], given[3:6], given[6:9], given[9:12], given[12]
    if iso[0]:
        return _Atom(iso[0], int(iso[1]), iso[2], match.span())
    if numbers[0]:
        return _Atom(numbers[2], int(numbers[1]), numbers[0], match.span())
    if worded[0]:
        return _Atom(worded[2], MONTHS[worded[1]] + 1, worded[0], match.span())
    if american[0]:
        return _Atom(american[2], MONTHS[american[0]] + 1, american[1], match.span())
    return _Atom(None, None, bare, match.span())


def _spans(chain: list[_Atom], low: str, year: int | None) -> list[tuple[date, date]]:
    """The days of a chain; what an atom does not say, the next one that says it says for it."""
    month, of_year = None, next((atom.year for atom in reversed(chain) if atom.year), year)
    full: list[date] = []
    for atom in reversed(chain):
        month, of_year = atom.month if atom.month is not None else month, atom.year or of_year
        full.insert(0, _of(of_year, month, atom.day, low))
    spans = [(full[0], full[0])]
    for number, day in enumerate(full[1:]):
        if not _is_range(chain, number, low):
            spans.append((day, day))
            continue
        starts = spans[-1][0]
        if day < starts and not (chain[number].year and chain[number + 1].year):  # "30 December to 2 January 2027"
            starts, day = (_next_year(starts, -1), day) if chain[number + 1].year else (starts, _next_year(day, 1))
        spans[-1] = starts, day
    return spans


def _next_year(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _is_range(chain: list[_Atom], number: int, low: str) -> bool:
    """Whether the atom of this number is joined to the next by "to"."""
    return bool(_RANGE.fullmatch(low, chain[number].at[1], chain[number + 1].at[0]))


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """What an always matching pattern finds there."""
    found = pattern.match(text, at)
    assert found is not None
    return found


def _in_full(atom: _Atom, year: int | None, text: str) -> date:
    return _of(atom.year or year, atom.month, atom.day, text)


def _of(year: str | int | None, month: str | int | None, day: str | int | None, text: str) -> date:
    if year is None or month is None or day is None:
        raise NoDate(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NoDate(text) from None
