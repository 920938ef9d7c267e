"""Before whom what was written on a grievance lies until it is read: the seat here that has it, or had it last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from ongikar.grievances.parts import GrievanceEvent, Packet
from ongikar.offices.models import Posting

if TYPE_CHECKING:
    from ongikar.grievances.models import Grievance, TierSeat

FOR_THE_FILE = frozenset(
    {
        "grievance.information_given",
        "grievance.reminded",
        "grievance.opinion_answered",
        "grievance.order_answered",
        "grievance.permission_answered",
        "grievance.investigation_answered",
        "grievance.statement_answered",
        "grievance.evidence_answered",
    }
)
"""What whoever decides outside has to have before him: words, answers, and that he is reminded."""


def reading_seat(grievance: Grievance) -> TierSeat | None:
    """The seat of the last turn that lay before a post here: of what went outside, whoever had it before."""
    inside = grievance.referrals.filter(seat__post__isnull=False).select_related("seat__post", "seat__alternate")
    turn = inside.order_by("number").last()
    return turn.seat if turn else None


def reads_for(posting: Posting | None, grievance: Grievance) -> bool:
    """Whether this posting sits there, by its post or its alternate; never one who is complained of."""
    seat = reading_seat(grievance) if posting else None
    if posting is None or seat is None or posting.post_id not in (seat.post_id, seat.alternate_id):
        return False
    return not grievance.concerned.filter(account=posting.account_id).exists()


def lay_before_seat(event: GrievanceEvent) -> None:
    """Have no act rest on a page that was drawn before what somebody has just written; a seat outside gets the file
    once more, with that in it."""
    turn = event.grievance.current
    type(turn).objects.filter(pk=turn.pk).update(revision=F("revision") + 1)
    if event.referral is not None and event.referral_id == turn.pk:
        event.referral.revision += 1
    if turn.is_open and turn.seat.outside and event.verb in FOR_THE_FILE:
        Packet.want_anew(turn, at=event.noticed_at)
