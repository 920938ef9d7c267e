"""Who may see what stands around the tiers: the one place. What is absent and what is forbidden look alike."""

from __future__ import annotations

from datetime import datetime

from ongikar.cases.access import NotThere
from ongikar.grievances.around.models import Nudge
from ongikar.grievances.guard import concerned_accounts, may_decide
from ongikar.grievances.models import Referral
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
