"""Counting a limit day by day, or hour by hour, with the pauses taken out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ongikar.clock.calendar import LONGEST, ONE, DayOff, WorkingCalendar
from ongikar.clock.explanation import Pause, Span
from ongikar.clock.hours import DHAKA, closing, midnight_after, opening
from ongikar.clock.limits import Unit

Leg = tuple[int, Unit]

OFFICE_MINUTES = 8 * 60
"""Limits up to eight hours are office hours; longer ones are elapsed time."""

MONTHS: dict[Unit, int] = {"month": 1, "year": 12}
MINUTES: dict[Unit, int] = {"minute": 1, "hour": 60}


def merged(legs: Sequence[Leg]) -> list[Leg]:
    """Neighbouring legs of one unit added up, so that two months are not two clamped months."""
    out: list[Leg] = []
    for amount, unit in legs:
        if out and out[-1][1] == unit:
            out[-1] = (out[-1][0] + amount, unit)
        else:
            out.append((amount, unit))
    return out


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > 9999:
        raise ValueError("the date lies past the end of the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Held(Exception):  # noqa: N818 - not an error: the clock stands
    """An open pause holds the clock."""


class Treatment(NamedTuple):
    """What is made of a day, and why: the fields of a Span but its dates."""

    counts: bool
    why: str
    name_bn: str
    name_en: str
    source: str = ""
    announced: date | None = None

    @classmethod
    def of(cls, order: DayOff, *, counts: bool) -> Treatment:
        return cls(counts, order.kind, order.name_bn, order.name_en, order.source, order.announced)


DAY_ZERO = Treatment(False, "day_zero", "দিন শূন্য", "day zero")
COUNTED = Treatment(True, "counted", "গণনা", "counted")
NEXT_OPEN_DAY = Treatment(False, "next_open_day", "পরবর্তী খোলা দিন", "next open day")
AFTER_HOURS = Treatment(False, "received", "অফিস সময়ের পরে", "after office hours")
STOOD = Treatment(False, "paused", "বিরতি", "paused")


def closed(day: date, calendar: WorkingCalendar) -> Treatment | None:
    """Why the office is closed on a day; None if it is open."""
    off = calendar.why_closed(day)
    return Treatment.of(off, counts=False) if off else None


class Days:
    """Goes through the days from the day of receipt on. A day counts if the clock ran at its close."""

    def __init__(self, came: date, zero: date, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> None:
        self.day = came
        self.calendar = calendar
        self.pauses = pauses
        self._runs: list[tuple[date, date, Treatment]] = []
        while self.day < zero:
            self._note(closed(self.day, calendar) or AFTER_HOURS)
            self.day = next_day(self.day)
        self._note(DAY_ZERO)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days so far, those treated alike taken together."""
        return tuple(Span(starts, ends, *treated) for starts, ends, treated in self._runs)

    def count(self, amount: int, unit: Unit) -> None:
        """Goes on until `amount` of `unit` have been counted; raises Held if an open pause comes first."""
        working = unit == "working_day"
        left = amount if working else self._calendar_days(amount, unit)
        if left > LONGEST:
            raise ValueError("a limit of more than a hundred years")
        while left:
            left -= self._step(working, COUNTED)

    def roll(self) -> None:
        """Goes on to the first open day on which the clock runs (General Clauses Act, section 10)."""
        while not self.calendar.is_working(self.day) or self._pause_at_close(self.day):
            self._step(working=True, otherwise=NEXT_OPEN_DAY)

    def _calendar_days(self, amount: int, unit: Unit) -> int:
        if unit in MONTHS:
            return (months_after(self.day, amount * MONTHS[unit]) - self.day).days
        return amount * (7 if unit == "week" else 1)

    def _step(self, working: bool, otherwise: Treatment) -> bool:
        """One day further; whether it counts."""
        day = next_day(self.day)
        treated = (closed(day, self.calendar) if working else None) or self._paused(day) or otherwise
        if treated is COUNTED and working and (order := self.calendar.why_open(day)):
            treated = Treatment.of(order, counts=True)
        self.day = day
        self._note(treated)
        return treated.counts

    def _note(self, treated: Treatment) -> None:
        if self._runs and self._runs[-1][2] == treated:
            self._runs[-1] = (self._runs[-1][0], self.day, treated)
        else:
            self._runs.append((self.day, self.day, treated))

    def _paused(self, day: date) -> Treatment | None:
        pause = self._pause_at_close(day) if self.pauses else None
        return Treatment(False, "paused", *pause.words) if pause else None

    def _pause_at_close(self, day: date) -> Pause | None:
        close = closing(day, self.calendar)
        held = [pause for pause in self.pauses if pause.holds(close)]
        if any(pause.ends is None for pause in held):
            raise Held
        return held[0] if held else None


def next_day(day: date) -> date:
    """The day after; ValueError past the last year there is."""
    try:
        return day + ONE
    except OverflowError:
        raise ValueError("the date lies past the end of the calendar") from None


def moment_after(at: datetime, minutes: int, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> datetime:
    """The moment `minutes` after `at` while the clock runs: in office hours if few, else in elapsed time.

    A pause that never ends raises Held.
    """
    if minutes > LONGEST * 24 * 60:
        raise ValueError("a limit of more than a hundred years")
    left, day = timedelta(minutes=minutes), at.date()
    office = minutes <= OFFICE_MINUTES
    while True:
        for starts, ends in _running(at, day, calendar if office else None, pauses):
            if left <= ends - starts:
                return starts + left
            left -= ends - starts
        day = next_day(day)


def _running(
    at: datetime, day: date, calendar: WorkingCalendar | None, pauses: Sequence[Pause]
) -> list[tuple[datetime, datetime]]:
    """The stretches of one day in which the clock runs, from `at` on; with a calendar, in office hours."""
    starts, ends = datetime.combine(day, datetime.min.time(), DHAKA), midnight_after(day)
    if calendar is not None:
        starts = opening(day, calendar)
        ends = closing(day, calendar) if calendar.is_working(day) else starts
    stretches = [(max(starts, at), ends)]
    for pause in sorted(pauses, key=lambda pause: pause.starts):
        if pause.ends is None and pause.starts <= max(starts, at):
            raise Held
        stretches = [part for stretch in stretches for part in _without(stretch, pause)]
    return [stretch for stretch in stretches if stretch[0] < stretch[1]]


def _without(stretch: tuple[datetime, datetime], pause: Pause) -> list[tuple[datetime, datetime]]:
    starts, ends = stretch
    resumes = pause.ends or datetime.max.replace(tzinfo=DHAKA)
    return [(starts, min(ends, pause.starts)), (max(starts, resumes), ends)]
