"""`ongikar calendar`: the shipped orders of a year, and what is not certain about them. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn, TextIO

from ongikar.bangla.digits import to_ascii
from ongikar.clock import lint
from ongikar.clock.calendar import CHAITRA_SANKRANTI_2026, WorkingCalendar, shipped_calendar
from ongikar.clock.days import SHIPPED_YEARS, Day
from ongikar.clock.wording import WEEK_EN


def main(argv: Sequence[str], stdout: TextIO = sys.stdout, stderr: TextIO = sys.stderr) -> int:
    """Lists a year, or with --check what is unsettled. 0 done; 2 with one line on `stderr` if unreadable."""
    try:
        asked = _parser().parse_args(list(argv))
        if asked.check:
            shown: list[Any] = [_found(finding) for finding in lint.findings()]
            lines = [f"{row['on']} {row['rule']} {row['severity']}: {row['message_en']}" for row in shown]
        else:
            calendar = _calendar(asked)
            shown = [_row(row) for row in orders_of(asked.year, calendar)]
            lines = [*map(_line, shown), _total(asked.year, calendar)]
    except ValueError as problem:
        print(f"ongikar calendar: {problem}", file=stderr)
        return 2
    print(json.dumps(shown, ensure_ascii=False, indent=1) if asked.json else "\n".join(lines), file=stdout)
    return 0


def orders_of(year: int, calendar: WorkingCalendar) -> list[Day]:
    """The orders that hold for the days of a year, by day."""
    rows = [*calendar.rows.values(), *calendar.short.values()]
    return sorted((row for row in rows if row.on.year == year), key=lambda row: (row.on, row.effect))


def _calendar(asked: argparse.Namespace) -> WorkingCalendar:
    readings = ((CHAITRA_SANKRANTI_2026, asked.april_13_2026),)
    return shipped_calendar((asked.district or "").strip() or None, asked.known_on, readings=readings)


def _row(row: Day) -> dict[str, Any]:
    return {
        "on": row.on.isoformat(),
        "effect": row.effect,
        "kind": row.kind,
        "level": row.level,
        "of": sorted(row.of),
        "name_bn": row.name_bn,
        "name_en": row.name_en,
        "moon": row.moon,
        "announced": row.announced.isoformat(),
        "assumed": row.assumed,
        "source": row.source,
    }


def _line(row: dict[str, Any]) -> str:
    day = date.fromisoformat(row["on"])
    assumed, moon = " (assumed)" if row["assumed"] else "", ", moon" if row["moon"] else ""
    told = f"{row['kind']}{moon}; announced {row['announced']}{assumed}"
    if row["kind"] == "expected":
        told = "expected: no list yet"
    return f"{row['on']} {WEEK_EN[day.weekday()]} {row['effect']:5} {row['name_bn']} / {row['name_en']} [{told}]"


def _total(year: int, calendar: WorkingCalendar) -> str:
    open_days = calendar.count_between(date(year - 1, 12, 31), date(year, 12, 31))
    doubt = "" if calendar.doubt(date(year, 1, 1), date(year, 12, 30)) != "year_not_loaded" else ", no list yet"
    return f"{open_days} working days in {year} (calendar {calendar.version}{doubt})"


def _found(finding: lint.Finding) -> dict[str, Any]:
    told = {"message_bn": finding.message_bn, "message_en": finding.message_en}
    on = finding.on.isoformat() if finding.on else None
    return {"rule": finding.rule, "severity": finding.severity, "on": on, **told}


def _year(text: str) -> int:
    try:
        return date(int(to_ascii(text)), 1, 1).year
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no year; write it as 2026") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(to_ascii(text.strip()))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2025-05-01") from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ongikar calendar", description="The shipped orders about the days of a year.")
    parser.add_argument("year", nargs="?", type=_year, default=SHIPPED_YEARS[-1], help="the last one listed, if none")
    parser.add_argument("--district", metavar="NAME", help="with the regional holidays of this district")
    parser.add_argument("--known-on", metavar="DAY", type=_day, help="only what was announced by this day")
    parser.add_argument(
        "--april-13-2026",
        choices=["hill_districts", "national"],
        default="hill_districts",
        help="whom the holiday of 13 April 2026 closes (not confirmed by the gazette)",
    )
    parser.add_argument("--check", action="store_true", help="name what is not certain about the shipped calendar")
    parser.add_argument("--json", action="store_true", help="print one list of objects")
    return parser
