"""Who may see which grievance: the one place. What is absent and what is forbidden look alike."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare

from ongikar.cases.access import NotThere
from ongikar.cases.references import link_token, read_reference
from ongikar.grievances.guard import concerned_accounts, deciders
from ongikar.grievances.links import appeal_token
from ongikar.grievances.models import Grievance, GrievanceEvent, GrievanceFile, Packet, Referral, Step, TierSeat
from ongikar.grievances.queries import GrievanceQuerySet, ReferralQuerySet
from ongikar.grievances.seats import COORDINATOR
from ongikar.grievances.steps import To
from ongikar.grievances.unread import reads_for
from ongikar.offices.models import Posting, Viewing


def grievances_for(posting: Posting) -> GrievanceQuerySet:
    """What is or was before a tier where this posting sits, never one in which the person is complained of."""
    return Grievance.objects.before_posts([posting.post_id]).without_concerned(posting.account_id).distinct()


def grievance_for(posting: Posting, reference: str, *, at: datetime) -> Grievance:
    """The grievance with this reference, where the posting may see it; the looking is logged."""
    found = grievances_for(posting).select_related("office", "complainant", "case").filter(reference=reference).first()
    if found is None:
        raise NotThere
    Viewing.of(found.pk, via="desk", at=at, posting=posting).save(force_insert=True)
    return found


def grievance_to_read(posting: Posting, reference: str, *, at: datetime) -> Grievance:
    """The same, where what is unread on it is this posting's to read."""
    found = grievance_for(posting, reference, at=at)
    if not reads_for(posting, found):
        raise NotThere
    return found


HANDED_OUT_WITHIN = timedelta(days=1)


def to_hand_out(posting: Posting, reference: str, *, at: datetime) -> Grievance:
    """The grievance whose receipt this posting hands out: one it decides, or has itself taken down within a day."""
    lodged = GrievanceEvent.objects.filter(
        verb="grievance.lodged", by_posting__account=posting.account_id, noticed_at__gt=at - HANDED_OUT_WITHIN
    )
    own = Grievance.objects.filter(pk__in=lodged.values("grievance"))
    shown = Grievance.objects.filter(Q(pk__in=grievances_for(posting).values("pk")) | Q(pk__in=own.values("pk")))
    found = shown.select_related(*SHOWN_WITH).defer(*BULK).filter(reference=reference).first()
    if found is None:
        raise NotThere
    Viewing.of(found.pk, via="receipt", at=at, posting=posting).save(force_insert=True)
    return found


def to_correct(posting: Posting, reference: str, *, at: datetime) -> Grievance:
    """The grievance whose complainant this posting may put right: one it may see, or has itself taken down within a
    day, never one in which the person is complained of."""
    found = to_hand_out(posting, reference, at=at)
    if found.complainant is None or posting.account_id in concerned_accounts(found):
        raise NotThere
    return found


def turns_before(posting: Posting) -> ReferralQuerySet:
    """The turns before a seat of this post, none in which the person is complained of."""
    return Referral.objects.before_post(posting.post_id).without_concerned(posting.account_id)


def turns_below(posting: Posting) -> ReferralQuerySet:
    """What has lapsed one tier below a seat of this post, for direction of his own motion (5.2); what is late
    where he coordinates (5.4)."""
    return Referral.objects.lapsed_below(posting.post_id).without_concerned(posting.account_id)


def coordinates_any(posting: Posting) -> bool:
    """Whether this posting coordinates (5.4)."""
    return TierSeat.objects.filter(tier=COORDINATOR, post=posting.post_id).exists()


def turns_coordinated(posting: Posting) -> list[Referral]:
    """The turns that have passed their limit where this posting coordinates, open or closed meanwhile, by their date;
    none in which the person is complained of. To be shown by number and dates alone."""
    offices = TierSeat.objects.filter(tier=COORDINATOR, post=posting.post_id).values("office")
    late = Referral.objects.filter(seat__office__in=offices, lapsed_at__isnull=False)
    found = late.without_concerned(posting.account_id).select_related("grievance__office", "seat")
    return list(found.order_by("due_on", "pk"))


def turn_below(posting: Posting, reference: str, *, at: datetime) -> Referral:
    """One of them, for whoever may act on it; the looking is logged."""
    found = (
        turns_below(posting).select_related("grievance__office", "seat").filter(grievance__reference=reference).first()
    )
    if found is None:
        raise NotThere
    Viewing.of(found.grievance_id, via="below", at=at, posting=posting).save(force_insert=True)
    return found


def steps_before(posting: Posting) -> QuerySet[Step]:
    """The steps put before this person: all that whoever is complained of sees of a grievance."""
    return (
        Step.objects.filter(to_posting__account_id=posting.account_id)
        .select_related("referral__grievance")
        .order_by("-asked_at", "-pk")
    )


def step_for(posting: Posting, step_id: int, *, at: datetime) -> Step:
    step = steps_before(posting).filter(pk=step_id).first()
    if step is None:
        raise NotThere
    Viewing.of(step.referral.grievance_id, via="step", at=at, posting=posting).save(force_insert=True)
    return step


def shown_complainant(step: Step) -> str:
    """The complainant's name as a step shows it: hidden where that was asked, and of course where there is none."""
    grievance = step.referral.grievance
    if grievance.identity_hidden or grievance.complainant is None:
        return ""
    return grievance.complainant.name


SHOWN_WITH = ("office", "complainant", "edition__office", "case", "service")
BULK = ("edition__source", "edition__source_text", "edition__findings")


def tracked(reference: str) -> Grievance:
    """The grievance for the public tracking page, which shows stage and dates only."""
    read = read_reference(reference)
    shown = Grievance.objects.select_related(*SHOWN_WITH).defer(*BULK)
    found = shown.filter(reference=read).first() if read else None
    if found is None:
        raise NotThere
    return found


def tracked_by_link(grievance_id: uuid.UUID, token: str, *, at: datetime) -> Grievance:
    found = Grievance.objects.select_related(*SHOWN_WITH).defer(*BULK).filter(pk=grievance_id).first()
    if found is None or not constant_time_compare(token, link_token(str(found.pk), found.link_number)):
        raise NotThere
    Viewing.of(found.pk, via="link", at=at).save(force_insert=True)
    return found


def turn_by_appeal_link(grievance_id: uuid.UUID, token: str, *, at: datetime) -> Referral:
    """The turn whose letter had this address (grievances.links)."""
    turns = Referral.objects.filter(grievance=grievance_id).select_related("grievance__office", "seat")
    found = next((turn for turn in turns if constant_time_compare(token, appeal_token(turn))), None)
    if found is None:
        raise NotThere
    Viewing.of(found.grievance_id, via="appeal", at=at).save(force_insert=True)
    return found


def turn_to_appeal(posting: Posting, typed: str) -> Referral:
    """The turn of a number that a posting of the office takes an appeal down for; never of a case of his own."""
    found = (
        Grievance.objects.filter(reference=read_reference(typed) or "").without_concerned(posting.account_id).first()
    )
    if found is None or posting.post.office_id not in (found.current.seat.office_id, found.office_id):
        raise NotThere
    return found.current


def packets_for(posting: Posting, *, at: datetime) -> list[Packet]:
    """What is open before seats outside and is this posting's to keep: number and dates, none of a case of his own."""
    found = _packets(posting).filter(referral__in=Referral.objects.open())
    return [packet for packet in found if _keeps(posting, packet, at)]


def packet_for(posting: Posting, packet: int, *, at: datetime) -> Packet:
    found = _packets(posting).filter(pk=packet).first()
    if found is None or not _keeps(posting, found, at):
        raise NotThere
    return found


def _packets(posting: Posting) -> QuerySet[Packet]:
    return (
        Packet.objects.filter(seat__office=posting.post.office_id)
        .exclude(referral__grievance__concerned__account=posting.account_id)
        .select_related("seat", "referral__grievance__office")
    )


def _keeps(posting: Posting, packet: Packet, at: datetime) -> bool:
    """Whoever had the grievance at a tier here keeps what lies outside; where all of those are complained of, and
    nobody else could print or take down an order, the rest of the office."""
    grievance = packet.referral.grievance
    if grievances_for(posting).filter(pk=grievance.pk).exists():
        return True
    concerned = concerned_accounts(grievance)
    inside = [turn.seat for turn in grievance.referrals.select_related("seat__post", "seat__alternate")]
    return not any(deciders(seat, concerned, at) for seat in inside if not seat.outside)


def packet_file(posting: Posting, packet: Packet, file_id: uuid.UUID, *, printing: bool, at: datetime) -> GrievanceFile:
    """A file of a packet: the order that came back, for all who keep it in; file and drafts only where a person has
    to print them, or where he had the grievance before. The looking is logged."""
    found = packet.files.filter(pk=file_id).first()
    had = grievances_for(posting).filter(pk=packet.referral.grievance_id).exists()
    if found is None or not (printing or had or found.decision_id):
        raise NotThere
    Viewing.of(packet.referral.grievance_id, via="packet", at=at, posting=posting).save(force_insert=True)
    return found


def file_of_step(step: Step, file_id: uuid.UUID) -> GrievanceFile:
    """A file that goes with a step put before somebody, or with his answer."""
    found = step.files.filter(pk=file_id).first()
    if found is None:
        raise NotThere
    return found


def note_viewing(grievance: Grievance, *, via: str, at: datetime) -> None:
    Viewing.of(grievance.pk, via=via, at=at).save(force_insert=True)


def is_number(reference: str) -> bool:
    """Whether this number is a grievance's."""
    return Grievance.objects.filter(reference=reference).exists()


# What of the journal everybody with the number is told: stages and dates, and nothing of what lies in between.
STAGES = (
    "grievance.lodged", "grievance.accepted", "grievance.information_asked", "grievance.information_given",
    "grievance.forwarded", "grievance.shelved", "grievance.disposed", "grievance.result_told", "grievance.withdrawn",
    "grievance.appealed", "grievance.delay_admitted", "grievance.reopened", "grievance.redated", "grievance.lapsed",
    "grievance.nudged", "grievance.reminded", "grievance.dated",
)  # fmt: skip


INNER = ("grievance.link_revoked", "grievance.warned", "grievance.overdue")
"""Of the office alone; that a date has passed the complainant reads by the lapse."""


def stages_of(grievance: Grievance, *, opened: bool) -> list[GrievanceEvent]:
    """The journal as the complainant is shown it; to one who has the number alone, the stages."""
    events = grievance.events.exclude(verb__in=INNER).order_by("pk")
    return list(events if opened else events.filter(verb__in=STAGES))


def steps_to_complainant(grievance: Grievance) -> list[Step]:
    """What was asked of the complainant, or notified to him."""
    found = Step.objects.filter(referral__grievance=grievance, to=To.COMPLAINANT)
    return list(found.select_related("referral__grievance").prefetch_related("files"))


def step_to_complainant(grievance: Grievance, step_id: int) -> Step:
    found = next((step for step in steps_to_complainant(grievance) if step.pk == step_id), None)
    if found is None:
        raise NotThere
    return found


def file_of(grievance: Grievance, file_id: uuid.UUID) -> GrievanceFile:
    """A file of a grievance the viewer was already let into; of a packet, only the order that came back."""
    found = grievance.files.exclude(packet__isnull=False, decision=None).filter(pk=file_id).first()
    if found is None:
        raise NotThere
    return found
