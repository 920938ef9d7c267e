"""Who may see which grievance: the one place. What is absent and what is forbidden look alike."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from ongikar.cases.access import NotThere
from ongikar.cases.references import link_token, read_reference, receipt_code
from ongikar.grievances.guard import may_decide
from ongikar.grievances.models import Grievance, GrievanceFile, Referral, Step
from ongikar.grievances.queries import GrievanceQuerySet
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


def turn_to_decide(posting: Posting, reference: str, *, at: datetime) -> Referral:
    """The open turn of a grievance, for whoever decides it; to everybody else it is not there."""
    turn = grievance_for(posting, reference, at=at).current
    if not may_decide(posting, turn, at):
        raise NotThere
    return turn


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


def tracked(reference: str) -> Grievance:
    """The grievance for the public tracking page, which shows stage and dates only."""
    read = read_reference(reference)
    found = Grievance.objects.select_related("office", "complainant").filter(reference=read).first() if read else None
    if found is None:
        raise NotThere
    return found


def tracked_by_link(grievance_id: uuid.UUID, token: str, *, at: datetime) -> Grievance:
    found = Grievance.objects.select_related("office", "complainant").filter(pk=grievance_id).first()
    if found is None or not constant_time_compare(token, link_token(str(found.pk), found.link_number)):
        raise NotThere
    Viewing.of(found.pk, via="link", at=at).save(force_insert=True)
    return found


def code_opens(grievance: Grievance, typed: str) -> bool:
    plain = "".join(c for c in typed.upper() if c.isalnum())
    return constant_time_compare(plain, receipt_code(str(grievance.pk), grievance.link_number))


def file_of(grievance: Grievance, file_id: uuid.UUID) -> GrievanceFile:
    found = grievance.files.filter(pk=file_id).first()
    if found is None:
        raise NotThere
    return found
