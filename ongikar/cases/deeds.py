"""What time does to cases: one due row at a time, dated when it became true."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from ongikar.cases import deadlines
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Case
from ongikar.journal.authors import SYSTEM
from ongikar.offices.calendars import calendar_of

log = logging.getLogger(__name__)


def act_next(now: datetime) -> bool:
    """Take the one open case whose next moment came first; False when none is due.

    A row that fails is pushed an hour ahead and reported, so that it stops nobody else.
    """
    case = Case.objects.select_related("office", "promise").due_at(now).first()
    if case is None:
        return False
    try:
        with transaction.atomic():
            _act(case, now)
    except Exception:
        log.exception("case=%s the deed failed; tried again in an hour", case.reference)
        _claim(case, now + timedelta(hours=1))
    return True


def _act(case: Case, now: datetime) -> None:
    due = case.act_after
    assert due is not None
    verb, at, ahead = _deed(case, due, now)
    if _claim(case, ahead) and verb and not case.events.filter(verb=verb, at=at).exists():
        case.record(verb, by=SYSTEM, at=at, noticed_at=now)


def _deed(case: Case, due: datetime, now: datetime) -> tuple[str, datetime, datetime]:
    """Which fact has become true, when it did, and when to look again."""
    if case.state == State.WAITING:
        return "case.reply_overdue", _unanswered_since(case), deadlines.next_opening(now, calendar_of(case.office))
    if case.lapses_at is None:
        return "case.listing_due", due, deadlines.month_end(now)
    if case.lapses_at <= now:
        return "case.lapsed", case.lapses_at, deadlines.next_opening(now, calendar_of(case.office))
    if case.state == State.FILED and case.accept_by <= now:
        return "case.unaccepted", case.accept_by, case.lapses_at
    return "", due, min(case.lapses_at, case.accept_by) if case.accept_by > now else case.lapses_at


def _unanswered_since(case: Case) -> datetime:
    """When the time to answer ran out: a fact of the standing pause, however often it is looked at."""
    return deadlines.no_reply_at(case.pauses.get(ends_at__isnull=True).starts_at)


def _claim(case: Case, ahead: datetime) -> bool:
    """Move the row's next moment, unless another ticker has."""
    return bool(Case.objects.filter(pk=case.pk, act_after=case.act_after).update(act_after=ahead))
