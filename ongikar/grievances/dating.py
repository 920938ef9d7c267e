"""What a doubt of the clock left undone on grievances: dates that were not given, lapses that were not recorded, and
lapses that a wrong clock recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from ongikar.clock.hours import midnight_after
from ongikar.clock.steady import LEAP, Reading, moment_of
from ongikar.grievances import clocks
from ongikar.grievances.acts import Decision
from ongikar.grievances.lapsing import record_lapse
from ongikar.grievances.lifecycle import DECIDED
from ongikar.grievances.models import Grievance, Referral
from ongikar.journal.authors import SYSTEM
from ongikar.offices import watched

VERB = "grievance.dated"


def date_next(now: datetime) -> bool:
    """Give one turn its date that was opened while the clock was behind; False where there is none.

    The loop asks only while the clock is believed. The number stands since it was lodged; the date counts from when
    that truly was.
    """
    turn = Referral.objects.undated().select_related("grievance__office", "seat", "row").first()
    if turn is None:
        return False
    with transaction.atomic():
        if Referral.objects.undated().filter(pk=turn.pk).update(undated=None):
            _date(turn, now)
    return True


def _date(turn: Referral, now: datetime) -> None:
    assert turn.undated is not None
    filed = moment_of(Reading.from_json(turn.undated), turn.filed_at, watched.reading_at(now))
    ahead = filed - turn.filed_at
    first = Grievance.objects.filter(pk=turn.grievance_id, filed_at=turn.filed_at)
    first.update(filed_at=filed)
    changes = clocks.reckon(turn, at=filed, extended=turn.extended_days)
    if not turn.is_open:
        changes["act_after"] = turn.act_after
    moved = {"filed_at": filed, "opened_at": turn.opened_at + ahead, "warn_after": None, "lapsed_at": None}
    if turn.closed_at:
        moved["closed_at"] = turn.closed_at + ahead
    Referral.objects.filter(pk=turn.pk).update(**changes, **moved, undated=None, revision=F("revision") + 1)
    turn.refresh_from_db()
    if turn.is_open:
        turn.record(VERB, by=SYSTEM, at=now, facts={"due_on": str(turn.due_on), "filed_at": filed.isoformat()})


def note_lapses(since: datetime, until: datetime, *, now: datetime) -> None:
    """Record the lapses that came true in a doubt, of turns that somebody ended before the doubt did.

    Who acted did so in doubt, and recorded none. What is over is told to nobody once more.
    """
    acted = Q(closed_at__range=(since, until), closed_at__gte=F("lapses_at"), lapsed_at__isnull=True)
    for turn in Referral.objects.filter(acted).select_related("grievance__office"):
        Referral.objects.filter(pk=turn.pk).update(lapsed_at=turn.lapses_at)
        record_lapse(turn, now).mark_told(at=now)


def look_again(now: datetime) -> None:
    """Let the loop look anew at every turn of which a wrong clock has written something down."""
    wrong = Referral.objects.filter(events__misdated_at__isnull=False).values("pk")
    open_ones = Referral.objects.open().filter(pk__in=wrong)
    open_ones.update(warn_after=None)
    open_ones.filter(Q(lapsed_at__gt=now) | Q(act_after__gt=F("lapses_at") + LEAP)).update(
        lapsed_at=None, act_after=F("lapses_at")
    )
    unacted = Decision.objects.filter(act_by__isnull=False, acted_at__isnull=True, referral__in=wrong)
    for decision in unacted.filter(referral__state__in=DECIDED, referral__act_after__isnull=True):
        if decision.act_by and (passes := midnight_after(decision.act_by)) > now:
            Referral.objects.filter(pk=decision.referral_id).update(act_after=passes)
