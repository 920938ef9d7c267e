"""lodge(): the only way in for a grievance, for every door. It is heard whatever is left blank but the matter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ongikar.cases.files import Received
from ongikar.cases.models import Case
from ongikar.cases.references import new_reference
from ongikar.charter.models import Edition, Service
from ongikar.grievances import guard
from ongikar.grievances.admissibility import advice
from ongikar.grievances.forwarding import open_turn, pass_conflict_up
from ongikar.grievances.keeping import keep
from ongikar.grievances.models import Complainant, Concerned, Grievance, GrievanceFile, Medium, Referral, TierSeat
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import SYSTEM, Author
from ongikar.journal.authors import requester as complains
from ongikar.offices import timezone
from ongikar.offices.models import Office, Posting
from ongikar.rules import RuleBroken


@dataclass(frozen=True)
class Complaint:
    """What form ক-১ asks. Only the matter is required, with one way back or the wish for none.

    `medium_reference`, `recipient_name`, `service_name` and the like, which nothing here asks after, are in `more`.
    """

    kind: str
    medium: str
    office: Office
    subject: str
    matter: str
    remedy_sought: str = ""
    case: Case | None = None
    proved: bool = True  # by the code of the receipt, or by staff: the case is the complainant's
    service: Service | None = None
    named: tuple[Posting, ...] = ()
    seats: tuple[TierSeat, ...] = ()  # tiers outside, such as the appeal officer's
    written: tuple[str, ...] = ()  # names that the list has not
    whole_office: bool = False
    anonymous: bool = False
    identity_hidden: bool = False
    relation: str = Grievance.Relation.SELF
    more: dict[str, Any] = field(default_factory=dict)


def lodge(
    complaint: Complaint,
    *,
    complainant: Complainant | None,
    documents: Sequence[Received] = (),
    intake_key: str,
    at: datetime,
    by: Author | None = None,
) -> Grievance:
    """Lodge a grievance and open its first turn; the same `intake_key` returns the one already made (`is_new`
    tells which).

    `by` is who keyed it in, where it was not the complainant. Raises RuleBroken where there is no matter, no
    way back though none was declined, or where the office has no tier to turn to.
    """
    if known := lodged_as(intake_key):
        return known
    _check(complaint, complainant)
    try:
        with transaction.atomic():
            grievance = _write(complaint, complainant, documents, intake_key, at, by)
        grievance.is_new = True
        return grievance
    except IntegrityError:
        return Grievance.objects.get(intake_key=intake_key)


def lodged_as(intake_key: str) -> Grievance | None:
    """The grievance that was lodged under this key; None where there is none yet."""
    return Grievance.objects.filter(intake_key=intake_key).first()


def _check(complaint: Complaint, complainant: Complainant | None) -> None:
    if not complaint.matter.strip():
        raise RuleBroken(_("অভিযোগটি কী, তা লিখুন।"))
    if complaint.anonymous or complaint.medium == Medium.SUO_MOTU:
        return
    if complainant is None or not complainant.can_be_told:
        raise RuleBroken(_("ফল জানানোর একটি উপায় দিন: মোবাইল, ই-মেইল বা ঠিকানা; অথবা পরিচয় ছাড়া অভিযোগ বেছে নিন।"))


def _write(
    complaint: Complaint,
    complainant: Complainant | None,
    documents: Sequence[Received],
    intake_key: str,
    at: datetime,
    by: Author | None,
) -> Grievance:
    concerned = _concerned(complaint, at)
    sealed = guard.keeps_machine(concerned)
    who = None if complaint.anonymous or sealed else complainant
    grievance = _grievance(complaint, who, concerned, intake_key, at, sealed=sealed)
    author = by or complains(who.name if who else "")
    if documents and not grievance.sealed:
        GrievanceFile.objects.bulk_create(
            keep(one, grievance=grievance, by_name=author.name, at=at) for one in documents
        )
    turn = _first_turn(grievance, at)
    grievance.record("grievance.lodged", by=author, at=at, noticed_at=timezone.now(), referral=turn, facts={
        "medium": grievance.medium, "due_on": "" if turn.undated else str(turn.due_on), "tier": turn.tier,
        **_of_case(grievance.case, complaint, at),
    })  # fmt: skip
    pass_conflict_up(turn, at=at, by=SYSTEM)
    return grievance


def _of_case(case: Case | None, complaint: Complaint, at: datetime) -> dict[str, bool]:
    """Whether it was time by the case's own clock, and whether only its number was given."""
    if case is None:
        return {}
    return {"timely": advice(case, at=at).open, **({} if complaint.proved else {"proved": False})}


def _grievance(
    complaint: Complaint,
    complainant: Complainant | None,
    concerned: list[Concerned],
    intake_key: str,
    at: datetime,
    *,
    sealed: bool,
) -> Grievance:
    """The row. Of one that is sealed, number, hash, date and of whom it complains are kept: nothing of who wrote it."""
    if complainant is not None:
        complainant.pk = None  # a try before this one may have given it, and was taken back
        complainant.save(force_insert=True)
    grievance = Grievance.objects.create(
        reference=new_reference(), intake_key=intake_key, kind=complaint.kind, medium=complaint.medium,
        edition=edition_for(complaint.office), office=complaint.office, complainant=complainant,
        anonymous=complaint.anonymous, identity_hidden=complaint.identity_hidden, sealed=sealed,
        sha256=fingerprint(complaint.matter), filed_at=at, **({} if sealed else _told(complaint)),
    )  # fmt: skip
    for row in concerned:
        row.grievance = grievance
    Concerned.objects.bulk_create(concerned)
    return grievance


def _told(complaint: Complaint) -> dict[str, Any]:
    """What was complained of, in what words."""
    case = complaint.case
    return {
        "case": case, "service": complaint.service or (case.service if case else None),
        "relation": complaint.relation, "subject": complaint.subject, "matter": complaint.matter,
        "remedy_sought": complaint.remedy_sought, **complaint.more,
    }  # fmt: skip


def fingerprint(matter: str) -> str:
    """What shows later that a letter is the one that was lodged: the SHA-256 of the matter as it was written."""
    return hashlib.sha256(matter.encode()).hexdigest()


def _concerned(complaint: Complaint, at: datetime) -> list[Concerned]:
    against = guard.Against(complaint.named, complaint.seats, complaint.written)
    return guard.concerned_by(
        office=complaint.office, case=complaint.case, service=complaint.service, against=against,
        whole_office=complaint.whole_office, at=at,
    )  # fmt: skip


def will_be_sealed(complaint: Complaint, *, at: datetime) -> bool:
    """Whether somebody complained of keeps this machine, so that the text is not kept: told before it is lodged."""
    return guard.keeps_machine(_concerned(complaint, at))


def edition_for(office: Office) -> Edition:
    """The charter whose tiers hold: the office's own, else that of the office above it (5.1.1)."""
    edition = Edition.objects.in_force(office)
    if edition is None and office.parent:
        return edition_for(office.parent)
    if edition is None:
        raise RuleBroken(_("এই দপ্তরের কোনো সনদ প্রকাশিত নেই।"))
    return edition


def _first_turn(grievance: Grievance, at: datetime) -> Referral:
    seat = seat_of(grievance.office, 1)
    if seat is None:
        raise RuleBroken(_("এই দপ্তরের সনদে অভিযোগ জানানোর কোনো ধাপ লেখা নেই।"))
    return open_turn(grievance, seat, opened_by=Referral.Opened.LODGED, limit_tier=1, filed_at=at, at=at)
