"""The rows a calendar is made of: one order about one day, as announced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from ongikar.clock.places import Place, read_data

Effect = Literal["off", "on", "short", "plain"]
Level = Literal["national", "division", "district", "class", "office"]

SHIPPED_YEARS = (2023, 2024, 2025, 2026)
WIDTHS = ("national", "division", "class", "district", "office")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Day:
    """One order about one day.

    `effect`: off (closed), on (open, also on a weekly holiday), short (open, fewer hours), plain (an earlier
    order is withdrawn: the day is again what the week makes it). `announced` is the day from which it was
    known. `moon` says that the sighting of the moon may move it. `source` names where it was read.
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

    def reaches(self, place: Place) -> bool:
        """Whether the order is meant for an office in this place; an office's own order always is."""
        if self.level == "district":
            return place.district in self.of
        if self.level == "division":
            return place.division in self.of
        return self.level != "class" or bool(self.of & place.classes)


def decided(rows: Iterable[Day]) -> dict[date, Day]:
    """The row that holds for each day: the one announced last; of one day's orders, the narrowest."""
    ordered = sorted(rows, key=lambda row: (row.announced, WIDTHS.index(row.level)))
    return {row.on: row for row in ordered}


@dataclass(frozen=True)
class Year:
    """One shipped year: its rows and the day its list was gazetted (or, unknown, the last day before it)."""

    year: int
    gazetted_on: date
    complete_to: date
    defaults: Mapping[str, str]
    days: tuple[Day, ...]


@cache
def shipped_year(year: int) -> Year:
    """The shipped list of a year of SHIPPED_YEARS."""
    data = read_data(f"{year}.json")
    gazetted = _date(data["gazetted_on"]) or date(year - 1, 12, 31)
    complete = _date(data.get("complete_to")) or date(year, 12, 31)
    defaults = {name: choice["default"] for name, choice in data.get("readings", {}).items()}
    return Year(year, gazetted, complete, defaults, tuple(_day(row, gazetted) for row in data["days"]))


@cache
def shipped_week() -> tuple[frozenset[int], Day]:
    """The weekly holidays as numbers (Monday 0) and the row that names them (its date means nothing)."""
    data = read_data("week.json")
    off = frozenset(WEEKDAYS.index(name) for name in data["off"])
    return off, Day(date.min, "off", "weekly", data["name_bn"], data["name_en"], date.min, data["source"])


def _day(row: dict[str, Any], gazetted: date) -> Day:
    on = date.fromisoformat(row["date"])
    # A later order whose announcement is not known is assumed to have come the day before.
    announced = (_date(row["announced"]) or on - timedelta(days=1)) if "announced" in row else gazetted
    return Day(
        on=on,
        effect=row["effect"],
        kind=row["kind"],
        name_bn=row["name_bn"],
        name_en=row["name_en"],
        announced=announced,
        source=row["source"],
        level=row["scope"]["level"],
        of=frozenset(row["scope"]["of"]),
        moon=row.get("provisional") == "moon",
        supersedes=_date(row.get("supersedes")),
        reading=next(iter(row.get("reading", {}).items()), None),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
