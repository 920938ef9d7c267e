"""Who may see which letter: that of a case they may see. The one place for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ongikar.cases.access import NotThere, cases_for
from ongikar.cases.models import Case
from ongikar.grievances.models import Grievance, Packet
from ongikar.notices.models import Carrier, GrievanceNotice, Notice, NoticeQuerySet, Outcome, Recipient, Telling
from ongikar.notices.sheets import with_sheets
from ongikar.offices.models import Posting


@dataclass(frozen=True)
class Told:
    """A fact the requester was told: `sentence` says what, `ways` how and with what outcome; `letter` is its id."""

    sentence: str
    at: datetime
    ways: list[tuple[str, str, str]]  # carrier, outcome, tone
    letter: int


def notices_for(posting: Posting) -> NoticeQuerySet:
    """The notices of all cases this posting may see."""
    return Notice.objects.filter(case__in=cases_for(posting))


def letter_of(case: Case, letter: int) -> Notice:
    """A letter of a case that an officer was already let into."""
    return _one(Notice.objects.filter(case=case), letter)


def letter_to_requester(case: Case, letter: int) -> Notice:
    """A letter to the requester of a case that the requester was already let into."""
    return _one(Notice.objects.filter(case=case, recipient=Recipient.REQUESTER), letter)


def _one(notices: NoticeQuerySet, letter: int) -> Notice:
    found: Notice | None = with_sheets(notices).filter(pk=letter).first()
    if found is None:
        raise NotThere
    return found


def told_of(case: Case) -> list[Told]:
    """What the requester was told, oldest first: one row a fact."""
    return _told(Notice.objects.to_requester().filter(case=case).select_related("event").defer("body"))


def _told(notices: NoticeQuerySet) -> list[Told]:
    rows: dict[int, list[Telling]] = {}
    for notice in notices:
        rows.setdefault(notice.event_id, []).append(notice)
    return [
        Told(first.event.sentence, first.made_at, [_way(notice) for notice in notices], first.pk)
        for notices in rows.values()
        for first in notices[:1]
    ]


def letter_of_grievance(grievance: Grievance, letter: int, *, to_complainant: bool = True) -> GrievanceNotice:
    """A letter of a grievance that the viewer was already let into; to the complainant, or to anybody."""
    found = grievance.notices.select_related("event", *GrievanceNotice.NEEDS).filter(pk=letter)
    mine = found.filter(recipient=Recipient.REQUESTER) if to_complainant else found
    notice: GrievanceNotice | None = mine.first()
    if notice is None:
        raise NotThere
    return notice


def told_of_grievance(grievance: Grievance) -> list[Told]:
    """What the complainant was told, oldest first: one row a fact."""
    notices = GrievanceNotice.objects.to_requester().filter(grievance=grievance).select_related("event")
    return _told(notices.defer("body"))


def to_be_done(grievance: Grievance) -> list[GrievanceNotice]:
    """The letters of a grievance that a person has to print, to read out by phone, or to look after."""
    found = GrievanceNotice.objects.filter(grievance=grievance).select_related("event").order_by("pk")
    return [notice for notice in found if notice.needs_a_person]


def letter_of_packet(packet: Packet) -> list[GrievanceNotice]:
    """The letters that a packet went with, or is to go with."""
    found = GrievanceNotice.objects.filter(event__referral=packet.referral_id, recipient=Recipient.SEAT)
    letters = found.select_related("event", *GrievanceNotice.NEEDS).order_by("pk")
    return [one for one in letters if one.event.facts.get("packet") == packet.pk]


def to_be_printed(packet: Packet) -> bool:
    """Whether a person has to print the packet, or has printed it."""
    return any(one.needs_a_person or one.carrier == Carrier.PAPER for one in letter_of_packet(packet))


def _way(notice: Telling) -> tuple[str, str, str]:
    tone = {Outcome.FAILED: "amber", Outcome.MAYBE: "amber", Outcome.TO_PRINT: "amber"}
    return str(notice.get_carrier_display()), str(notice.get_outcome_display()), tone.get(Outcome(notice.outcome), "")
