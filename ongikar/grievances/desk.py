"""What a desk shows of grievances: one queryset serves the list and its count."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from ongikar.grievances import access, guard
from ongikar.grievances.around.models import MediaReport, Nudge, Rating
from ongikar.grievances.models import Decision, Grievance, Referral, Step, TierSeat
from ongikar.grievances.queries import ReferralQuerySet
from ongikar.grievances.seats import COORDINATOR
from ongikar.offices.models import Office, Posting

MOST = 200  # rows of a list; an office has a handful
FILTERS = ("open", "late", "to_tell", "below", "closed")


def filtered(posting: Posting, name: str, *, at: datetime) -> ReferralQuerySet:
    """The turns of one filter, what lapses first on top."""
    turns = access.turns_before(posting)
    if name == "below":
        return access.turns_below(posting).what_lapses_first()
    if name == "to_tell":
        untold = Decision.objects.filter(referral=OuterRef("pk"), told_at__isnull=True).order_by("tell_by")
        by_day = turns.annotate(tell_by=Subquery(untold.values("tell_by")[:1]))
        return by_day.filter(tell_by__isnull=False).order_by("tell_by", "pk")
    if name == "closed":
        return turns.exclude(pk__in=turns.open()).order_by("-closed_at", "-pk")
    open_ = turns.open().what_lapses_first()
    return open_.filter(lapses_at__lte=at) if name == "late" else open_


def queue(posting: Posting, name: str, *, at: datetime) -> list[Referral]:
    found = filtered(posting, name, at=at).select_related("grievance__office", "grievance__service", "seat")
    return list(found[:MOST])


def counts(posting: Posting, *, at: datetime) -> dict[str, int]:
    return {name: filtered(posting, name, at=at).count() for name in FILTERS if name != "closed"}


def asked(posting: Posting) -> list[Step]:
    """The steps put before this person, those to be answered first."""
    found = list(access.steps_before(posting).select_related("referral__grievance", "asked_by__post")[:MOST])
    return sorted(found, key=lambda step: step.answered_at is not None or (step.awaited and not step.open))


def held(posting: Posting) -> Set[tuple[int, int]]:
    """Office and tier of each seat that is this post's, to coordinate or to decide."""
    return set(TierSeat.objects.filter(post=posting.post_id).values_list("office", "tier"))


def only_coordinates(seats: Set[tuple[int, int]], turn: Referral) -> bool:
    """Whether who holds these seats sees the turn only as coordinator: stage and dates, and nothing of the matter."""
    office = turn.seat.office_id
    return (office, COORDINATOR) in seats and (office, turn.tier + 1) not in seats


def causes_written(posting: Posting) -> list[str]:
    """The root causes written before in what this posting may see, to be chosen again: one cause, one spelling."""
    mine = access.grievances_for(posting)
    found = Decision.objects.filter(referral__grievance__in=mine.values("pk")).exclude(root_cause="")
    return sorted(set(found.order_by("-pk").values_list("root_cause", flat=True)[:MOST]))


def media_report_of(grievance: Grievance) -> MediaReport | None:
    """The report that it was taken up from; None where somebody complained."""
    return MediaReport.objects.filter(grievance=grievance).first()


def nudges_of(grievance: Grievance) -> list[Nudge]:
    return list(Nudge.objects.filter(referral__grievance=grievance))


def ratings_of(grievance: Grievance) -> list[Rating]:
    """How its decisions were rated, the first tier first."""
    found = Rating.objects.filter(referral__grievance=grievance).select_related("referral", "taken_by__account")
    return list(found.order_by("referral__number"))


def vacant_seats(office: Office, *, at: datetime) -> list[TierSeat]:
    """The seats of an office at which nobody sits now, so that its head can name an alternate."""
    inside = TierSeat.objects.filter(office=office, post__isnull=False).select_related("post", "alternate")
    return [seat for seat in inside if not guard.sitting(seat, at)]


@dataclass(frozen=True)
class Addressee:
    """Somebody a step can be addressed to. `concerned`: complained of in this grievance."""

    posting: Posting
    concerned: bool


def addressees(turn: Referral, *, at: datetime) -> list[Addressee]:
    """Who holds a post in the office complained of, those above and under it, and the office that decides."""
    office = turn.grievance.office
    top = office.parent or office
    offices = {*top.family(), turn.seat.office_id}
    if turn.seat.post:
        offices.add(turn.seat.post.office_id)
    held = Posting.objects.in_force_at(at).filter(post__office__in=offices).select_related("account", "post__office")
    concerned = guard.concerned_accounts(turn.grievance)
    return [Addressee(one, one.account_id in concerned) for one in held.order_by("post__office", "post", "kind")]


def offices_to_forward(turn: Referral) -> list[Office]:
    """The offices of this installation whose grievance officer can take it over (7.1(ক)i)."""
    return list(
        Office.objects.filter(tier_seats__tier=1).exclude(pk=turn.grievance.office_id).distinct().order_by("pk")
    )
