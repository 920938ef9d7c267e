"""Who may see what stands around the tiers: the one place. What is absent and what is forbidden look alike."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ongikar.cases.access import NotThere
from ongikar.cases.references import read_reference
from ongikar.grievances.access import HANDED_OUT_WITHIN, grievances_for
from ongikar.grievances.around.barring import ABOVE, DECIDES, may_speak
from ongikar.grievances.around.models import Barring, HearingEntry, MediaReport, Nudge, Recommendation, Suggestion
from ongikar.grievances.guard import concerned_accounts, may_decide
from ongikar.grievances.models import Referral, TierSeat
from ongikar.grievances.parts import Concerned
from ongikar.grievances.queries import ReferralQuerySet
from ongikar.offices.models import Posting, Viewing


def turns_to_nudge(posting: Posting) -> ReferralQuerySet:
    """The open turns this posting may remind of, by number and dates; none in which the person is complained of."""
    headed = posting.post.office_id if posting.is_head else None
    turns = Referral.objects.above(posting.post_id, headed).without_concerned(posting.account_id)
    return turns.select_related("grievance__office", "seat").what_lapses_first()


def turn_to_nudge(posting: Posting, reference: str, *, at: datetime) -> Referral:
    found = turns_to_nudge(posting).filter(grievance__reference=reference).first()
    if found is None:
        raise NotThere
    Viewing.of(found.grievance_id, via="nudge", at=at, posting=posting).save(force_insert=True)
    return found


def nudge_letter(posting: Posting, nudge_id: int, *, at: datetime) -> Nudge:
    """The letter of a nudge, for who wrote it and for who decides; an officer complained of since then sees it not."""
    found = Nudge.objects.select_related("referral__grievance__office", "referral__seat", "by__post__office").filter(
        pk=nudge_id, by__isnull=False
    )
    nudge = found.first()
    if nudge is None or nudge.by is None or posting.account_id in concerned_accounts(nudge.referral.grievance):
        raise NotThere
    if nudge.by.account_id != posting.account_id and not may_decide(posting, nudge.referral, at):
        raise NotThere
    Viewing.of(nudge.referral.grievance_id, via="nudge", at=at, posting=posting).save(force_insert=True)
    return nudge


def decides_grievances(posting: Posting) -> bool:
    """Whether this posting sits at a tier, as its holder or alternate."""
    return TierSeat.objects.filter(Q(post=posting.post_id) | Q(alternate=posting.post_id), tier__gte=1).exists()


def check_decides(posting: Posting) -> None:
    """To whoever sits at no tier the page is not there."""
    if not decides_grievances(posting):
        raise NotThere


def recommendations_for(posting: Posting) -> QuerySet[Recommendation]:
    """What this posting advised, and what was advised to it as head of the office."""
    mine = Q(by__account=posting.account_id)
    if posting.is_head:
        mine |= Q(office=posting.post.office_id)
    return Recommendation.objects.filter(mine).select_related("office", "service", "by__account", "by__post")


def recommendation_for(posting: Posting, number: int) -> Recommendation:
    found = recommendations_for(posting).filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def may_answer(posting: Posting, made: Recommendation) -> bool:
    """The head of the office it was made to answers it; not whoever made it."""
    heads = posting.is_head and made.office_id == posting.post.office_id
    return heads and made.by.account_id != posting.account_id and made.answered_at is None


def hearing_entries_for(posting: Posting) -> QuerySet[HearingEntry]:
    """The register of the posting's office: all of it for the head and whoever decides, else what one wrote oneself.

    An entry from which a grievance was taken is not there for whoever is complained of in it.
    """
    found = HearingEntry.objects.filter(hearing__office=posting.post.office_id)
    if not (posting.is_head or decides_grievances(posting)):
        found = found.filter(by__account=posting.account_id)
    own = Concerned.objects.filter(grievance=OuterRef("grievance"), account=posting.account_id)
    return found.filter(~Exists(own)).select_related("hearing", "case", "grievance", "by__account")


def hearing_entries_between(posting: Posting, first: date, last: date) -> list[HearingEntry]:
    """The same from a day to a day, both included."""
    return list(hearing_entries_for(posting).filter(hearing__held_on__range=(first, last)))


def hearing_entry_for(posting: Posting, number: int) -> HearingEntry:
    found = hearing_entries_for(posting).filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def media_reports_for(posting: Posting) -> QuerySet[MediaReport]:
    """The reports taken up, of the grievances this posting decides or decided."""
    mine = grievances_for(posting).values("pk")
    return MediaReport.objects.filter(grievance__in=mine).select_related("grievance").order_by("-appeared_on", "-pk")


def media_report_for(posting: Posting, number: int) -> MediaReport:
    found = media_reports_for(posting).filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def suggestions_for(posting: Posting) -> QuerySet[Suggestion]:
    """The suggestions to the posting's office: for its head, and for whoever decides grievances there."""
    if not (posting.is_head or decides_grievances(posting)):
        return Suggestion.objects.none()
    found = Suggestion.objects.filter(office=posting.post.office_id)
    return found.select_related("service", "taken_by__account", "answered_by__account")


def suggestions_in_turn(posting: Posting) -> QuerySet[Suggestion]:
    """What waits for an answer, the oldest first; then what was answered, the latest first."""
    return suggestions_for(posting).order_by(F("answered_at").desc(nulls_first=True), "filed_at", "pk")


def suggestion_for(posting: Posting, reference: str, *, at: datetime) -> Suggestion:
    found = suggestions_for(posting).filter(reference=reference).first()
    if found is None:
        raise NotThere
    Viewing.of(found.pk, via="desk", at=at, posting=posting).save(force_insert=True)
    return found


def suggestion_to_hand_out(posting: Posting, reference: str, *, at: datetime) -> Suggestion:
    """The one whose slip this posting hands out: one it may read, or has itself taken down within a day."""
    own = Q(taken_by__account=posting.account_id, filed_at__gt=at - HANDED_OUT_WITHIN)
    shown = Suggestion.objects.filter(Q(pk__in=suggestions_for(posting).values("pk")) | own)
    found = shown.select_related("office").filter(reference=reference).first()
    if found is None:
        raise NotThere
    return found


def tracked_suggestion(reference: str) -> Suggestion:
    """The suggestion for the public page, which shows kind, dates and whether it was answered."""
    read = read_reference(reference)
    found = Suggestion.objects.select_related("office").filter(reference=read).first() if read else None
    if found is None:
        raise NotThere
    return found


def is_suggestion(reference: str) -> bool:
    """Whether this number is a suggestion's."""
    return Suggestion.objects.filter(reference=reference).exists()


def barrings_for(posting: Posting) -> QuerySet[Barring]:
    """The blacklist of the offices of which this posting is the head, or sits at a tier.

    What concerns a number from which the person was ever complained of is not there for him.
    """
    sits = Q(post=posting.post_id) | Q(alternate=posting.post_id)
    offices = set(TierSeat.objects.filter(sits, tier__gte=1).values_list("office", flat=True))
    offices |= {posting.post.office_id} if posting.is_head else set()
    own = Concerned.objects.filter(
        account=posting.account_id, grievance__complainant__mobile=OuterRef("grievance__complainant__mobile")
    )
    found = Barring.objects.filter(~Exists(own), office__in=offices)
    return found.select_related(
        "office", "grievance__complainant", "requested_by__account", "decided_by__account", "appeal_by__account"
    )


def barrings_waiting(posting: Posting, *, at: datetime) -> int:
    """How many wait for this posting: recommended and not decided, or appealed and not settled."""
    appealed = Q(state=Barring.State.IN_FORCE, appealed_at__isnull=False, appeal_at=None)
    open_still = barrings_for(posting).filter(Q(state=Barring.State.REQUESTED) | appealed)
    return sum(bool({"approval", "settling"} & {*barring_deeds(posting, one, at=at)}) for one in open_still)


def barring_for(posting: Posting, number: int) -> Barring:
    found = barrings_for(posting).filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def barring_deeds(posting: Posting, barring: Barring, *, at: datetime) -> tuple[str, ...]:
    """What this posting may do about it: the appeal officer decides (8), the tier above settles an appeal."""
    decides = may_speak(posting, barring, tier=DECIDES, at=at)
    if barring.state == Barring.State.REQUESTED:
        return ("approval", "refusal") if decides else ()
    if barring.state != Barring.State.IN_FORCE:
        return ()
    settles = barring.appeal_open and may_speak(posting, barring, tier=ABOVE, at=at)
    return (("settling",) if settles else ()) + (("lifting",) if decides else ())
