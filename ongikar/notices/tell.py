"""Who is told what has happened. The journal is the outbox: a fact is told once, and nothing else is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from ongikar.bangla.sms import size_of
from ongikar.cases import warnings
from ongikar.cases.lifecycle import RUNNING
from ongikar.cases.models import Case, CaseEvent, Channel
from ongikar.grievances.models import GrievanceEvent, TierSeat
from ongikar.grievances.packets import mail_address
from ongikar.journal.models import Entry, EntryQuerySet
from ongikar.journal.outbox import first_free
from ongikar.journal.readers import told_by, told_of
from ongikar.notices import first_receipts, of_grievances, of_offices
from ongikar.notices.again import OF_CASE, correction_of, stop_wrong
from ongikar.notices.carriers import mail_carrier, settled_at_once
from ongikar.notices.letters import Letter, compose
from ongikar.notices.models import Carrier, GrievanceNotice, Notice, Outcome, Recipient, SeatNotice, Telling
from ongikar.notices.sending import by_day, in_office_hours
from ongikar.notices.texts import short_text, sms_hour
from ongikar.notices.ways import Way, ways_of
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import OfficeEvent
from ongikar.offices.people import head_over

log = logging.getLogger(__name__)
TRY_AGAIN = timedelta(hours=1)

REQUESTER, POST, HEAD = Recipient.REQUESTER, Recipient.POST, Recipient.HEAD

TELL: dict[str, tuple[Recipient, ...]] = {verb: tuple(map(Recipient, by)) for verb, by in told_by("case").items()}
"""verb -> who is told (journal.readers)."""
# Facts that time alone makes true; those on duty read of them in office hours.
BY_TIME = (warnings.VERB, "case.lapsed")
BY_HAND = (Carrier.CALL, Carrier.PAPER)
IN_A_LINE = (Carrier.SMS, Carrier.CALL)


@dataclass(frozen=True)
class Outbox:
    """A journal whose facts are told. `of`: what a fact is of; `kind`: what its letters are kept as; `verbs`: which
    are told, where a journal has many that are not."""

    journal: type[Entry]
    of: str
    needs: tuple[str, ...]
    kind: type[Telling]
    notices_of: Callable[..., list[Any]]
    verbs: tuple[str, ...] = ()

    @property
    def facts(self) -> EntryQuerySet:
        """Those that are told."""
        found: EntryQuerySet = self.journal._default_manager.all()
        return found.filter(verb__in=self.verbs) if self.verbs else found


OFFICE_NEEDS = ("office", "by_posting")
LETTER_NEEDS = ("case__promise", "case__office", "case__post__office__parent", "case__requester")


def tell_next(now: datetime) -> bool:
    """Tell the oldest untold fact, of a case, of a grievance or of the office; False: none is left."""
    return any(_tell_one(outbox, now) for outbox in OUTBOXES)


def _tell_one(outbox: Outbox, now: datetime) -> bool:
    """Make the notices of one fact and mark it told, both or neither.

    A fact that cannot be told is pushed an hour ahead and reported, so that it stops no other.
    """
    line = outbox.facts.untold(now)
    if not line.exists():  # so that an idle office takes no write lock
        return False
    event: Any = None
    try:
        with transaction.atomic():
            event = first_free(line.select_related(*outbox.needs))
            if event is not None and event.mark_told(at=now):
                stop_wrong(event, at=now)
                outbox.kind.objects.bulk_create(outbox.notices_of(event, at=now))
    except Exception:
        if event is None:
            raise
        what = getattr(event, outbox.of)
        log.exception("%s=%s verb=%s could not be told; tried again in an hour", outbox.of, what, event.verb)
        event.tell_later(at=now + TRY_AGAIN)
    return event is not None


def notices_of(event: CaseEvent, *, at: datetime) -> list[Notice]:
    """One unsaved notice for each recipient and carrier of this fact."""
    made: list[Notice] = []
    for recipient in _told_of(event, at):
        ways = list(ways_to(recipient, event.case, at=at))
        if recipient == REQUESTER:
            ways = first_receipts.within(ways, event, event.case.requester.phone, at=at)
        if ways:
            made += _by(ways, event, recipient, at)
    if correction := correction_of(event):
        for fact in correction.facts if correction.ways else ():
            made += _by(correction.ways, fact, REQUESTER, at, again=correction.number)
    return made


def _by(ways: Iterable[Way], event: CaseEvent, recipient: Recipient, at: datetime, *, again: int = 0) -> list[Notice]:
    """The notices of a fact to one recipient, by these ways; `again`: it was told before, to a wrong address."""
    made, language = [], language_of(recipient, event.case)
    letter = compose(event, recipient, language)
    for carrier, address in ways:
        if carrier in BY_HAND and was_there(event):
            continue
        told = Letter("", short_text(event, language), language) if carrier in IN_A_LINE else letter
        made.append(_notice(event, recipient, told, carrier, address, at, again=again))
    return made


def was_there(event: CaseEvent) -> bool:
    """Whether who asked stood before the desk or was on the phone: told there, with the slip or by word."""
    return event.case.channel in (Channel.COUNTER, Channel.PHONE) and event.at == event.case.filed_at


def _told_of(event: CaseEvent, at: datetime) -> tuple[Recipient, ...]:
    """Who is told of this fact: of a warning nobody, once it is overtaken, and the head only near the date; of a
    correction nobody, where it changed nothing of how the requester is reached."""
    recipients = tuple(map(Recipient, told_of(event.verb, event.facts)))
    if event.verb == OF_CASE and correction_of(event) is None:
        return ()
    if event.verb != warnings.VERB:
        return recipients
    case = event.case
    if case.state not in RUNNING or event.at != warnings.newest(case.lapses_at, calendar_of(case.office), at):
        return ()
    return recipients if event.facts["left"] <= settings.WARN_HEAD_DAYS else (POST,)


def language_of(recipient: Recipient, case: Case) -> str:
    return case.requester.language if recipient == REQUESTER else settings.LANGUAGE_CODE


def ways_to(recipient: Recipient, case: Case, *, at: datetime) -> Iterator[tuple[Carrier, str]]:
    """By which carriers, and at which address, this recipient is told.

    Posts get mail only where the office has said so (ONGIKAR_TELL_POSTS); a head who holds the post himself, or reads
    its mail, gets one message and not two.
    """
    if recipient != REQUESTER:
        if settings.TELL_POSTS and (address := _address_of(recipient, case, at)):
            yield mail_carrier(), address
        return
    yield from ways_of(case.requester.phone, case.requester.email)


def _address_of(recipient: Recipient, case: Case, at: datetime) -> str:
    """The mail address of the post, or of the head over it; '' where that is the same, or nobody."""
    if recipient == POST:
        return case.post.email
    head = head_over(case.post, at=at)
    return head.email if head and head.email != case.post.email else ""


def address_by_now(notice: Telling, at: datetime) -> str | None:
    """Where a letter to the office's own people goes by now; '' where nobody is, None for a requester's letter."""
    if notice.recipient == REQUESTER:
        return None
    if isinstance(notice, SeatNotice):
        seat = TierSeat.objects.filter(pk=notice.event.facts["seat"]).first()
        return mail_address(seat) if seat else ""
    if isinstance(notice, Notice):
        return _address_of(Recipient(notice.recipient), notice.case, at)
    return of_grievances.address_of(Recipient(notice.recipient), notice.event, at)


def _may_go(event: CaseEvent, recipient: Recipient, at: datetime) -> datetime:
    """When the letter may go out: at once, or for what nobody waits for, by day and in office hours."""
    if event.verb not in BY_TIME:
        return at
    return by_day(at) if recipient == REQUESTER else in_office_hours(at, calendar_of(event.case.office))


def _notice(
    event: CaseEvent, recipient: Recipient, letter: Letter, carrier: Carrier, address: str, at: datetime, *, again: int
) -> Notice:
    notice = Notice(
        again=again,
        case=event.case,
        event=event,
        recipient=recipient,
        carrier=carrier,
        address=address,
        language=letter.language,
        subject=letter.subject,
        body=letter.body,
        parts=size_of(letter.body).parts if carrier == Carrier.SMS else 0,
        outcome=Outcome.WAITING,
        made_at=at,
        next_at=sms_hour(_may_go(event, recipient, at)) if carrier == Carrier.SMS else _may_go(event, recipient, at),
    )
    return settled_at_once(notice, at=at)


OUTBOXES = (
    Outbox(CaseEvent, "case", LETTER_NEEDS, Notice, lambda event, at: notices_of(event, at=at)),
    Outbox(GrievanceEvent, "grievance", of_grievances.NEEDS, GrievanceNotice, of_grievances.notices_of),
    Outbox(OfficeEvent, "office", OFFICE_NEEDS, SeatNotice, of_offices.notices_of, tuple(of_offices.TELL)),
)
