"""What is not certain about the calendar: every row that rests on an assumption, named so that it can be settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_bangla
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.days import SHIPPED_YEARS, Day, Year, shipped_year
from ongikar.clock.hours import shipped_periods

Severity = Literal["warning", "note"]

LOOK_AHEAD = 30
"""Working days: as long as the longest limit that a first tier may take (guideline 7.4.1(ক))."""
REMIND_FROM = (11, 1)
"""Month and day from which a year without a list is a warning in the year before."""


@dataclass(frozen=True)
class Finding:
    """One thing to settle. `rule` is an id; `on` the day it is about, where it is about one."""

    rule: str
    severity: Severity
    on: date | None
    message_bn: str
    message_en: str


def findings(years: Iterable[int] = SHIPPED_YEARS) -> list[Finding]:
    """Everything unsettled in the shipped calendar, by day."""
    found = [finding for year in map(shipped_year, years) for finding in _of_year(year)]
    return sorted([*found, *_of_hours()], key=lambda finding: (finding.on or date.min, finding.rule))


def year_due(today: date) -> int:
    """The last year whose list should be there by now: from 1 November the next one."""
    return today.year + ((today.month, today.day) >= REMIND_FROM)


def missed_from(year: int) -> date:
    """The day from which a year's list is missed."""
    return date(year - 1, *REMIND_FROM)


def missing_year(calendar: WorkingCalendar, today: date) -> Finding | None:
    """That the next year's list should be there: from 1 November, and whenever 30 working days reach past the lists."""
    year = calendar.loaded_until.year + 1
    ends = calendar.nth_after(today, LOOK_AHEAD)
    if not (year_due(today) >= year or ends > calendar.loaded_until):
        return None
    shown, days, last = to_bangla(year), to_bangla(LOOK_AHEAD), short_date(ends)
    return Finding(
        "C6",
        "warning",
        date(year, 1, 1),
        f"{shown} সালের ছুটির তালিকা নেই; আজ থেকে {days} কার্যদিবস শেষ হয় {last}। "
        "গেজেট থেকে বছরটি তুলুন (ডেস্ক → ছুটির ক্যালেন্ডার → পুরো বছর তুলুন)।",
        f"There is no list of holidays for {year}; {LOOK_AHEAD} working days from today end on "
        f"{short_date(ends, 'en')}. Enter the year from the gazette (desk → Calendar of holidays).",
    )


def _of_year(year: Year) -> Iterator[Finding]:
    yield from _readings(year)
    yield from _unannounced(year)
    by_day: dict[tuple[date, str, frozenset[str]], list[Day]] = defaultdict(list)
    for row in year.days:
        by_day[row.on, row.level, row.of].append(row)
        if row.reading is None and "," not in row.source:
            yield Finding("C3", "note", row.on, f"একটিমাত্র সূত্র: {row.name_bn}", f"a single source: {row.name_en}")
        if row.note:
            yield Finding("C4", "warning", row.on, f"অনিশ্চিত: {row.name_bn}", f"uncertain: {row.name_en}: {row.note}")
    for rows in by_day.values():
        yield from _doubled(rows)
    yield from _moon(year)


def _readings(year: Year) -> Iterator[Finding]:
    for reading in year.readings:
        days = [row.on for row in year.days if row.reading and row.reading[0] == reading.name]
        choices = ", ".join(f"{one} (taken)" if one == reading.default else one for one in reading.choices)
        yield Finding(
            "C1",
            "warning",
            min(days),
            f"অমীমাংসিত: {reading.said_bn}",
            f"unresolved: {reading.name}: {choices}; {reading.note}",
        )


def _unannounced(year: Year) -> Iterator[Finding]:
    if year.assumed:
        yield Finding(
            "C2",
            "note",
            date(year.year, 1, 1),
            f"{to_bangla(str(year.year))} সালের তালিকা কবে ঘোষিত, জানা নেই; আগের বছরের শেষ দিন ধরা হয়েছে",
            f"when the list of {year.year} was announced is not known; the last day of the year before is assumed",
        )
    for row in year.days:
        if row.assumed and row.later:
            yield Finding(
                "C2",
                "note",
                row.on,
                f"কবে ঘোষিত, জানা নেই; আগের দিন ধরা হয়েছে: {row.name_bn}",
                f"when it was announced is not known; the day before is assumed: {row.name_en}",
            )


def _doubled(rows: list[Day]) -> Iterator[Finding]:
    """Two orders about one day for the same offices, where neither supersedes and none is a reading."""
    plain = [row for row in rows if row.reading is None and row.supersedes is None]
    for row in plain[1:]:
        yield Finding("C5", "warning", row.on, f"একই দিন দুবার: {row.name_bn}", f"the day stands twice: {row.name_en}")


def _moon(year: Year) -> Iterator[Finding]:
    """Holidays that the moon may still move, after the day up to which the list is known to be whole."""
    for row in year.days:
        if row.moon and row.on > year.complete_to:
            told = f"চাঁদ দেখার উপর নির্ভরশীল: {row.name_bn}", f"depends on the sighting of the moon: {row.name_en}"
            yield Finding("C7", "note", row.on, *told)
    if year.complete_to < date(year.year, 12, 31):
        after = year.complete_to + timedelta(days=1)
        yield Finding(
            "C8",
            "note",
            after,
            f"{to_bangla(year.complete_to.isoformat())}-এর পরের ঘোষণা জানা নেই",
            f"orders announced after {year.complete_to} are not known",
        )


def _of_hours() -> Iterator[Finding]:
    for period in shipped_periods():
        name = period.hours.name
        if period.assumed and period.starts > date.min:
            told = f"অফিস সময় ({name}) কবে ঘোষিত, জানা নেই", f"when the hours “{name}” were announced is not known"
            yield Finding("C2", "note", period.starts, *told)
        if period.unresolved:
            told = (
                f"অমীমাংসিত: {period.said_bn}",
                f"unresolved: hours “{name}”: the reports differ about {', '.join(period.unresolved)}",
            )
            yield Finding("C1", "warning", period.starts, *told)
