"""The rows a calendar is made of: one order about one day, as announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from typing import Any, Literal

from ongikar.clock.places import Place, read_data

Effect = Literal["off", "on", "short", "plain"]
Level = Literal["national", "division", "district", "class", "office"]
Hours = tuple[time, time]

SHIPPED_YEARS = (2023, 2024, 2025, 2026)
EXPECTED_FOR = 10
"""Years past the last list for which the holidays of fixed date are expected."""
WIDTHS: tuple[Level, ...] = ("national", "division", "class", "district", "office")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Day:
    """One order about one day.

    `effect`: off (closed), on (open, also on a weekly holiday), short (where open, only in `hours`), plain (an
    earlier order is withdrawn: the day is again what the week makes it). `announced` is the day from which it
    was known; `assumed` says that nobody wrote that day down, and the day before is taken. `moon` says that the
    sighting of the moon may move it. `source` names where it was read, or the order itself. `later` marks an
    order that came after the year's list. `expected`: nobody has ordered it yet; its date is the same each year.
    """

    on: date
    effect: Effect
    kind: str
    name_bn: str
    name_en: str
    announced: date
    source: str = ""
    level: Level = "national"
    of: frozenset[str] = frozenset()
    moon: bool = False
    supersedes: date | None = None
    reading: tuple[str, str] | None = None
    hours: Hours | None = None
    assumed: bool = False
    later: bool = False
    note: str = ""

    @property
    def expected(self) -> bool:
        return self.kind == "expected"

    def reaches(self, place: Place) -> bool:
        """Whether the order is meant for an office in this place; an office's own order always is."""
        if self.level == "district":
            return place.district in self.of
        if self.level == "division":
            return place.division in self.of
        return self.level != "class" or bool(self.of & place.classes)


def fingerprint(day: Day) -> str:
    """All that a row says, the same in every process: Python orders a set by a secret of the process."""
    ordered = f"frozenset({{{', '.join(map(repr, sorted(day.of)))}}})" if day.of else "frozenset()"
    return str(day).replace(str(day.of), ordered)


def decided(rows: Iterable[Day]) -> dict[date, Day]:
    """The row that holds for each day: the one announced last; of one day's orders, the narrowest, then the last."""
    ordered = sorted(rows, key=lambda row: (row.announced, WIDTHS.index(row.level)))
    return {row.on: row for row in ordered}


@dataclass(frozen=True)
class Reading:
    """A question that the sources leave open: the two readings, the one taken by default, and why it is open."""

    name: str
    default: str
    choices: tuple[str, ...]
    note: str
    said_bn: str


@dataclass(frozen=True)
class Year:
    """One shipped year: its rows and the day its list was gazetted (or, unknown, the last day before it)."""

    year: int
    gazetted_on: date
    assumed: bool
    complete_to: date
    readings: tuple[Reading, ...]
    days: tuple[Day, ...]

    @property
    def defaults(self) -> Mapping[str, str]:
        return {reading.name: reading.default for reading in self.readings}


@cache
def shipped_year(year: int) -> Year:
    """The shipped list of a year of SHIPPED_YEARS."""
    data = read_data(f"{year}.json")
    listed = _date(data["gazetted_on"])
    gazetted = listed or date(year - 1, 12, 31)
    complete = _date(data.get("complete_to")) or date(year, 12, 31)
    readings = tuple(
        Reading(name, open_["default"], tuple(open_["choices"]), open_["note"], open_["said_bn"])
        for name, open_ in data.get("readings", {}).items()
    )
    days = tuple(_day(row, gazetted, unknown=listed is None) for row in data["days"])
    return Year(year, gazetted, listed is None, complete, readings, days)


def expected_days(after: int) -> Iterator[Day]:
    """The holidays of fixed date in the years that follow the year `after`, which no list has ordered yet."""
    drawn_up, rows = _expected()
    for year in range(after + 1, after + 1 + EXPECTED_FOR):
        for month, day, row in rows:
            yield replace(row, on=date(year, month, day), announced=drawn_up)


@cache
def _expected() -> tuple[date, tuple[tuple[int, int, Day], ...]]:
    data = read_data("expected.json")
    rows = []
    for row in data["days"]:
        month, day = map(int, row["month_day"].split("-"))
        rows.append((month, day, _day({**row, **_EXPECTED, "date": f"2000-{row['month_day']}"}, date.min)))
    return date.fromisoformat(data["drawn_up_on"]), tuple(rows)


_EXPECTED = {"effect": "off", "kind": "expected", "scope": {"level": "national", "of": []}}


@cache
def shipped_week() -> tuple[frozenset[int], Day]:
    """The weekly holidays as numbers (Monday 0) and the row that names them (its date means nothing)."""
    data = read_data("week.json")
    off = frozenset(WEEKDAYS.index(name) for name in data["off"])
    return off, Day(date.min, "off", "weekly", data["name_bn"], data["name_en"], date.min, data["source"])


def _day(row: dict[str, Any], gazetted: date, *, unknown: bool = False) -> Day:
    on, later = date.fromisoformat(row["date"]), "announced" in row
    told = _date(row["announced"]) if later else gazetted
    return Day(
        on=on,
        effect=row["effect"],
        kind=row["kind"],
        name_bn=row["name_bn"],
        name_en=row["name_en"],
        # A later order whose announcement is not known is assumed to have come the day before.
        announced=told or on - timedelta(days=1),
        source=row["source"],
        level=row["scope"]["level"],
        of=frozenset(row["scope"]["of"]),
        moon=row.get("provisional") == "moon",
        supersedes=_date(row.get("supersedes")),
        reading=next(iter(row.get("reading", {}).items()), None),
        assumed=told is None or (unknown and not later),
        later=later,
        note=row.get("note", ""),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
