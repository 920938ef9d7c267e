"""What an order about the calendar does to open cases: their dates are reckoned anew, and never told earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from ongikar.cases import deadlines
from ongikar.cases.consequences import pause_of
from ongikar.cases.lifecycle import RUNNING, State
from ongikar.cases.models import Basis, Case, CaseEvent
from ongikar.cases.parts import Pause as CasePause
from ongikar.charter.models import Promise
from ongikar.clock.calendar import ONE, WorkingCalendar
from ongikar.clock.clock import agreed
from ongikar.clock.explanation import Moved, Pause
from ongikar.clock.hours import DHAKA, midnight_after, received_day
from ongikar.journal.authors import SYSTEM
from ongikar.journal.bulk import Alike, insert_alike, write_alike
from ongikar.offices.orders import Announcement, CalendarsOf
from ongikar.offices.ripples import Look, Ripple, RippleCount, Stretch

SIZE = 1000  # cases a step
VERB = "case.redated"
DATES = ("due_on", "told_due_on", "calendar_due_on", "received_on", "lapses_at")
MOMENTS = ("accept_by", "act_after")
WRITTEN = (*DATES, *MOMENTS, "explanation")
NEEDED = (
    "office", "post", "promise", "state", "revision", "clock_number", "clock_from", "basis", "limit_part",
    "filed_at", "requester", *WRITTEN,
)  # fmt: skip
RECKONED = (Basis.CHARTER, Basis.OWN_TARGET)
Outcome = RippleCount.Outcome


@dataclass(frozen=True)
class Cases:
    """Open cases as a subject of ripples. `late_comers`: those that were filed, or resumed, on the calendar as it
    was just before the approval, and came to lie behind the cursor.
    """

    late_comers: bool = False

    def count(self, ripple: Ripple, now: datetime) -> Stretch:
        batch = Batch(ripple, self._next(ripple, lock=False), now)
        return batch.stretch

    def redate(self, ripple: Ripple, now: datetime) -> Stretch:
        batch = Batch(ripple, self._next(ripple, lock=True), now)
        for fields, alike in ((WRITTEN, batch.dated), (MOMENTS, batch.waiting)):
            write_alike(Case, fields, alike, raised="revision", using="default")
        insert_alike(CaseEvent, "case", batch.facts, using="default")
        return batch.stretch

    def _next(self, ripple: Ripple, *, lock: bool) -> list[Case]:
        """The next cases that the order may concern; locked, so that no act is lost, and in one order for all."""
        calendars = CalendarsOf(ripple)
        cases = Case.objects.filter(touched_by(ripple), office_id__in=calendars.office_ids)
        if self.late_comers:
            cases = cases.filter(reckoned_otherwise(calendars), basis__in=RECKONED, state__in=RUNNING)
        if ripple.cursor:
            cases = cases.filter(pk__gt=UUID(ripple.cursor))
        cases = cases.order_by("pk").only(*NEEDED)
        return list((cases.select_for_update() if lock else cases)[:SIZE])


def touched_by(ripple: Ripple) -> Q:
    """Cases with a date, or a day to be accepted by, that the days of the order may move; none that had lapsed."""
    first, after = ripple.first_day, midnight_after(ripple.last_day)
    waits = Q(state=State.FILED, accept_by__gt=midnight_after(first - ONE))
    runs = Q(act_after__isnull=False, clock_from__lt=after, lapses_at__gt=ripple.counted_from)
    return runs & (Q(due_on__gte=first) | waits)


def reckoned_otherwise(calendars: CalendarsOf) -> Q:
    """Cases whose date was reckoned on another calendar than their office has now."""
    versions: dict[str, list[int]] = {}
    for office in calendars.office_ids:
        versions.setdefault(calendars.calendar(office).version, []).append(office)
    on_it = (Q(office_id__in=ids, explanation__calendar=version) for version, ids in versions.items())
    return ~reduce(or_, on_it, Q(pk__in=()))


def on_another_calendar(ripple: Ripple) -> bool:
    """Whether a running case that the ripple may concern was reckoned on another calendar than its office has now."""
    calendars = CalendarsOf(ripple)
    running = Case.objects.filter(touched_by(ripple), basis__in=RECKONED, state__in=RUNNING)
    return running.filter(reckoned_otherwise(calendars), office_id__in=calendars.office_ids).exists()


@dataclass(eq=False)
class Batch:
    """Some cases, and what becomes of each on the calendar of its office."""

    ripple: Ripple
    cases: Sequence[Case]
    now: datetime
    _reckoned: dict[tuple[Any, ...], tuple[deadlines.Reckoning, dict[str, Any]]] = field(default_factory=dict)
    _sums: dict[tuple[Any, ...], tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)

    @cached_property
    def changed(self) -> list[tuple[Case, Look, dict[str, Any]]]:
        """Each case for which anything is to be written, how it looks, and the fields."""
        found = ((case, *self._looked_at(case)) for case in self.cases)
        return [(case, look, changes) for case, look, changes in found if changes]

    @cached_property
    def stretch(self) -> Stretch:
        looks = {case.pk: look for case, look, _changes in self.changed}
        every = [looks.get(case.pk) or self._unmoved(case) for case in self.cases]
        over = len(self.cases) < SIZE
        return Stretch("" if over else str(self.cases[-1].pk), every)

    @property
    def dated(self) -> list[Alike]:
        """The cases whose sum is another, those of one sum together, and what is written of each."""
        return [(pks, changes) for pks, _case, _look, changes in self._alike if "explanation" in changes]

    @property
    def waiting(self) -> list[Alike]:
        """The cases of which the day to be taken up alone is another."""
        return [(pks, changes) for pks, _case, _look, changes in self._alike if "explanation" not in changes]

    @property
    def facts(self) -> list[Alike]:
        """The fact for each date that moves, dated at the approval; told in one batch, by the ripple itself."""
        said = {"verb": VERB, "at": self.ripple.counted_from, "noticed_at": self.now}
        said |= {"tell_after": self.ripple.told_by_others_after(self.now), **SYSTEM.fields()}
        return [
            (pks, {**said, "facts": self._facts(case, look, changes)})
            for pks, case, look, changes in self._alike
            if look.outcome == Outcome.MOVED
        ]

    @cached_property
    def _alike(self) -> list[tuple[list[UUID], Case, Look, dict[str, Any]]]:
        """The changed cases of which all the same is to be written, with one of them."""
        found: dict[tuple[Any, ...], tuple[list[UUID], Case, Look, dict[str, Any]]] = {}
        for case, look, changes in self.changed:
            plain = (value for name, value in changes.items() if name != "explanation")
            key = look, case.basis, id(changes.get("explanation")), *plain
            found.setdefault(key, ([], case, look, changes))[0].append(case.pk)
        return list(found.values())

    def _facts(self, case: Case, look: Look, changes: dict[str, Any]) -> dict[str, Any]:
        moved = changes["explanation"]["moved"][-1]
        return {"due_on": str(look.due_to), "was": str(look.due_from), "basis": case.basis, **moved}

    @cached_property
    def _offices(self) -> CalendarsOf:
        return CalendarsOf(self.ripple)

    @cached_property
    def _promises(self) -> dict[int, Promise]:
        return Promise.objects.in_bulk({case.promise_id for case in self.cases})

    @cached_property
    def _pauses(self) -> dict[tuple[UUID, int], list[CasePause]]:
        found: dict[tuple[UUID, int], list[CasePause]] = {}
        rows = CasePause.objects.filter(case__in=[case.pk for case in self.cases]).select_related("by_post")
        for row in rows:
            found.setdefault((row.case_id, row.clock_number), []).append(row)
        return found

    def _looked_at(self, case: Case) -> tuple[Look, dict[str, Any]]:
        calendar = self._offices.calendar(case.office_id)
        if case.state == State.WAITING or case.basis == Basis.ORDER:
            return self._unmoved(case), {}
        changes = self._dates(case, calendar) | self._accept_by(case, calendar)
        if not changes:
            return self._unmoved(case), {}
        accept_by, lapses_at = changes.get("accept_by", case.accept_by), changes.get("lapses_at", case.lapses_at)
        moments = {"accept_by": accept_by, "act_after": self._next_moment(case.state, accept_by, lapses_at, calendar)}
        return self._look(case, changes), changes | moments

    @lru_cache(maxsize=4096)  # noqa: B019 - a batch lives for a second
    def _next_moment(self, state: str, accept_by: datetime, lapses_at: datetime, calendar: WorkingCalendar) -> datetime:
        at = self.ripple.counted_from
        return deadlines.next_moment(state, at=at, accept_by=accept_by, lapses_at=lapses_at, calendar=calendar)

    def _look(self, case: Case, changes: dict[str, Any]) -> Look:
        if changes.get("lapses_at", case.lapses_at) != case.lapses_at:
            return Look(case.office_id, Outcome.MOVED, case.due_on, changes["due_on"])
        earlier = changes.get("calendar_due_on")
        if earlier and earlier != case.calendar_due_on:
            return Look(case.office_id, Outcome.KEPT, case.due_on, earlier)
        return Look(case.office_id, "")

    def _unmoved(self, case: Case) -> Look:
        """A clock that stands is reckoned when it runs again; a date that an order gave is only pointed out."""
        if case.state == State.WAITING:
            return Look(case.office_id, Outcome.STANDS, case.due_on, None)
        if case.basis == Basis.ORDER and self._closed(case, self._offices.calendar(case.office_id)):
            return Look(case.office_id, Outcome.FIXED, case.due_on, None)
        return Look(case.office_id, "")

    def _closed(self, case: Case, calendar: WorkingCalendar) -> bool:
        within = case.due_on is not None and self.ripple.first_day <= case.due_on <= self.ripple.last_day
        return within and case.due_on is not None and not calendar.is_working(case.due_on)

    def _dates(self, case: Case, calendar: WorkingCalendar) -> dict[str, Any]:
        if case.basis == Basis.AGREED:
            return self._agreed(case, calendar) if self._closed(case, calendar) else {}
        again, why = self._reckon(case, calendar)
        held = again.held_to(case)
        same = held.lapses_at == case.lapses_at
        if held.due_on is None or (same and why["calendar"] == case.explanation.get("calendar")):
            return {}
        kept = str(held.due_on) if held.calendar_due_on else None
        shown = self._shown(case, why, again.received_on, None if same else held.due_on, kept)
        dates = {"due_on": held.due_on, "told_due_on": held.due_on, "calendar_due_on": held.calendar_due_on}
        return {**dates, "lapses_at": held.lapses_at, "received_on": held.received_on, "explanation": shown}

    def _shown(
        self, case: Case, why: dict[str, Any], zero: date, moved_to: date | None, kept: str | None
    ) -> dict[str, Any]:
        """The sum as it is kept, with what moved it; one and the same for the cases of which it says the same."""
        before = case.explanation.get("moved", [])
        key = id(why), case.due_on, moved_to, kept, str(before) if before else ""
        if key not in self._sums:
            moved = [*before, *([self._moved(case, why, zero, moved_to)] if moved_to else [])]
            self._sums[key] = why, {**why, "moved": moved, "kept_on": kept}
        return self._sums[key][1]

    def _agreed(self, case: Case, calendar: WorkingCalendar) -> dict[str, Any]:
        """A date the officer gave, on a day now closed: the next open day (General Clauses Act, section 10)."""
        assert case.due_on is not None
        why = agreed(case.due_on, calendar)
        day = why.due_on
        assert day is not None
        dates = {"due_on": day, "told_due_on": day, "lapses_at": midnight_after(day)}
        told = {**{name: getattr(case, name) for name in DATES}, **dates}
        shown = why.to_json()
        moved = [*case.explanation.get("moved", ()), self._moved(case, shown, why.zero, day)]
        return {**told, "explanation": {**shown, "moved": moved}}

    def _moved(self, case: Case, why: dict[str, Any], zero: date, now: date) -> dict[str, Any]:
        """The announcement that moved the date, as the explanation keeps it after those before."""
        assert case.due_on is not None
        by: Announcement = self._offices.announcement(after=zero, until=now, before=case.explanation, now=why)
        return Moved(case.due_on, now, by.announced, by.name_bn, by.name_en, by.source).to_json()

    def _reckon(self, case: Case, calendar: WorkingCalendar) -> tuple[deadlines.Reckoning, dict[str, Any]]:
        """The date anew, and its explanation as it is kept.

        Cases of one promise that came on one day share them, unless hours or pauses set them apart.
        """
        promise, pauses = self._promises[case.promise_id], self._pauses_of(case)
        came = case.clock_from.astimezone(DHAKA).date()
        zero, target = received_day(case.clock_from, calendar), deadlines.target_told(case)
        key = promise.pk, case.limit_part, target, came, zero, calendar.version
        shared = not pauses and case.explanation.get("due_at") is None
        if shared and key in self._reckoned:
            return self._reckoned[key]
        again = deadlines.reckon_on(
            calendar, promise, at=case.clock_from, pauses=pauses, part=case.limit_part, target=target
        )
        found = again, again.explanation.to_json() if again.explanation else {"calendar": None}
        if shared:
            self._reckoned[key] = found
        return found

    def _pauses_of(self, case: Case) -> tuple[Pause, ...]:
        return tuple(map(pause_of, self._pauses.get((case.pk, case.clock_number), ())))

    def _accept_by(self, case: Case, calendar: WorkingCalendar) -> dict[str, Any]:
        """The day to take it up moves with the calendar, while it has not come."""
        if case.state != State.FILED or case.accept_by <= self.ripple.counted_from:
            return {}
        anew = deadlines.accept_by(case.clock_from, calendar)
        return {"accept_by": anew} if anew > case.accept_by else {}
