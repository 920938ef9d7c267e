"""The clock of a promise: when it was received, what was promised, where it stood still, when it lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.counting import (
    COUNTED,
    MINUTES,
    OFFICE_MINUTES,
    STOOD,
    Days,
    Held,
    Leg,
    merged,
    moment_after,
)
from ongikar.clock.explanation import Explanation, Extension, Pause, Span
from ongikar.clock.hours import in_dhaka, midnight_after, opening, received_day
from ongikar.clock.limits import TimeLimit, Unit

Outcome = tuple[date | None, datetime | None, tuple[Span, ...]]


class ClockStands(ValueError):  # noqa: N818 - a fact about the clock, named as one
    """An open pause holds the clock, so there is no date yet."""


@dataclass(frozen=True, eq=False)
class Clock:
    """A promise of `amount` `unit`s on something received at `received_at`, reckoned on `calendar`.

    The day of receipt is day zero; what comes after hours or on a closed day counts as received at the next
    opening. Working days count open days. Days, weeks, months and years are those of the calendar; months
    clamp to their end, and a last day on a closed day moves to the next open one. Up to 8 hours are office
    hours, more are elapsed time (and do not move). A day counts if the clock ran at the close of its office
    hours, be the office open or not. A limit of 0 of any unit but `day` is a ValueError; see `same_day`.
    """

    received_at: datetime
    amount: int
    unit: Unit
    calendar: WorkingCalendar
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def __post_init__(self) -> None:
        in_dhaka(self.received_at)
        if self.amount < 0 or (self.amount == 0 and self.unit != "day"):
            raise ValueError(f"a limit of {self.amount} {self.unit} is no limit")
        timed = {leg[1] in MINUTES for leg in self.limits}
        if len(timed) > 1:
            raise ValueError("hours and days do not add up to one limit")

    @classmethod
    def same_day(cls, received_at: datetime, calendar: WorkingCalendar, pauses: tuple[Pause, ...] = ()) -> Clock:
        """The clock of what is promised for the same day: due on day zero itself."""
        return cls(received_at, 0, "day", calendar, pauses)

    @property
    def limits(self) -> tuple[Leg, ...]:
        """The promise and its extensions."""
        return ((self.amount, self.unit), *((more.amount, more.unit) for more in self.extensions))

    @cached_property
    def zero(self) -> date:
        """Day zero, from which days are counted."""
        if self._elapsed:
            return in_dhaka(self.received_at).date()
        return received_day(self.received_at, self.calendar)

    @property
    def stands(self) -> bool:
        """Whether an open pause holds the clock before it has run out."""
        return self.explanation.due_on is None

    @cached_property
    def due_on(self) -> date:
        """The last day that keeps the promise, at any hour; ClockStands while an open pause holds it."""
        if not self.pauses and {unit for _, unit in self.limits} == {"working_day"}:
            return self.calendar.nth_after(self.zero, sum(amount for amount, _ in self.limits))
        if self.explanation.due_on is None:
            raise ClockStands("an open pause holds the clock")
        return self.explanation.due_on

    @property
    def due_at(self) -> datetime | None:
        """The last moment of a limit of hours or minutes; None for one of days."""
        return self.explanation.due_at

    @property
    def lapses_at(self) -> datetime:
        """From when the promise is broken: the start of the day after `due_on`; of hours, `due_at`."""
        if self._minutes:
            if self.due_at is None:
                raise ClockStands("an open pause holds the clock")
            return self.due_at
        return midnight_after(self.due_on)

    @cached_property
    def explanation(self) -> Explanation:
        """Why the date is what it is."""
        came = in_dhaka(self.received_at).date()
        due_on, due_at, spans = self._timed(came) if self._minutes else self._counted(came)
        return Explanation(
            received_on=came,
            zero=self.zero,
            due_on=due_on,
            limits=self.limits,
            spans=spans,
            pauses=self._ordered,
            calendar=self.calendar.version,
            doubt=None if self._elapsed else self.calendar.doubt(came, spans[-1].ends),
            due_at=due_at,
            extensions=self.extensions,
        )

    @cached_property
    def _ordered(self) -> tuple[Pause, ...]:
        return tuple(sorted(self.pauses, key=lambda pause: (pause.starts, pause.ends or pause.starts, pause.reason)))

    @property
    def _minutes(self) -> int:
        return sum(amount * MINUTES.get(unit, 0) for amount, unit in self.limits)

    @property
    def _elapsed(self) -> bool:
        return self._minutes > OFFICE_MINUTES

    def _counted(self, came: date) -> Outcome:
        days = Days(came, self.zero, self.calendar, self._ordered)
        try:
            for amount, unit in merged(self.limits):
                days.count(amount, unit)
            days.roll()
        except Held:
            return None, None, days.spans
        return days.day, None, days.spans

    def _timed(self, came: date) -> Outcome:
        before = Days(came, self.zero, self.calendar, ()).spans[:-1]
        try:
            at = moment_after(in_dhaka(self.received_at), self._minutes, self.calendar, self._ordered)
        except Held:
            return None, None, (*before, Span(self.zero, self.zero, *STOOD))
        return at.date(), at, (*before, Span(self.zero, at.date(), *COUNTED))


def clock_of(
    limit: TimeLimit,
    received_at: datetime,
    calendar: WorkingCalendar,
    pauses: tuple[Pause, ...] = (),
    extensions: tuple[Extension, ...] = (),
) -> Clock | None:
    """The clock of a charter's time limit; None where the charter gives no number to hold anybody to.

    A range runs to its upper end, a composite on its longest part. A duration of 0 is the same day.
    """
    if limit.kind not in ("duration", "range", "composite"):
        return None
    longest = _longest(limit)
    if longest is None:
        return None
    if longest[0] == 0:
        return Clock.same_day(received_at, calendar, pauses)
    return Clock(received_at, *longest, calendar, pauses, extensions)


def agreed(day: date, calendar: WorkingCalendar, *, stood: int = 0, pauses: tuple[Pause, ...] = ()) -> Explanation:
    """A date that somebody gave, on the working day so many later as the clock stood; at least on an open day.

    It is not reckoned from a receipt, so day zero is the date given.
    """
    days = Days(day, day, calendar, ())
    days.count(stood, "working_day")
    days.roll()
    return Explanation(
        received_on=day,
        zero=day,
        due_on=days.day,
        limits=((stood, "working_day"),) if stood else (),
        spans=days.spans,
        pauses=pauses,
        calendar=calendar.version,
        doubt=calendar.doubt(day, days.day),
        since="agreed",
    )


def staged(limit: TimeLimit, received_at: datetime, calendar: WorkingCalendar) -> tuple[Clock, ...]:
    """One clock for each part of a limit in stages, such as "inspection in a month, then the report in 15 days".

    A stage counts from the last day of the one before it, so the last clock's date is that of the whole.
    ValueError where a part has no number.
    """
    clocks: list[Clock] = []
    for part in limit.parts:
        if part.max is None or part.unit is None:
            raise ValueError(f"the stage {part.when!r} has no number")
        starts = opening(clocks[-1].due_on, calendar) if clocks else received_at
        clocks.append(Clock(starts, part.max, part.unit, calendar))
    return tuple(clocks)


ROUGHLY: dict[Unit, float] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "working_day": 1.5,
    "week": 7,
    "month": 30.4,
    "year": 365.2,
}
"""Days in a unit, to tell which part of a composite is the longest and for nothing else."""


def _longest(limit: TimeLimit) -> Leg | None:
    """What the limit runs to: its own `max`, else the longest of its parts."""
    ends = [(limit.max, limit.unit)] if limit.max is not None else [(p.max, p.unit) for p in limit.parts]
    legs = [(amount, unit) for amount, unit in ends if amount is not None and unit is not None]
    return max(legs, key=lambda leg: leg[0] * ROUGHLY[leg[1]], default=None)


def days_left(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    """Open days from the day after `today` to `due_on`; once lapsed, the open days since, negative."""
    if today <= due_on:
        return calendar.count_between(today, due_on)
    return -calendar.count_between(due_on, today)


def told(before: date | None, reckoned: date) -> date:
    """The date to tell, never earlier than before: a Saturday declared working shortens no promise."""
    return reckoned if before is None else max(before, reckoned)
