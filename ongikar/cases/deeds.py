"""What time does to cases: each fact dated when it became true, in the order in which they did."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from ongikar.cases import deadlines, warnings
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Case, CaseEvent
from ongikar.cases.parts import Pause
from ongikar.journal.authors import SYSTEM
from ongikar.journal.bulk import write_each
from ongikar.offices.calendars import calendar_of

SIZE = 200  # cases a step
TRY_AGAIN = timedelta(hours=1)
ONCE = ("case.lapsed", "case.unaccepted", "case.reply_overdue", "case.listing_due", warnings.VERB)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fact:
    """Something that time has made true of a case."""

    at: datetime
    verb: str
    more: dict[str, Any] = field(default_factory=dict)


def act_next(now: datetime) -> bool:
    """Take the open cases whose next moment came first, some at a time; False when none is due.

    A case that fails is pushed an hour ahead and reported, so that it stops nobody else. On PostgreSQL other
    tickers pass over the cases that are being worked on.
    """
    line = Case.objects.due_at(now)
    if not line.exists():  # so that an idle office takes no write lock
        return False
    try:
        with transaction.atomic():
            cases = list(line.select_for_update(skip_locked=True, of=("self",)).select_related("office")[:SIZE])
            _act(cases, now)
    except Exception:
        cases = list(line[:SIZE])
        for case in cases:
            _act_alone(case, now)
    return bool(cases)


def _act_alone(case: Case, now: datetime) -> None:
    """The same for one case, after something went wrong among several."""
    try:
        with transaction.atomic():
            found = Case.objects.due_at(now).select_for_update(of=("self",)).select_related("office")
            _act(list(found.filter(pk=case.pk)), now)
    except Exception:
        log.exception("case=%s the deed failed; tried again in an hour", case.reference)
        Case.objects.filter(pk=case.pk, act_after=case.act_after).update(act_after=now + TRY_AGAIN)


def _act(cases: Sequence[Case], now: datetime) -> None:
    """Write down one fact of each case, where there is a new one, and when to look again. The caller holds the rows."""
    seen, stood = _facts_of(cases), _standing(cases)
    facts: list[CaseEvent] = []
    ahead: list[tuple[Any, dict[str, Any]]] = []
    for case in cases:
        fact, moment = _deed(case, now, seen.get(case.pk, set()), stood.get(case.pk))
        ahead.append((case.pk, {"act_after": moment}))
        if fact is not None:
            held_to = {"due_on": str(case.due_on or ""), "basis": case.basis}
            said = {"verb": fact.verb, "at": fact.at, "noticed_at": now, "facts": held_to | fact.more}
            facts.append(CaseEvent(case=case, **said, **SYSTEM.fields()))
    CaseEvent.objects.bulk_create(facts)
    write_each(Case, ["act_after"], ahead, using="default")


def _facts_of(cases: Sequence[Case]) -> dict[UUID, set[tuple[str, datetime]]]:
    """What of this kind has been written down already: each fact is true once."""
    found: dict[UUID, set[tuple[str, datetime]]] = {}
    written = CaseEvent.objects.filter(misdated_at__isnull=True)
    rows = written.filter(case__in=[case.pk for case in cases], verb__in=ONCE)
    for case, verb, at in rows.values_list("case", "verb", "at"):
        found.setdefault(case, set()).add((verb, at))
    return found


def _standing(cases: Sequence[Case]) -> dict[UUID, datetime]:
    """Since when the clock of each waiting case stands."""
    waiting = [case.pk for case in cases if case.state == State.WAITING]
    rows = Pause.objects.filter(case__in=waiting, ends_at__isnull=True) if waiting else Pause.objects.none()
    return dict(rows.values_list("case", "starts_at"))


def _deed(
    case: Case, now: datetime, seen: set[tuple[str, datetime]], stood: datetime | None
) -> tuple[Fact | None, datetime]:
    """The earliest fact that has become true and is not written down, and when to look again."""
    due = case.act_after
    assert due is not None
    calendar = calendar_of(case.office)
    if case.state == State.WAITING:
        # When the time to answer ran out: a fact of the standing pause, however often it is looked at.
        facts = [Fact(deadlines.no_reply_at(stood or due), "case.reply_overdue")]
        return _first(facts, seen), deadlines.next_opening(now, calendar)
    if case.lapses_at is None and case.undated:
        return None, deadlines.next_opening(now, calendar)
    if case.lapses_at is None:
        return _first([Fact(due, "case.listing_due")], seen), deadlines.month_end(now)
    facts = _running(case, due, now)
    fact = _first([one for one in facts if one.at <= now], seen)
    later = [one.at for one in facts if one.at > (fact.at if fact else now)]
    return fact, min(later) if later else deadlines.next_opening(now, calendar)


def _running(case: Case, due: datetime, now: datetime) -> list[Fact]:
    """What happens to a case with a date: warnings from its next moment on, the day to take it up, and the lapse."""
    assert case.lapses_at is not None
    warned = warnings.warnings_before(case.lapses_at, calendar_of(case.office))
    facts = [Fact(one.at, warnings.VERB, {"left": one.left}) for one in warned if one.at >= due]
    if case.state == State.FILED:
        facts.append(Fact(case.accept_by, "case.unaccepted"))
    return [*facts, Fact(case.lapses_at, "case.lapsed")]


def _first(facts: Sequence[Fact], seen: set[tuple[str, datetime]]) -> Fact | None:
    return min((fact for fact in facts if (fact.verb, fact.at) not in seen), key=lambda fact: fact.at, default=None)
