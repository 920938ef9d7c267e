"""Orders as a clerk pastes or types them from a gazette: a line a day or range of days, columns in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache

from ongikar.bangla.dates import DAYS_BN, DAYS_EN, short_date
from ongikar.bangla.digits import to_ascii, to_bangla
from ongikar.bangla.normal import normal_lines, small_letters
from ongikar.bangla.patterns import compiled
from ongikar.bangla.typed_dates import Found, NoDate, find_dates
from ongikar.clock.days import SHIPPED_YEARS, Effect, Hours, Level, shipped_year
from ongikar.clock.places import UnknownDistrict, place_of

LONGEST_RANGE = 45  # days; Ramadan's hours are the longest order there is
LONGEST_LINE = 2000  # signs
NAME_MOST, BOTH_MOST = 200, 300  # signs of one name, and of a day that has two


@dataclass(frozen=True)
class Entered:
    """One day as entered; what it was announced by, and where it holds unless said here, the order itself says."""

    on: date
    effect: Effect
    kind: str
    name_bn: str
    name_en: str
    moon: bool = False
    hours: Hours | None = None
    level: Level = "national"
    of: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Trouble:
    """A line that cannot be taken, and what to do about it. `line` counts from 1."""

    line: int
    message_bn: str
    message_en: str


@dataclass(frozen=True)
class Reading:
    """What a text gave: its days in order, and the lines that gave none."""

    days: list[Entered]
    troubles: list[Trouble]


Key = tuple[date, bool, frozenset[str]]


class _Unread(Exception):  # noqa: N818 - why a line gives no day, in both languages
    pass


_HEADING = compiled(r"[^0-9০-৯]*(?:ক্রমিক|তারিখ|serial|date)[^0-9০-৯]*", re.IGNORECASE)
_OPTIONAL = compiled(r"ঐচ্ছিক|optional")
_WITHDRAWN = compiled(r"(?:ছুটি\s*)?(?:বাতিল|প্রত্যাহার)\S*|cancel+ed|withdrawn")
_WORKING = compiled(
    r"কর্ম\s*দিবস\S*(?:\s*ঘোষিত)?|working(?:\s+day)?(?![a-z])"
    r"|(?:অফিস|দপ্তর|কার্যালয়)\S*\s*খোলা|খোলা\s*থাকবে|offices?\s+(?:\S+\s+){0,2}open(?![a-z])"
)
_EXECUTIVE = compiled(r"নির্বাহী(?:\s*আদেশে?)?(?:\s*(?:সরকারি|সরকারী))?(?:\s*ছুটি)?|executive(?:\s+order)?")
_GENERAL = compiled(r"সাধারণ(?:\s*ছুটি)?|general(?:\s+holiday)?")
_MOON = compiled(r"\*+|\(?\s*চাঁদ\s*দেখা\S*(?:\s*(?:সাপেক্ষে|উপর\s*নির্ভরশীল))?\s*\)?|subject to (?:the )?moon")
_HOURS = compiled(r"(\d{1,2})[:.](\d{2})\s*(?:টা)?\s*(?:-|–|—|থেকে|হতে|to)\s*(\d{1,2})[:.](\d{2})\s*(?:টা)?")
_PLACES = compiled(r"(?:জেলা|জেলায়|districts?)\s*:\s*([^|\t/]{1,2000})")
_SERIAL = compiled(r"^\W*\d{1,2}\s*(?:[.)।|]|\s)\s*")
_COUNT = compiled(r"\(?\b\d{1,2}\s*(?:\([^)]*\)\s*)?(?:দিন|days?)\)?")
_AROUND = compiled(r"(?<![ঀ-৿])(?:রোজ|আগামী|অদ্য)(?![ঀ-৿])")
_EDGES = " \t|,;:।.-–—()/"


def read_orders(text: str, *, year: int | None = None, kind: str = "executive") -> Reading:
    """The days of a pasted text. `year` is taken where none is written, and must be the year where one is; `kind`
    is what a closed day is where the line does not say. Every line gives its days or a trouble; empty ones nothing.
    """
    days: dict[Key, Entered] = {}
    troubles: list[Trouble] = []
    for number, line in enumerate(normal_lines(text).splitlines(), 1):
        if not line.strip(_EDGES) or _HEADING.fullmatch(line):
            continue
        try:
            for day in _line(to_ascii(" ".join(line.replace("\t", " | ").split())), year, kind):
                key = day.on, day.effect == "short", day.of
                days[key] = _together(days[key], day) if key in days else day
        except _Unread as trouble:
            troubles.append(Trouble(number, *trouble.args))
    return Reading(sorted(days.values(), key=lambda day: (day.on, day.effect)), troubles)


def _together(first: Entered, second: Entered) -> Entered:
    """One closed day that two lines of a gazette name, as May Day and Buddha Purnima on one day of 2026."""
    alike = first.effect == second.effect == "off" and second.name_bn not in first.name_bn
    if not alike:
        raise _Unread(
            f"{short_date(first.on)} ({first.name_bn}) আগের একটি লাইনেও আছে।",
            f"{short_date(first.on, 'en')} ({first.name_en}) stands in a line before.",
        )
    names = f"{first.name_bn} ও {second.name_bn}", f"{first.name_en} and {second.name_en}"
    _fits(max(map(len, names)), BOTH_MOST)
    kind = "general" if "general" in (first.kind, second.kind) else first.kind
    return replace(first, name_bn=names[0], name_en=names[1], kind=kind, moon=first.moon or second.moon)


def _line(text: str, year: int | None, kind: str) -> Iterator[Entered]:
    if len(text) > LONGEST_LINE:
        raise _Unread("লাইনটি অস্বাভাবিক লম্বা। প্রতিটি দিন আলাদা লাইনে লিখুন।", "The line is too long: give each day a line.")
    if _OPTIONAL.search(small_letters(text)):
        raise _Unread(
            "ঐচ্ছিক ছুটিতে দপ্তর বন্ধ থাকে না; এই লাইনটি বাদ দিন।", "An optional holiday closes no office; leave this line out."
        )
    spans, rest = _days(text, year)
    day, rest = _effect(rest, kind)
    day = _named(replace(day, on=spans[0][0]), rest)
    for starts, ends in spans:
        for offset in range((ends - starts).days + 1):
            yield replace(day, on=starts + timedelta(days=offset))


def _days(text: str, year: int | None) -> tuple[list[tuple[date, date]], str]:
    """The days of a line and what is left of it; each weekday that is written must be its day's."""
    try:
        found = find_dates(text, year=year)
    except NoDate:
        found = None
    if found is None:
        raise _Unread("তারিখ পড়া যায়নি। এভাবে লিখুন: ২১ ফেব্রুয়ারি ২০২৭", "No date; write it as 21 February 2027.")
    edges = [day for starts, ends in found.spans for day in dict.fromkeys((starts, ends))]
    if edges != sorted(set(edges)) or any((ends - starts).days > LONGEST_RANGE for starts, ends in found.spans):
        raise _Unread("শেষ তারিখ শুরুর আগে, বা অনেক পরে। মিলিয়ে লিখুন।", "The range ends before it starts, or is too long.")
    if year is not None and {day.year for day in edges} != {year}:
        shown = to_bangla(str(year))
        raise _Unread(f"তারিখটি {shown} সালের নয়।", f"The date is not of {year}.")
    _check_others(found)
    _check_weekdays(edges, found.weekdays)
    return found.spans, found.rest


def _check_others(found: Found) -> None:
    """A line is read whole: a date that stands apart, and is none of the days, is said and not left out."""
    for day in found.others:
        if not any(starts <= day <= ends for starts, ends in found.spans):
            raise _Unread(
                f"এই লাইনে আরও একটি তারিখ আছে: {short_date(day)}। প্রতিটি দিন আলাদা লাইনে লিখুন; ছুটির দিন না হলে বাদ দিন।",
                f"The line has another date, {short_date(day, 'en')}: give each day its own line, or leave it out.",
            )


def _check_weekdays(edges: list[date], weekdays: list[int]) -> None:
    """One weekday is the first day's, or the last one's; as many as there are days are theirs, in order."""
    if len(weekdays) == 1:
        if edges[-1].weekday() != weekdays[0]:
            _check_weekday(edges[0], weekdays[0])
    elif weekdays and len(weekdays) != len(edges):
        raise _Unread(
            "যত তারিখ তত বার লেখা নেই। কাগজের সঙ্গে মিলিয়ে লিখুন।",
            "There are not as many weekdays as dates. Compare with the paper.",
        )
    for day, weekday in zip(edges, weekdays if len(weekdays) > 1 else (), strict=False):
        _check_weekday(day, weekday)


def _check_weekday(day: date, weekday: int) -> None:
    if day.weekday() == weekday:
        return
    real = day.weekday()
    raise _Unread(
        f"{short_date(day)} {DAYS_BN[real]}, লেখা আছে {DAYS_BN[weekday]}। কাগজের সঙ্গে মিলিয়ে দেখুন।",
        f"{short_date(day, 'en')} is a {DAYS_EN[real]}, the line says {DAYS_EN[weekday]}. Compare with the paper.",
    )


def _effect(text: str, kind: str) -> tuple[Entered, str]:
    """What the line orders, and what is left of it."""
    low = small_letters(text)
    hours, of = _hours(low), _places(low)
    moon = bool(_MOON.search(low))
    if hours:
        effect: Effect = "short"
        kind = "short"
    elif _WITHDRAWN.search(low):
        effect, kind = "plain", "withdrawn"
    elif _WORKING.search(low):
        effect, kind = "on", "working_saturday"
    else:
        effect = "off"
        kind = "executive" if _EXECUTIVE.search(low) else "general" if _GENERAL.search(low) else kind
    if of and effect == "off":
        kind = "regional"
    for pattern in (_PLACES, _HOURS, _MOON, _EXECUTIVE, _GENERAL, _COUNT, _AROUND):
        text = _removed(pattern, text)
    level: Level = "district" if of else "national"
    return Entered(date.min, effect, kind, "", "", moon, hours, level, of), text


def _hours(low: str) -> Hours | None:
    match = _HOURS.search(low)
    if match is None:
        return None
    opens, closes = int(match[1]), int(match[3])
    closes += 12 if closes < opens else 0  # ৯:০০–৩:৩০ is half past three in the afternoon
    try:
        return time(opens, int(match[2])), time(closes, int(match[4]))
    except ValueError:
        raise _Unread("সময়টি পড়া যায়নি। এভাবে লিখুন: ৯:০০–১৫:৩০", "No time of day; write it as 9:00–15:30.") from None


def _places(low: str) -> frozenset[str]:
    match = _PLACES.search(low)
    if match is None:
        return frozenset()
    names = [name for name in compiled(r"[,;]|\s+ও\s+|\s+and\s+").split(match[1]) if name.strip()]
    try:
        return frozenset(place_of(name.strip()).district or "" for name in names)
    except UnknownDistrict:
        raise _Unread(
            "জেলার নাম চেনা যায়নি। এভাবে লিখুন: জেলা: রাঙ্গামাটি, বান্দরবান", "No such district; write: জেলা: রাঙ্গামাটি, বান্দরবান"
        ) from None


def _named(day: Entered, rest: str) -> Entered:
    """The day with its names: what is left, its serial number gone, the Bangla part and the English one."""
    rest = _SERIAL.sub("", rest)
    parts = [" ".join(_trimmed(part).split()) for part in re.split(r"\||\s/\s", rest)]
    parts = [part for part in parts if part and not part.isdigit()]
    bangla = next((part for part in parts if re.search("[ঀ-৿]", part)), "")
    english = next((part for part in parts if not re.search("[ঀ-৿]", part)), "")
    bangla = to_bangla(bangla) or english or _DEFAULT_NAMES.get(day.effect, "")
    if not bangla:
        raise _Unread("কী উপলক্ষে, তা লেখা নেই।", "It does not say what the day is.")
    _fits(max(len(bangla), len(english)), NAME_MOST)
    return replace(day, name_bn=bangla, name_en=english or known_names().get(bangla, bangla))


def _fits(signs: int, most: int) -> None:
    if signs > most:
        raise _Unread(
            f"নামটি বড়: সর্বোচ্চ {to_bangla(most)} অক্ষর, আছে {to_bangla(signs)}। সংক্ষেপে লিখুন।",
            f"The name is too long: at most {most} characters, and it has {signs}. Shorten it.",
        )


def _trimmed(part: str) -> str:
    """Without what stands at its edges; a bracket stays that closes or opens one inside."""
    bare = part.strip(_EDGES)
    opened, closed = bare.count("("), bare.count(")")
    if opened > closed and f"{bare})" in part:
        return f"{bare})"
    return f"({bare}" if closed > opened and f"({bare}" in part else bare


_DEFAULT_NAMES = {"on": "কর্মদিবস ঘোষিত", "plain": "ছুটি বাতিল", "short": "অফিসের সময় কমানো"}


@cache
def known_names() -> dict[str, str]:
    """The English of the holidays of the shipped years by their Bangla."""
    named = {"কর্মদিবস ঘোষিত": "Declared working", "ছুটি বাতিল": "Holiday cancelled", "অফিসের সময় কমানো": "Shorter hours"}
    for year in SHIPPED_YEARS:
        named |= {row.name_bn: row.name_en for row in shipped_year(year).days}
    return named


def _removed(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern finds in it, whatever the case of its letters."""
    kept, place = [], 0
    for match in pattern.finditer(small_letters(text)):
        kept.append(text[place : match.start()])
        place = match.end()
    return " ".join([*kept, text[place:]])
