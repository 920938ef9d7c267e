"""Dates as people type them: in either digits, by number or with the month's name, with or without the weekday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ongikar.bangla.dates import BANGLA_MONTHS, BANGLA_MONTHS_EN, DAYS_BN, DAYS_EN, MONTHS_BN, MONTHS_EN, from_bangla
from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form, search_form


class NoDate(ValueError):  # noqa: N818 - says what was typed
    """What was typed is no date, or one that does not exist."""


@dataclass(frozen=True)
class Found:
    """A date or a range in a text: its days (both included) and where it stood."""

    starts: date
    ends: date
    at: tuple[int, int]


def _names(bangla: list[str], english: list[str], *more: tuple[str, int]) -> dict[str, int]:
    """Every name and the first three letters of an English one, in lower case, with its number."""
    named = {normal_form(name): number for number, name in enumerate(bangla)}
    for number, name in enumerate(english):
        named[name.lower()] = named[name.lower()[:3]] = number
    return named | {normal_form(name): number for name, number in more}


MONTHS = _names(
    MONTHS_BN, MONTHS_EN, ("জানু", 0), ("ফেব্রু", 1), ("অগাস্ট", 7), ("আগষ্ট", 7), ("সেপ্টে", 8), ("sept", 8), ("অক্টো", 9),
    ("নভে", 10), ("ডিসে", 11),
)  # fmt: skip
WEEKDAYS = _names(
    DAYS_BN, DAYS_EN, ("বৃহস্পতি", 3), ("শুক্র", 4), ("শনি", 5), ("রবি", 6), ("সোম", 0), ("মঙ্গল", 1), ("বুধ", 2)
)


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_MONTH = rf"(?:{_any(MONTHS)})"
_ORDINAL = r"(?:শে|ই|লা|রা|ঠা|st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|থেকে|হতে|to|till)\s*"
_WORDS = rf"(\d{{1,2}}){_ORDINAL}\s+({_MONTH})\.?(?![ঀ-৿a-z])(?:,?\s+(\d{{4}}))?"
_DATE = rf"(?:(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})|(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}})|{_WORDS})"
_SHORT_RANGE = re.compile(rf"(\d{{1,2}}){_ORDINAL}{_TO}{_WORDS}")  # ১০–১২ মার্চ
_LONG_RANGE = re.compile(_DATE + _TO + _DATE)
_SINGLE = re.compile(_DATE)
_WEEKDAY = re.compile(rf"(?<![ঀ-৿a-z])({_any(WEEKDAYS)})(?![ঀ-৿a-z])")


# What stands after a date, and other ways to write one, each with what it comes to.
_ERA = re.compile(r"[\s,]*(?:খ্রি(?:ষ্টাব্দ|স্টাব্দ|ঃ|:)?|খৃঃ|ইং|সাল|তারিখে?)(?![ঀ-৿a-z])\.?")
_OTHERWISE = (
    (re.compile(r"(?<=\d)\s*([/.-])\s*(?=\d)"), r"\1"),  # ৫ / ১২ / ২০২৬
    (re.compile(rf"(\d{{1,2}})-({_MONTH})-(?=\d)"), r"\1 \2 "),  # 5-Dec-2026
    (re.compile(rf"^({_MONTH})\.?\s+(\d{{1,2}}){_ORDINAL},?\s+(?=\d{{4}}$)"), r"\2 \1 "),  # December 5, 2026
    (re.compile(r"^(\d{4})[/.](\d{1,2})[/.](?=\d{1,2}$)"), r"\1-\2-"),  # ২০২৬/১২/৫
    (re.compile(rf"^(\d{{1,2}}[/.-]\d{{1,2}}[/.-]|.*{_MONTH}\.?,?\s+)['’]?(?=\d\d$)"), r"\g<1>20"),  # ৫/১২/২৬
)
_BANGLA_MONTHS = {
    search_form(name): number for names in (BANGLA_MONTHS, BANGLA_MONTHS_EN) for number, name in enumerate(names)
}
_BANGLA_MONTHS |= {search_form("জৈষ্ঠ"): 1, search_form("ফাগুন"): 10}
_IN_BANGLA = re.compile(rf"(\d{{1,2}}){_ORDINAL}\s+(\S+?),?\s+(1[345]\d\d)(?:\s*বঙ্গাব্দ|\s*বাং(?:লা)?)?")


def plain(text: str) -> str:
    """What all patterns here are read on: normal form, ASCII digits, small letters."""
    return to_ascii(normal_form(text)).lower()


def typed_date(text: str, *, year: int | None = None) -> date:
    """One date as typed; `year` is taken where none is written. NoDate if it is none, or not the whole text is.

    A year of two digits is of this century: no letter of the last one is filed. A date may be of the Bangla calendar.
    """
    read = plain(text).strip(" ,।.")
    read = _ERA.sub("", _WEEKDAY.sub("", read)).strip(" ,।.:()")
    if match := _IN_BANGLA.fullmatch(read):
        return _of_bangla(match, text)
    for otherwise, written in _OTHERWISE:
        read = otherwise.sub(written, read)
    match = _SINGLE.fullmatch(read)
    if match is None:
        raise NoDate(text)
    return _day(match.groups(), year, text)


def _of_bangla(match: re.Match[str], text: str) -> date:
    try:
        return from_bangla(int(match[1]), _BANGLA_MONTHS[search_form(match[2])], int(match[3]))
    except (KeyError, ValueError):
        raise NoDate(text) from None


def find_dates(text: str, *, year: int | None = None) -> Found | None:
    """The last date or range of dates in a text already made `plain`; None if it has none.

    The last, because a name may begin like one: "1 মে দিবস, 1 মে".
    """
    if match := _last(_LONG_RANGE, text):
        half = len(match.groups()) // 2
        ends = _day(match.groups()[half:], year, text)
        return Found(_day(match.groups()[:half], ends.year, text), ends, match.span())
    if match := _last(_SHORT_RANGE, text):
        ends = _of(match[4] or year, MONTHS[match[3]] + 1, match[2], text)
        return Found(_of(ends.year, ends.month, match[1], text), ends, match.span())
    if match := _last(_SINGLE, text):
        day = _day(match.groups(), year, text)
        return Found(day, day, match.span())
    return None


def find_weekday(text: str) -> tuple[int, tuple[int, int]] | None:
    """The last weekday named in a text already made `plain` (Monday 0), and where it stood."""
    match = _last(_WEEKDAY, text)
    return (WEEKDAYS[match[1]], match.span()) if match else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is what is wanted
        pass
    return found


def _day(groups: tuple[str | None, ...], year: int | None, text: str) -> date:
    iso_year, iso_month, iso_day, day, month, of_year, named_day, named_month, named_year = groups
    if iso_year:
        return _of(iso_year, iso_month, iso_day, text)
    if day:
        return _of(of_year, month, day, text)
    return _of(named_year or year, MONTHS[named_month or ""] + 1, named_day, text)


def _of(year: str | int | None, month: str | int | None, day: str | int | None, text: str) -> date:
    if year is None or month is None or day is None:
        raise NoDate(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NoDate(text) from None
