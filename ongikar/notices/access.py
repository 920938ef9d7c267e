"""Who may see which letter: that of a case they may see. The one place for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ongikar.cases.access import NotThere, cases_for
from ongikar.cases.models import Case
from ongikar.notices.models import Notice, NoticeQuerySet, Outcome, Recipient
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
    found = notices.select_related("event", "case__office", "case__post", "case__requester").filter(pk=letter).first()
    if found is None:
        raise NotThere
    return found


def told_of(case: Case) -> list[Told]:
    """What the requester was told, oldest first: one row a fact."""
    rows: dict[int, list[Notice]] = {}
    for notice in Notice.objects.to_requester().filter(case=case).select_related("event").defer("body"):
        rows.setdefault(notice.event_id, []).append(notice)
    return [
        Told(first.event.sentence, first.made_at, [_way(notice) for notice in notices], first.pk)
        for notices in rows.values()
        for first in notices[:1]
    ]


def _way(notice: Notice) -> tuple[str, str, str]:
    tone = {Outcome.FAILED: "amber", Outcome.MAYBE: "amber", Outcome.TO_PRINT: "amber"}
    return str(notice.get_carrier_display()), str(notice.get_outcome_display()), tone.get(Outcome(notice.outcome), "")
