"""What an order about the calendar does to open turns: they are reckoned anew, and never told earlier."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ongikar.clock.explanation import Explanation, Moved
from ongikar.clock.hours import midnight_after
from ongikar.grievances import clocks
from ongikar.grievances.lifecycle import OPEN
from ongikar.grievances.models import Referral
from ongikar.grievances.queries import ReferralQuerySet
from ongikar.journal.authors import SYSTEM
from ongikar.offices.orders import CalendarsOf
from ongikar.offices.ripples import Look, Ripple, RippleCount, Stretch

SIZE = 200  # turns a step


class Turns:
    """Open turns as a subject of ripples."""

    def count(self, ripple: Ripple, now: datetime) -> Stretch:
        turns, calendars = _next(ripple, lock=False), CalendarsOf(ripple)
        return _stretch(turns, [_look(turn, _anew(turn, calendars)) for turn in turns])

    def redate(self, ripple: Ripple, now: datetime) -> Stretch:
        turns, calendars = _next(ripple, lock=True), CalendarsOf(ripple)
        looks = []
        for turn in turns:
            changes = _anew(turn, calendars)
            looks.append(_look(turn, changes))
            if changes:
                _write(turn, changes, looks[-1], at=ripple.counted_from, now=now)
        return _stretch(turns, looks)


def turns_on_another_calendar(ripple: Ripple) -> bool:
    """Whether a turn that the ripple may concern was reckoned on another calendar than its office has now."""
    calendars = CalendarsOf(ripple)
    found = _touched(ripple, calendars.office_ids).values_list("grievance__office_id", "explanation__calendar")
    return any(calendars.calendar(office).version != version for office, version in found.distinct())


def _touched(ripple: Ripple, office_ids: list[int]) -> ReferralQuerySet:
    """Open turns with a date that the days of the order may move; none that had lapsed."""
    return Referral.objects.filter(
        state__in=OPEN,
        lapses_at__gt=ripple.counted_from,
        filed_at__lt=midnight_after(ripple.last_day),
        due_on__gte=ripple.first_day,
        grievance__office_id__in=office_ids,
    )


def _next(ripple: Ripple, *, lock: bool) -> list[Referral]:
    turns = _touched(ripple, CalendarsOf(ripple).office_ids).filter(pk__gt=int(ripple.cursor or 0))
    turns = turns.select_related("grievance", "row", "seat").order_by("pk")
    return list((turns.select_for_update(of=("self",)) if lock else turns)[:SIZE])


def _stretch(turns: list[Referral], looks: list[Look]) -> Stretch:
    return Stretch("" if len(turns) < SIZE else str(turns[-1].pk), looks)


def _anew(turn: Referral, calendars: CalendarsOf) -> dict[str, Any]:
    """The fields of the turn on the calendar given; {} where it was reckoned on that one. What was told never becomes
    earlier; where the date stays, its sum is shown anew.
    """
    calendar = calendars.calendar(turn.grievance.office_id)
    reckoned = clocks.reckon(turn, at=turn.filed_at, extended=turn.extended_days, calendar=calendar)
    why, before = reckoned["explanation"], turn.explanation
    if why["calendar"] == before.get("calendar"):
        return {}
    moved = before.get("moved", [])
    if reckoned["lapses_at"] <= turn.lapses_at:
        shown = Explanation.from_json({**why, "moved": moved}).keeping(turn.due_on)
        return {"explanation": shown.to_json()}
    zero = date.fromisoformat(why["zero"])
    by = calendars.announcement(after=zero, until=reckoned["due_on"], before=before, now=why)
    new = Moved(turn.due_on, reckoned["due_on"], by.announced, by.name_bn, by.name_en, by.source)
    return {**reckoned, "explanation": {**why, "moved": [*moved, new.to_json()]}}


def _look(turn: Referral, changes: dict[str, Any]) -> Look:
    office = turn.grievance.office_id
    if "due_on" not in changes:
        return Look(office, "")
    return Look(office, RippleCount.Outcome.MOVED, turn.due_on, changes["due_on"])


def _write(turn: Referral, changes: dict[str, Any], look: Look, *, at: datetime, now: datetime) -> None:
    """The new date and the fact of it; whoever acts on the turn meanwhile is told that it has changed."""
    Referral.objects.filter(pk=turn.pk).update(revision=turn.revision + 1, **changes)
    if look.outcome != RippleCount.Outcome.MOVED:
        return
    moved = changes["explanation"]["moved"][-1]
    facts = {"due_on": str(look.due_to), "tier": turn.tier, **moved}
    turn.record("grievance.redated", by=SYSTEM, at=at, noticed_at=now, facts=facts)
