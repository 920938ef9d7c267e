"""`ongikar due`: the date of a promise on the shipped calendar. Needs no database and no settings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NoReturn, TextIO

from ongikar.bangla.digits import to_ascii
from ongikar.clock.calendar import CHAITRA_SANKRANTI_2026, WorkingCalendar, shipped_calendar
from ongikar.clock.clock import Clock, clock_of
from ongikar.clock.hours import DHAKA
from ongikar.clock.limits import TimeLimit
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.reading.sheet import Doubt

NO_DATE = "-"
WITHOUT_TIME = time(10)
"""A day given without a time is taken as within office hours."""


class Unreadable(Exception):  # noqa: N818 - says what is wrong, in one line
    """The question cannot be read; the message says what to write instead."""


@dataclass(frozen=True)
class Question:
    """What is asked: received when, which limit, where, and known when."""

    received_at: datetime
    limit: TimeLimit
    unsure: tuple[Doubt, ...]
    calendar: WorkingCalendar

    def clock(self) -> Clock | None:
        """The clock, or None where the limit has no number."""
        return clock_of(self.limit, self.received_at, self.calendar)


def main(
    argv: Sequence[str], stdin: TextIO = sys.stdin, stdout: TextIO = sys.stdout, stderr: TextIO = sys.stderr
) -> int:
    """Answers one question, or with --batch one a line. 0 done; 2 with one line on `stderr` if unreadable."""
    try:
        asked = _parser().parse_args(list(argv))
        if asked.batch:
            return _batch(asked, stdin, stdout, stderr)
        if not asked.received or asked.limit is None:
            raise Unreadable("give --received and --limit, or --batch with lines on standard input")
        asking = question(asked.received, asked.limit, asked.district, asked.known_on, asked.april_13_2026)
        _answer(asking, as_json=asked.json, stdout=stdout)
    except (Unreadable, ValueError) as problem:
        print(f"ongikar due: {problem}", file=stderr)
        return 2
    return 0


def question(
    received: str,
    limit: str,
    district: str | None,
    known_on: str | None,
    april_13_2026: str = "hill_districts",
) -> Question:
    """The question as typed, read. Bangla digits are digits; Unreadable or ValueError if it cannot."""
    return Question(
        _moment(received),
        *_limit(limit),
        shipped_calendar(
            (district or "").strip() or None,
            _day(known_on) if known_on and known_on.strip() else None,
            readings=((CHAITRA_SANKRANTI_2026, april_13_2026),),
        ),
    )


def answer(asked: Question) -> dict[str, Any]:
    """The answer as an object: the date (null without a number), the calendar's version and the reckoning."""
    clock = asked.clock()
    shown: dict[str, Any] = {
        "due_on": None,
        "due_at": None,
        "calendar": asked.calendar.version,
        "provisional": False,
        "doubt": None,
        "received_on": asked.received_at.date().isoformat(),
        "time_limit": asked.limit.to_json(),
        "unsure": [doubt.to_json() for doubt in asked.unsure],
        "explanation": [],
    }
    if clock is None:
        return shown
    why = clock.explanation.to_json()
    told = {name: why[name] for name in ("due_on", "due_at", "provisional", "doubt", "received_on", "zero")}
    return {**shown, **told, "explanation": why["spans"]}


def _answer(asked: Question, *, as_json: bool, stdout: TextIO) -> None:
    clock = asked.clock()
    if as_json:
        print(json.dumps(answer(asked), ensure_ascii=False, indent=2), file=stdout)
    elif clock is None:
        print(NO_DATE, "সময়সীমায় কোনো সংখ্যা নেই, তাই তারিখ নেই / the limit has no number", file=stdout)
    else:
        print(clock.due_on.isoformat(), file=stdout)
        for part in clock.explanation.sentences("bn"):
            print("  " + part, file=stdout)


def _batch(asked: argparse.Namespace, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """One date a line, in order; an unreadable line gets `-` too, and is named at the end."""
    unread: list[str] = []
    for number, line in enumerate(stdin, 1):
        try:
            print(_line(line.rstrip("\r\n"), asked), file=stdout)
        except (Unreadable, ValueError) as problem:
            print(NO_DATE, file=stdout)
            unread.append(f"line {number}: {problem}")
    if unread:
        more = f" (and {len(unread) - 1} more)" if unread[1:] else ""
        print(f"ongikar due: {unread[0]}{more}", file=stderr)
    return 2 if unread else 0


def _line(line: str, asked: argparse.Namespace) -> str:
    """The date of one line `received limit district known_on`; what a line leaves out the options give."""
    if not line.strip():
        return NO_DATE
    received, limit, district, known_on = [*line.split("\t"), "", "", ""][:4]
    asking = question(
        received,
        limit,
        district.strip() or asked.district,
        known_on.strip() or asked.known_on,
        asked.april_13_2026,
    )
    clock = asking.clock()
    return NO_DATE if clock is None else clock.due_on.isoformat()


@lru_cache(maxsize=4096)
def _limit(text: str) -> tuple[TimeLimit, tuple[Doubt, ...]]:
    return read_time_limit(text)


def _moment(text: str) -> datetime:
    plain = to_ascii(text.strip())
    try:
        at = datetime.fromisoformat(plain)
    except ValueError:
        raise Unreadable(f"{text!r} is no moment; write it as 2025-05-15T10:00") from None
    if len(plain) <= len("2025-05-15"):
        at = datetime.combine(at.date(), WITHOUT_TIME)
    return at.replace(tzinfo=DHAKA) if at.tzinfo is None else at.astimezone(DHAKA)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(to_ascii(text.strip()))
    except ValueError:
        raise Unreadable(f"{text!r} is no day; write it as 2025-05-01") from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Unreadable(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ongikar due", description="The date on which a promise falls due, and why.")
    parser.add_argument("--received", metavar="MOMENT", help="2025-05-15T10:00; without a zone, Dhaka's")
    parser.add_argument("--limit", metavar="TEXT", help='as the charter writes it: "৩ কার্যদিবস"')
    parser.add_argument("--district", metavar="NAME", help="the office's district, for regional holidays")
    parser.add_argument("--known-on", metavar="DAY", help="use only what was announced by this day")
    parser.add_argument(
        "--april-13-2026",
        choices=["hill_districts", "national"],
        default="hill_districts",
        help="whom the holiday of 13 April 2026 closes (not confirmed by the gazette)",
    )
    parser.add_argument("--batch", action="store_true", help="read received, limit, district, known_on per line")
    parser.add_argument("--json", action="store_true", help="print one object with the reckoning")
    return parser
