"""What goes to a seat outside this installation: wanted when a turn comes before it, made by the loop."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from ongikar.grievances import guard
from ongikar.grievances.decisions import RULES, Outcome
from ongikar.grievances.models import Packet, Referral, TierSeat
from ongikar.offices.addresses import is_confirmed

DRAFTS = (Outcome.UPHELD, Outcome.DIRECTED, Outcome.DIFFERENT)
"""What an appeal officer or the cell may do with the decision below (7.2, 7.3): a draft order for each."""


def want(turn: Referral, seat: TierSeat, *, at: datetime) -> None:
    """Have the file and the drafts made for this seat; once for a turn, however often it is asked."""
    Packet.objects.get_or_create(referral=turn, seat=seat, defaults={"wanted_at": at, "act_after": at})


def due_at(now: datetime) -> QuerySet[Packet]:
    """The packets to be made, oldest first."""
    return Packet.objects.filter(act_after__lte=now).order_by("act_after", "pk")


def still_wanted(packet: Packet, at: datetime) -> bool:
    """Whether the turn is still open, and the seat not complained of in it: whoever is never gets the file, also where
    no tier is left above him, or where the cell waits for a permission (7.1(ক)iii)."""
    turn = packet.referral
    return turn.is_open and not guard.in_conflict(packet.seat, turn.grievance, at)


def drafts_for(seat: TierSeat) -> tuple[Outcome, ...]:
    """The draft orders that go with the file; none to a seat of the first tier."""
    return DRAFTS if seat.tier > 1 else ()


def outcomes_at(seat: TierSeat) -> tuple[str, ...]:
    """What this seat may answer: above the first tier the three of the drafts, at the first those of its own."""
    if seat.tier > 1:
        return tuple(str(outcome) for outcome in DRAFTS)
    return tuple(str(one) for one, rule in RULES.items() if seat.tier in rule.tiers and one != Outcome.SHELVED)


def mail_address(seat: TierSeat) -> str:
    """The address to which a file may be mailed: one that somebody made sure of; '' where there is none."""
    return seat.email if "@" in seat.email and is_confirmed(seat.email) else ""
