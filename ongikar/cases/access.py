"""Who may see which case: the one place. What is absent and what is forbidden look alike."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ongikar.cases.models import Attachment, Case, CaseEvent, Message
from ongikar.cases.queries import CaseQuerySet
from ongikar.cases.references import link_token, read_reference
from ongikar.offices.models import Post, Posting, Viewing
from ongikar.offices.people import posts_read_by, reads_for
from ongikar.offices.roles import Sight, may, role_of
from ongikar.rules import RuleBroken


class NotThere(ObjectDoesNotExist):
    """There is no such thing, or it is not for this viewer: the answer is the same."""


def cases_for(posting: Posting) -> CaseQuerySet:
    """Everything this posting may see, as offices.roles has it.

    What lies with a vacant post of an office under this one is held here until somebody takes charge there.
    """
    if role_of(posting.post).sees is Sight.OWN_POST:
        return Case.objects.of_post(posting.post_id)
    return Case.objects.of_office(posting.post.office_id, or_posts=posting.vacant_below)


def handover_list(posting: Posting, post_id: int) -> tuple[Post, CaseQuerySet]:
    """What is open at a post, for the paper by which it is handed over: to its holder and to the head.

    Reference, service, stage and date; who asks and what for stand on no such paper. NotThere for anybody else.
    """
    post = Post.objects.select_related("office").filter(pk=post_id).first()
    family = posting.office.family() if may(posting.post, "people") else []
    if post is None or not (post.pk == posting.post_id or post.office_id in family):
        raise NotThere
    cases = Case.objects.of_post(post.pk).open().select_related("promise")
    return post, cases.what_lapses_first()


def check_may(posting: Posting, act: str) -> None:
    """Raise RuleBroken where the role of this post does not have the act."""
    if not may(posting.post, act):
        raise RuleBroken(_("এই কাজটি আপনার পদের নয়; দায়িত্বপ্রাপ্ত কর্মকর্তাকে বলুন।"))


def may_see(posting: Posting, case: Case) -> bool:
    return cases_for(posting).filter(pk=case.pk).exists()


def _one(cases: CaseQuerySet, **which: Any) -> Case:
    case = cases.get(**which)
    if case.promise.edition.office_id == case.office_id:
        case.promise.edition.office = case.office  # another one is fetched when it is asked for
    return case


def case_for(posting: Posting, reference: str, *, at: datetime) -> Case:
    """The case with this reference, where the posting may see it; the looking is logged."""
    case = _one(cases_for(posting).for_page(), reference=reference)
    Viewing.of(case.pk, via="desk", at=at, posting=posting).save(force_insert=True)
    return case


def unread_for(posting: Posting, *, at: datetime) -> CaseQuerySet:
    """Of whatever state, what somebody wrote and nobody of its post has read: before this posting alone, whoever else
    sees the case."""
    return Case.objects.filter(posts_read_by(posting, at=at), unread__isnull=False)


def reads(posting: Posting, case: Case, *, at: datetime) -> bool:
    """Whether what is unread on the case is this posting's to read."""
    return case.unread_id is not None and reads_for(posting, case.post, at=at)


def case_to_read(posting: Posting, reference: str, *, at: datetime) -> Case:
    case = case_for(posting, reference, at=at)
    if not reads_for(posting, case.post, at=at):
        raise NotThere
    return case


def slip_of(posting: Posting, reference: str, *, at: datetime) -> Case:
    """The case whose slip is printed: one the posting may see, or took down itself for another post. It is logged."""
    if cases_for(posting).filter(reference=reference).exists():
        return case_for(posting, reference, at=at)
    case = _one(Case.objects.taken_by(posting).for_page(), reference=reference)
    Viewing.of(case.pk, via="counter", at=at, posting=posting).save(force_insert=True)
    return case


def tracked(reference: str) -> Case:
    """The case with this reference, for whoever was let into it."""
    return _one(Case.objects.for_page(), reference=read_reference(reference) or "")


def stage_of(reference: str) -> Case:
    """The case for everybody who has the reference: stage and dates, and nothing else is fetched."""
    return _one(Case.objects.for_stage(), reference=read_reference(reference) or "")


def tracked_by_link(case_id: uuid.UUID, token: str, *, at: datetime) -> Case:
    """The case of a tracking link that has not been revoked; the use of the link is logged."""
    case = _one(Case.objects.for_page(), pk=case_id)
    if not constant_time_compare(token, link_token(str(case.pk), case.link_number)):
        raise NotThere
    Viewing.of(case.pk, via="link", at=at).save(force_insert=True)
    return case


def file_of(case: Case, file_id: uuid.UUID) -> Attachment:
    """A file of a case the viewer was already let into."""
    attachment = case.attachments.filter(pk=file_id).first()
    if attachment is None:
        raise NotThere
    return attachment


def note_viewing(case: Case, *, via: str, at: datetime) -> None:
    Viewing.of(case.pk, via=via, at=at).save(force_insert=True)


# What of the journal the requester is shown; transfers and notes are the office's own.
TOLD_VERBS = (
    "case.filed", "case.accepted", "case.asked", "case.replied", "case.read", "case.resumed", "case.delivered",
    "case.refused", "case.withdrawn", "case.reopened", "case.lapsed", "case.redated", "case.delay_told",
    "case.dated",
)  # fmt: skip


def told_events(case: Case) -> list[CaseEvent]:
    return list(
        case.events.filter(verb__in=TOLD_VERBS).only("case", "verb", "at", "facts", "misdated_at").order_by("pk")
    )


def said_to_requester(case: Case) -> list[Message]:
    return list(case.messages.exclude(kind=Message.Kind.NOTE))
