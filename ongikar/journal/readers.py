"""Who reads each fact of the journal: one table over all verbs, and how long a fact stands before whom it is for.

Letters are sent by it (notices.tell), marks are set by it (journal.unread), and a test demands a row for every verb.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

REQUESTER, POST, HEAD, NEXT, ASKED, SEAT = "requester", "post", "head", "next", "asked", "seat"
"""The recipients of letters (notices.models.Recipient): who asks or complains, the post that has it, the head over
that post, the next tier, who was asked in a step, an authority outside."""


class Until(Enum):
    """How long a fact stands before the post it is for."""

    READ = "it is marked as unread until the post that has it answers or marks it read"
    DONE = "it stands among the open work of the post until that is done"
    TRUE = "time made it true, and the lists show it as long as it is so"
    SHOWN = "it stands on the page of whoever it is for"


@dataclass(frozen=True)
class Readers:
    """`by`: who is told. `until`: how long it stands before the office, or before whoever was asked.

    `words`: the fact without which there is nothing to read. `answers`: done by the post that has the subject, it
    answers, or acts upon, what its page showed as unread. `why`: why nobody is told, where nobody is.
    """

    by: tuple[str, ...] = ()
    until: Until = Until.SHOWN
    words: str = ""
    answers: bool = False
    why: str = ""

    def has_words(self, facts: Mapping[str, Any]) -> bool:
        """Whether this is something that somebody wrote, to be read."""
        return self.until is Until.READ and bool(not self.words or facts.get(self.words))


def _told(*by: str, until: Until = Until.SHOWN, words: str = "") -> Readers:
    return Readers(by, until, words)


def _answer(*by: str, until: Until = Until.SHOWN, words: str = "") -> Readers:
    return Readers(by, until, words, answers=True)


def _nobody(why: str) -> Readers:
    return Readers(why=why)


OWN_BOOKS = _nobody("The office's own books: whoever does it sees it done, and the history keeps it.")
BY_TIME = Readers(until=Until.TRUE, why="Time made it true: the lists show it, and the warnings are mailed.")
ITSELF = _nobody("It is itself the telling, or the reading, of something else.")
BESIDE = _nobody("Another fact tells it, of the same moment or of what it belongs to.")
ON_ITS_PAGE = _nobody("Whoever it is for reads it on the page, by number and code, and is told besides by the officer.")

READERS: dict[str, Readers] = {
    "case.filed": _told(REQUESTER, POST, until=Until.DONE),
    "case.fee_set": _answer(REQUESTER),
    "case.accepted": _answer(REQUESTER),
    "case.asked": _answer(REQUESTER),
    "case.replied": _told(POST, until=Until.READ),
    "case.resumed": _answer(REQUESTER, POST, until=Until.READ, words="replied"),
    "case.told": _answer(REQUESTER),
    "case.read": ITSELF,
    "case.delivered": _answer(REQUESTER),
    "case.refused": _answer(REQUESTER),
    "case.withdrawn": _answer(REQUESTER, POST, until=Until.READ),
    "case.transferred": _told(REQUESTER, POST, until=Until.DONE),
    "case.reopened": _answer(REQUESTER),
    "case.warned": _told(POST, HEAD, until=Until.TRUE),
    "case.delay_told": _answer(REQUESTER),
    "case.unaccepted": BY_TIME,
    "case.lapsed": _told(REQUESTER, POST, HEAD, until=Until.TRUE),
    "case.redated": _told(REQUESTER),
    "case.dated": BESIDE,
    "case.listing_due": BY_TIME,
    "case.reply_overdue": BY_TIME,
    "case.link_revoked": OWN_BOOKS,
    "case.corrected": _told(REQUESTER),
    "case.misfiled": _told(REQUESTER),
    "case.refiled": BESIDE,
    "case.duplicate": _told(REQUESTER),
    "case.delivery_undone": _answer(REQUESTER),
    "calendar.entered": OWN_BOOKS,
    "calendar.checked": OWN_BOOKS,
    "calendar.approved": OWN_BOOKS,
    "calendar.discarded": OWN_BOOKS,
    "calendar.data_approved": OWN_BOOKS,
    "calendar.list_due": BY_TIME,
    "office.amended": OWN_BOOKS,
    "office.post_opened": OWN_BOOKS,
    "office.post_renamed": OWN_BOOKS,
    "office.charge_taken": OWN_BOOKS,
    "office.charge_handed_over": OWN_BOOKS,
    "office.post_amended": OWN_BOOKS,
    "office.outside_listed": _told(SEAT),
    "office.seat_amended": OWN_BOOKS,
    "office.memo_numbering_set": OWN_BOOKS,
    "office.account_opened": OWN_BOOKS,
    "office.invited": OWN_BOOKS,
    "office.password_set": OWN_BOOKS,
    "office.register_taken": OWN_BOOKS,
    "office.report_due": BY_TIME,
    "office.report_sent": ITSELF,
    "office.account_closed": OWN_BOOKS,
    "hearing.rule_set": OWN_BOOKS,
    "hearing.held": OWN_BOOKS,
    "hearing.register_taken": OWN_BOOKS,
    "suggestion.received": _told(POST, HEAD, until=Until.DONE),
    "suggestion.email_added": BESIDE,
    "suggestion.answered": ON_ITS_PAGE,
    "barring.requested": _told(POST, until=Until.DONE),
    "barring.approved": ON_ITS_PAGE,
    "barring.refused": OWN_BOOKS,
    "barring.lifted": ON_ITS_PAGE,
    "barring.appealed": _told(POST, until=Until.DONE),
    "barring.appeal_decided": ON_ITS_PAGE,
    "recommendation.made": _told(HEAD, until=Until.DONE),
    "recommendation.answered": OWN_BOOKS,
    "office.address_tried": ITSELF,
    "office.address_confirmed": OWN_BOOKS,
    "office.address_wrong": OWN_BOOKS,
    "office.clock_wrong": OWN_BOOKS,
    "office.clock_confirmed": OWN_BOOKS,
    "office.printer_tried": OWN_BOOKS,
    "office.done_without": OWN_BOOKS,
    "office.first_day_over": OWN_BOOKS,
    "grievance.lodged": _told(REQUESTER, POST, until=Until.DONE),
    "grievance.added_to": _told(POST, until=Until.READ),
    "grievance.accepted": _answer(REQUESTER),
    "grievance.information_asked": _answer(REQUESTER),
    "grievance.information_given": _told(POST, until=Until.READ),
    "grievance.read": ITSELF,
    "grievance.forwarded": _told(REQUESTER, POST, until=Until.DONE),
    "grievance.concerned_named": OWN_BOOKS,
    "grievance.no_seat_left": _told(REQUESTER),
    "grievance.shelved": _answer(REQUESTER, POST, until=Until.READ),
    "grievance.disposed": _answer(REQUESTER, POST, until=Until.READ),
    "grievance.result_told": ITSELF,
    "grievance.withdrawn": _answer(REQUESTER, POST, until=Until.READ),
    "grievance.appealed": _told(REQUESTER, POST, until=Until.DONE),
    "grievance.laid_outside": _told(SEAT),
    "grievance.answer_links_revoked": OWN_BOOKS,
    "grievance.delay_admitted": _answer(REQUESTER),
    "grievance.delay_refused": BESIDE,
    "grievance.reopened": _answer(REQUESTER, POST, until=Until.READ),
    "grievance.rated": _told(POST, until=Until.READ, words="comment"),
    "grievance.national_no_noted": OWN_BOOKS,
    "grievance.nudged": _told(POST, until=Until.READ),
    "grievance.reminded": _told(POST, until=Until.READ),
    "grievance.redated": _told(REQUESTER),
    "grievance.dated": BESIDE,
    "grievance.warned": _told(POST, HEAD, until=Until.TRUE),
    "grievance.overdue": _told(POST, HEAD, NEXT, until=Until.TRUE),
    "grievance.lapsed": _told(REQUESTER, POST, HEAD, NEXT, until=Until.TRUE),
    "grievance.corrected": _told(REQUESTER),
    "grievance.link_revoked": OWN_BOOKS,
    "grievance.opinion_asked": _answer(ASKED, until=Until.DONE),
    "grievance.opinion_answered": _told(POST, until=Until.READ),
    "grievance.order_asked": _answer(ASKED, until=Until.DONE),
    "grievance.order_answered": _told(POST, until=Until.READ),
    "grievance.permission_asked": _answer(ASKED, until=Until.DONE),
    "grievance.permission_answered": _told(POST, until=Until.READ),
    "grievance.investigation_asked": _answer(REQUESTER, ASKED, until=Until.DONE),
    "grievance.investigation_answered": _told(POST, until=Until.READ),
    "grievance.hearing_asked": _answer(REQUESTER, ASKED, until=Until.DONE),
    "grievance.statement_asked": _answer(REQUESTER, ASKED, until=Until.DONE),
    "grievance.statement_answered": _told(POST, until=Until.READ),
    "grievance.evidence_asked": _answer(REQUESTER, ASKED, until=Until.DONE),
    "grievance.evidence_answered": _told(POST, until=Until.READ),
    "grievance.discipline_asked": _answer(ASKED),
    "grievance.process_asked": _answer(ASKED),
    "grievance.hearing_answered": OWN_BOOKS,
    "grievance.day_reset": _told(REQUESTER, ASKED),
    "grievance.scrutinised": OWN_BOOKS,
    "grievance.acted_upon": OWN_BOOKS,
    "grievance.not_acted_upon": _told(POST, until=Until.TRUE),
}


def told_of(verb: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Whom this fact is told to: of what is to be read the post, unless it wrote that itself."""
    row = READERS[verb]
    silent = row.until is Until.READ and not facts.get("to_read")
    return tuple(one for one in row.by if one != POST) if silent else row.by


def told_by(*journals: str) -> dict[str, tuple[str, ...]]:
    """Of the verbs of some journals, whom each is told to; those told to nobody are not among them."""
    return {verb: row.by for verb, row in READERS.items() if row.by and verb.partition(".")[0] in journals}
