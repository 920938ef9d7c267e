"""Noting that a turn's limit passed: by the loop, or by whoever acts on it before the loop came round."""

from __future__ import annotations

from datetime import datetime, timedelta

from ongikar.grievances.models import GrievanceEvent, Referral
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import SYSTEM

NEXT_LOOK = timedelta(days=7)
"""After so long the loop looks again at a turn that is past its limit and still open."""


def note_lapse(turn: Referral, noticed_at: datetime) -> bool:
    """Record the lapse as of the moment it happened; False where it was noted, or the turn was decided, before.

    The claim asks for the row, so whoever decides in the same second wins or comes after, and it is noted once.
    """
    claimed = Referral.objects.open().filter(pk=turn.pk, act_after=turn.act_after, lapsed_at__isnull=True)
    if not claimed.update(lapsed_at=turn.lapses_at, act_after=noticed_at + NEXT_LOOK):
        return False
    turn.refresh_from_db()
    record_lapse(turn, noticed_at)
    return True


def record_lapse(turn: Referral, noticed_at: datetime) -> GrievanceEvent:
    following = seat_of(turn.grievance.office, turn.tier + 1)
    facts = {"due_on": str(turn.due_on), "tier": turn.tier, "next": following.title if following else ""}
    return turn.record("grievance.lapsed", by=SYSTEM, at=turn.lapses_at, noticed_at=noticed_at, facts=facts)
