"""Opening the next turn: the first, one in another office, or one up because the seat is concerned.

The complainant's clock never restarts by forwarding; the time with each office is told by its turns.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.clock.limits import TimeLimit
from ongikar.grievances import clocks, guard, packets
from ongikar.grievances.addressing import permitted
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Grievance, GrievanceEvent, Referral, TierSeat
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import Author
from ongikar.offices import watched
from ongikar.offices.memos import memo_of
from ongikar.offices.models import Office
from ongikar.rules import RuleBroken


def open_turn(
    grievance: Grievance,
    seat: TierSeat,
    *,
    opened_by: str,
    limit_tier: int,
    filed_at: datetime,
    at: datetime,
    appellant: str = "",
    grounds: str = "",
    appeal_late: bool = False,
) -> Referral:
    """A new turn before a seat, its limit that of `limit_tier` in the charter, counted from `filed_at`."""
    row = grievance.edition.tiers.filter(tier=limit_tier).first()
    limit = TimeLimit.from_json(row.limit_read) if row and row.limit_read else TimeLimit()
    clock = clocks.clock_for(grievance.office, limit, limit_tier, at=filed_at)
    turn = Referral.objects.create(
        grievance=grievance, number=grievance.referrals.count() + 1, tier=seat.tier, limit_tier=limit_tier, row=row,
        seat=seat, opened_by=opened_by, appellant=appellant, grounds=grounds, appeal_late=appeal_late,
        filed_at=filed_at, opened_at=at, undated=watched.undated(filed_at), **clocks.fields(clock),
    )  # fmt: skip
    if seat.outside:
        packets.want(turn, seat, at=at)
    return turn


@transaction.atomic
def pass_conflict_up(turn: Referral, *, at: datetime, by: Author) -> Referral:
    """Send a turn past whoever is complained of, to the first tier where he does not sit; the program does it itself.

    It keeps the limit and the filing day of the turn it comes from, so the limit told does not change. Where no
    tier is left, the turn stays, and `right_remedy` names the ways outside.
    """
    because = why_not_here(turn, at)
    if not because:
        return turn
    seat = seat_past(turn.grievance, turn.tier, at)
    if seat is None:
        turn.record("grievance.no_seat_left", by=by, at=at)
        return turn
    return _pass_to(turn, seat, because, by=by, at=at)


CONFLICT, APPEAL_OFFICER = "conflict", "appeal_officer"


def why_not_here(turn: Referral, at: datetime) -> str:
    """Why this seat does not take it: who sits there is complained of (7.1(ক)ii), or who sits above it (7.1(ক)iv).

    About a ministry's appeal officer it waits for the head's permission (7.1(ক)iii, `send_to_cell`). '': it stays.
    """
    if guard.in_conflict(turn.seat, turn.grievance, at):
        return CONFLICT
    above = seat_of(turn.grievance.office, 2) if turn.tier == 1 else None
    if above is None or above.ministry or not guard.in_conflict(above, turn.grievance, at):
        return ""
    return APPEAL_OFFICER


def seat_past(grievance: Grievance, tier: int, at: datetime, *, office: Office | None = None) -> TierSeat | None:
    """The first seat above this tier where nobody sits who is complained of; in the tiers of the office it is of."""
    office = office or grievance.office
    seat = seat_of(office, tier + 1)
    while seat is not None and guard.in_conflict(seat, grievance, at):
        seat = seat_of(office, seat.tier + 1)
    return seat


def _pass_to(turn: Referral, seat: TierSeat, because: str, *, by: Author, at: datetime, **facts: str) -> Referral:
    facts_told = {"because": because, "to": seat.title, "tier": seat.tier, **facts}
    turn.send_on("grievance.forwarded", State.FORWARDED, by=by, at=at, facts=facts_told)
    return open_turn(
        turn.grievance, seat, opened_by=Referral.Opened.CONFLICT, limit_tier=turn.limit_tier, filed_at=turn.filed_at,
        at=at,
    )  # fmt: skip


def waits_for_permission(turn: Referral, at: datetime) -> bool:
    """Whether it goes to the cell once the head permits: a ministry's appeal officer is complained of (7.1(ক)iii)."""
    above = seat_of(turn.grievance.office, 2) if turn.tier == 1 else None
    return bool(above and above.ministry and guard.in_conflict(above, turn.grievance, at))


@transaction.atomic
def send_to_cell(turn: Referral, *, by: Author, at: datetime, reason: str) -> Referral:
    """Send a grievance about a ministry's appeal officer to the cell, once the head has permitted it (7.1(ক)iii)."""
    if not waits_for_permission(turn, at):
        raise RuleBroken(_("শুধু মন্ত্রণালয়ের আপিল কর্মকর্তার বিরুদ্ধে অভিযোগ এভাবে সেলে যায়।"))
    if not permitted(turn, at):
        raise RuleBroken(_("আগে দপ্তরপ্রধানের অনুমতি চান ও তাঁর উত্তর লিখে রাখুন (৭.১(ক)iii)।"))
    seat = seat_past(turn.grievance, turn.tier, at)
    if seat is None:
        raise RuleBroken(_("এই সনদে এর পরে আর কোনো ধাপ নেই। বাইরের প্রতিকারগুলো দেখুন।"))
    return _pass_to(turn, seat, APPEAL_OFFICER, by=by, at=at, reason=reason.strip())


@transaction.atomic
def forward(turn: Referral, *, to: Office, by: Author, at: datetime, reason: str, memo_no: str = "") -> Referral:
    """Another office's matter goes to that office's grievance officer, an office under this one has its own
    (7.1(ক)i); the clock runs on."""
    if not reason.strip():
        raise RuleBroken(_("কেন অন্য দপ্তরে পাঠানো হচ্ছে তা লিখুন; অভিযোগকারী এটি পড়বেন।"))
    seat = seat_of(to, 1)
    if seat is None or seat.pk == turn.seat_id:
        raise RuleBroken(_("ওই দপ্তরের অভিযোগ নিষ্পত্তি কর্মকর্তা এখানে নেই। অন্য দপ্তর বেছে নিন।"))
    because = "subordinate" if to.parent_id == turn.grievance.office_id else "other_office"
    facts = {"because": because, "to": to.name_bn, "reason": reason.strip(), "memo_no": memo_of(by, memo_no, at=at)}
    turn.send_on("grievance.forwarded", State.FORWARDED, by=by, at=at, facts=facts)
    grievance = turn.grievance
    Grievance.objects.filter(pk=grievance.pk).update(office=to)
    grievance.refresh_from_db(fields=["office"])
    following = open_turn(
        grievance, seat, opened_by=Referral.Opened.FORWARDED, limit_tier=turn.limit_tier, filed_at=turn.filed_at, at=at
    )
    return pass_conflict_up(following, at=at, by=by)


@transaction.atomic
def forward_out(turn: Referral, *, to: str, by: Author, at: datetime, reason: str, memo_no: str = "") -> GrievanceEvent:
    """Another office's matter, and that office is not in this installation: it goes by a letter (7.1(ক)i), and ends
    here. The complainant is told where, and that his date has not changed."""
    if not reason.strip() or not to.strip():
        raise RuleBroken(_("কোন দপ্তরে এবং কেন পাঠানো হচ্ছে তা লিখুন; অভিযোগকারী এটি পড়বেন।"))
    memo = memo_of(by, memo_no, at=at)
    facts = {"because": "outside", "to": to.strip(), "reason": reason.strip(), "memo_no": memo}
    return turn.send_on("grievance.forwarded", State.FORWARDED, by=by, at=at, facts=facts)


@transaction.atomic
def send_back(turn: Referral, *, by: Author, at: datetime, reason: str) -> Referral:
    """The cell sends back what has not been through the appeal step (7.3, flow chart খ-৪); its limit is that step's,
    counted from the filing, since forwarding never restarts a clock."""
    if not reason.strip():
        raise RuleBroken(_("কেন ফেরত পাঠানো হচ্ছে তা লিখুন; অভিযোগকারী এটি পড়বেন।"))
    grievance = turn.grievance
    below = seat_of(grievance.office, turn.tier - 1) if turn.tier > 2 else None
    if below is None or guard.in_conflict(below, grievance, at):
        raise RuleBroken(_("এর আগের আপিল ধাপে পাঠানোর মতো কেউ নেই। এখানেই নিষ্পত্তি করুন।"))
    facts = {"because": "step_missing", "to": below.title, "tier": below.tier, "reason": reason.strip()}
    turn.send_on("grievance.forwarded", State.FORWARDED, by=by, at=at, facts=facts)
    return open_turn(
        grievance, below, opened_by=Referral.Opened.SENT_BACK, limit_tier=below.tier, filed_at=turn.filed_at, at=at
    )
