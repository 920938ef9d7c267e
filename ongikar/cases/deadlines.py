"""Which date a case is held to, and its next moment: the only place that turns promises into dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from ongikar.cases.lifecycle import State
from ongikar.cases.warnings import warnings_before
from ongikar.charter.models import Promise
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.clock import Clock, clock_of
from ongikar.clock.explanation import Explanation, Moved, Pause
from ongikar.clock.hours import DHAKA, closing, midnight_after, received_day
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office

if TYPE_CHECKING:
    from ongikar.cases.models import Case


@dataclass(frozen=True)
class Reckoning:
    """A date with what it rests on. `due_on` None: the charter ties it to an order not yet given.

    `calendar_due_on`: the calendar's date where a later one was told before; advice to the officer, no more.
    """

    received_on: date
    due_on: date | None = None
    lapses_at: datetime | None = None
    basis: str = ""
    explanation: Explanation | None = None
    calendar_due_on: date | None = None

    def keeping(self, case: Case) -> Reckoning:
        """The same for a case to whose requester a date was told: where that is later it stays, and it alone lapses."""
        held = self.held_to(case)
        if self.explanation is None or held is self:
            return held
        moved = tuple(map(Moved.from_json, case.explanation.get("moved", ())))
        return replace(held, explanation=replace(self.explanation, moved=moved).keeping(held.due_on))

    def held_to(self, case: Case) -> Reckoning:
        """The dates of it alone: what a case that was told a later date is held to."""
        if self.lapses_at is None or case.lapses_at is None or case.told_due_on is None:
            return self
        if self.lapses_at >= case.lapses_at:
            return replace(self)
        earlier = self.due_on if self.due_on != case.told_due_on else None
        return replace(self, due_on=case.told_due_on, lapses_at=case.lapses_at, calendar_due_on=earlier)

    def fields(self) -> dict[str, Any]:
        """What a case keeps of it."""
        return {
            "received_on": self.received_on,
            "due_on": self.due_on,
            "told_due_on": self.due_on,
            "calendar_due_on": self.calendar_due_on,
            "lapses_at": self.lapses_at,
            "basis": self.basis,
            "explanation": self.explanation.to_json() if self.explanation else {},
        }


def own_target(promise: Promise) -> int | None:
    """The office's own target in working days, where the charter writes no number; None where it does."""
    if promise.has_number or promise.by_order:
        return None
    return promise.own_target_days or own_target_default(promise)


def target_told(case: Case) -> int | None:
    """The office's own target by which the case was given its date, whatever the office's target is by now."""
    limits = case.explanation.get("limits") if case.basis == "own_target" else None
    return int(limits[0]["amount"]) if limits else None


def own_target_default(promise: Promise) -> int:
    """The office's own target in working days where it has set none for the service (a named setting)."""
    return settings.OWN_TARGET_DAYS_VISIT if promise.needs_visit else settings.OWN_TARGET_DAYS


def clock_for(
    promise: Promise,
    calendar: WorkingCalendar,
    *,
    at: datetime,
    pauses: tuple[Pause, ...] = (),
    part: int | None = None,
    target: int | None = None,
) -> tuple[Clock, str] | None:
    """The clock of an asking and what it rests on; None where the charter ties the date to an order.

    A composite limit runs on its longest part until the officer names the part that is meant. `target`: the
    office's own target that was told, in working days, where that is what it rests on.
    """
    if promise.by_order:
        return None
    limit = promise.limit if part is None else promise.limit.of_part(part)
    clock = clock_of(limit, at, calendar, pauses)
    if clock is not None:
        return clock, "charter"
    days = target or own_target(promise) or own_target_default(promise)
    return Clock(at, days, "working_day", calendar, pauses), "own_target"


def reckon(
    promise: Promise, office: Office, *, at: datetime, pauses: Sequence[Pause] = (), part: int | None = None
) -> Reckoning:
    """The date of an asking received at `at`. Raises ClockStands while an open pause holds it."""
    return reckon_on(calendar_of(office), promise, at=at, pauses=pauses, part=part)


def reckon_on(
    calendar: WorkingCalendar,
    promise: Promise,
    *,
    at: datetime,
    pauses: Sequence[Pause] = (),
    part: int | None = None,
    target: int | None = None,
) -> Reckoning:
    """The same on a calendar given; `target` as in clock_for."""
    found = clock_for(promise, calendar, at=at, pauses=tuple(pauses), part=part, target=target)
    if found is None:
        return Reckoning(received_day(at, calendar))
    clock, basis = found
    return Reckoning(clock.zero, clock.due_on, clock.lapses_at, basis, clock.explanation)


def not_reckoned(at: datetime, calendar: WorkingCalendar) -> Reckoning:
    """What is known while the clock is behind: the number stands, the date is given later (cases.dating)."""
    return Reckoning(received_day(at, calendar))


@dataclass(frozen=True)
class Outlook:
    """What somebody who asks now is told: a date with its explanation, or plainly that there is none."""

    due_on: date | None
    basis: str
    explanation: Explanation | None
    days: int | None  # the office's own target, where the charter gives no number


def outlook(promise: Promise, *, at: datetime) -> Outlook:
    """The date for an asking filed at `at`, reckoned on the calendar of the office that gives the service."""
    office = promise.post.office if promise.post else promise.edition.office
    found = reckon(promise, office, at=at)
    return Outlook(found.due_on, found.basis, found.explanation, own_target(promise))


def accept_by(at: datetime, calendar: WorkingCalendar) -> datetime:
    """The end of the next working day: one not accepted by then shows as not yet accepted."""
    return midnight_after(calendar.nth_after(received_day(at, calendar), 1))


def month_end(at: datetime) -> datetime:
    """When the list of the interested comes up: the start of the last day of the month of `at`, or of the next."""
    day = at.astimezone(DHAKA).date()
    first_of_next = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = datetime.combine(first_of_next - timedelta(days=1), time.min, DHAKA)
    return last if last > at else month_end(datetime.combine(first_of_next, time.min, DHAKA))


def no_reply_at(at: datetime) -> datetime:
    """No reply by then lets the officer close the case with a reason (a named setting)."""
    return at + timedelta(days=settings.NO_REPLY_DAYS)


def next_moment(
    state: str, *, at: datetime, accept_by: datetime, lapses_at: datetime | None, calendar: WorkingCalendar
) -> datetime:
    """When something about an open, running case may change next."""
    moments = [lapses_at or month_end(at), *(warning.at for warning in warnings_before(lapses_at, calendar))]
    if state == State.FILED:
        moments.append(accept_by)
    ahead = [moment for moment in moments if moment > at]
    return min(ahead) if ahead else next_opening(at, calendar)


def next_opening(at: datetime, calendar: WorkingCalendar) -> datetime:
    """The start of the next working day: a lapsed case comes up again every working day."""
    day = at.astimezone(DHAKA).date()
    return datetime.combine(calendar.nth_after(day, 1), time.min, DHAKA)


def days_stood(pauses: Sequence[Pause], since: date, until: date, calendar: WorkingCalendar) -> int:
    """The working days from `since` to `until` at whose close the clock stood."""
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return sum(
        calendar.is_working(day) and any(pause.holds(closing(day, calendar)) for pause in pauses) for day in days
    )
