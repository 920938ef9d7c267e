"""Before a turn lapses its officer is warned, and after it every working day until it is decided.

A warning is a fact of the journal, dated at the opening of its day. What a machine that was off has missed is
written down all the same; of the days after the lapse the last alone, as each says the same. Told is only what is
newest (`newest`), so that no storm follows.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from ongikar.cases.warnings import warnings_before
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.hours import in_dhaka, opening
from ongikar.grievances.models import Referral
from ongikar.journal.authors import SYSTEM
from ongikar.offices.calendars import calendar_of

WARNED, OVERDUE = "grievance.warned", "grievance.overdue"
DATING = ("grievance.redated", "grievance.dated", "grievance.investigation_asked", "grievance.reopened")
"""What gives a turn another date."""
TRY_AGAIN = timedelta(hours=1)
log = logging.getLogger(__name__)


class Moment(NamedTuple):
    """When it is true that so many working days are left (0: the last day), or, overdue, have passed since."""

    at: datetime
    verb: str
    days: int


def warn_next(now: datetime) -> bool:
    """Take the open turn whose next warning came first; False when none is due. A turn outside is warned by nobody.

    A row that fails is pushed an hour ahead and reported, so that it stops nobody else.
    """
    due = Referral.objects.open().filter(Q(warn_after__isnull=True) | Q(warn_after__lte=now), seat__post__isnull=False)
    turn = due.select_related("grievance__office").order_by(F("warn_after").asc(nulls_first=True), "pk").first()
    if turn is None:
        return False
    try:
        with transaction.atomic():
            _warn(turn, now)
    except Exception:
        log.exception("grievance=%s the warning failed; tried again in an hour", turn.grievance.reference)
        Referral.objects.filter(pk=turn.pk, warn_after=turn.warn_after).update(warn_after=now + TRY_AGAIN)
    return True


def _warn(turn: Referral, now: datetime) -> None:
    """Write down what has become true since the turn was looked at last; the claim asks for the row as it was."""
    calendar = calendar_of(turn.grievance.office)
    since = _looked_at(turn)
    claimed = Referral.objects.open().filter(pk=turn.pk, warn_after=turn.warn_after, lapses_at=turn.lapses_at)
    if not claimed.update(warn_after=_next(turn, calendar, now)):
        return
    for moment in _true_by(turn, calendar, now):
        if moment.at > since:
            facts = {"days": moment.days, "due_on": str(turn.due_on), "tier": turn.tier}
            turn.record(moment.verb, by=SYSTEM, at=moment.at, noticed_at=now, facts=facts)


def _looked_at(turn: Referral) -> datetime:
    """The moment up to which all is written down: of the last warning, or from when the turn has the date it has."""
    written = turn.grievance.events.filter(misdated_at__isnull=True)
    events = written.filter(referral=turn, verb__in=(WARNED, OVERDUE, *DATING))
    moments: list[datetime] = list(events.values_list("at", flat=True))
    return max([turn.filed_at, *moments])


def newest(turn: Referral, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """The moment of the last thing that time has made true of a turn: a warning, its lapse, or a day after it."""
    moments = [moment.at for moment in _true_by(turn, calendar, now)]
    return max([*moments, *([turn.lapses_at] if turn.lapses_at <= now else [])], default=None)


def _true_by(turn: Referral, calendar: WorkingCalendar, now: datetime) -> list[Moment]:
    """The warnings whose time has come, the earliest first, and the last day after the lapse that is one."""
    warned = warnings_before(turn.lapses_at, calendar)
    return [Moment(at, WARNED, left) for at, left in warned if at <= now] + _overdue(turn, calendar, now)


def _overdue(turn: Referral, calendar: WorkingCalendar, now: datetime) -> list[Moment]:
    """The last opening at which the turn was overdue. On the first day after its date the lapse itself is told."""
    every, today = settings.WARN_OVERDUE_DAYS, in_dhaka(now).date()
    day = today if calendar.is_working(today) and opening(today, calendar) <= now else calendar.nth_before(today, 1)
    passed = calendar.count_between(turn.due_on, day) - 1
    if not every or passed < every:
        return []
    day = _before(day, passed % every, calendar)
    return [Moment(opening(day, calendar), OVERDUE, passed + 1 - passed % every)]


def _before(day: date, n: int, calendar: WorkingCalendar) -> date:
    return calendar.nth_before(day, n) if n else day


def _next(turn: Referral, calendar: WorkingCalendar, now: datetime) -> datetime:
    """When to look again: at the next warning, and once the date has passed at each opening."""
    ahead = [at for at, _left in warnings_before(turn.lapses_at, calendar) if at > now]
    after = calendar.nth_after(max(turn.due_on, in_dhaka(now).date()), 1)
    return min([*ahead, opening(after, calendar)])
