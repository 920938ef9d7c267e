"""Silence is an event: a turn that lapses is noted when it did, told, and laid before the next tier."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from ongikar.clock.hours import midnight_after
from ongikar.grievances import appeals, packets
from ongikar.grievances.forwarding import pass_conflict_up
from ongikar.grievances.lapsing import NEXT_LOOK, note_lapse
from ongikar.grievances.models import Referral
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import SYSTEM

log = logging.getLogger(__name__)


def lapse_next(now: datetime) -> bool:
    """Take the one turn whose limit passed first; False when none has.

    A row that fails is pushed an hour ahead and reported, so that it stops nobody else.
    """
    turn = Referral.objects.select_related("grievance__office", "seat").due_at(now).first()
    if turn is None:
        return False
    try:
        with transaction.atomic():
            _lapse(turn, now)
    except Exception:
        log.exception("grievance=%s the deed failed; tried again in an hour", turn.grievance.reference)
        Referral.objects.filter(pk=turn.pk, act_after=turn.act_after).update(act_after=now + timedelta(hours=1))
    return True


def pass_next(now: datetime) -> bool:
    """Send on one turn whose seat has since been taken by somebody complained of (7.1(ক)ii); False when none has.

    One that fails is reported and tried again in the next round; the deeds after this one go on.
    """
    turn = Referral.objects.select_related("grievance__office", "seat").before_concerned(now).order_by("pk").first()
    if turn is None:
        return False
    try:
        with transaction.atomic():
            pass_conflict_up(turn, at=now, by=SYSTEM)
    except Exception:
        log.exception("grievance=%s could not be passed on; tried again in the next round", turn.grievance.reference)
        return False
    return True


def _lapse(turn: Referral, now: datetime) -> None:
    """The turn stays open and is late; whoever decides in the same second wins, as the claim asks for the row.

    Where the law makes a lapse an appeal (a setting of the tier, with its source) the next turn begins by it.
    """
    if not turn.is_open:
        _not_acted_upon(turn, now)
        return
    lapses_at = turn.lapses_at
    if not note_lapse(turn, now):
        Referral.objects.filter(pk=turn.pk, act_after=turn.act_after).update(act_after=now + NEXT_LOOK)
        return
    following = seat_of(turn.grievance.office, turn.tier + 1)
    if following is not None and following.outside and not turn.seat.automatic:
        packets.want(turn, following, at=now)
    if turn.seat.automatic:
        appeals.appeal(
            turn, appellant=Referral.Appellant.COMPLAINANT, grounds=turn.seat.automatic_source, by=SYSTEM,
            at=lapses_at, opened_by=Referral.Opened.AUTOMATIC,
        )  # fmt: skip


def _not_acted_upon(turn: Referral, now: datetime) -> None:
    """The ministry let its twenty days on the cell's recommendation pass (7.4.1(ঘ)): a fact, on the day after."""
    if not Referral.objects.filter(pk=turn.pk, act_after=turn.act_after).update(act_after=None):
        return
    decision = turn.decisions.filter(act_by__isnull=False, acted_at__isnull=True).last()
    if decision is not None and decision.act_by is not None:
        at, facts = midnight_after(decision.act_by), {"due_on": str(decision.act_by), "clause": "7.4.1(ঘ)"}
        turn.record("grievance.not_acted_upon", by=SYSTEM, at=at, noticed_at=now, facts=facts)
