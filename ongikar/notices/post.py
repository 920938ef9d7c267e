"""The post: gives one waiting letter at a time to its carrier and keeps what came of it."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from ongikar.journal.authors import SYSTEM
from ongikar.journal.outbox import first_free
from ongikar.notices.carriers import CARRIERS, sms
from ongikar.notices.enclosing import enclose
from ongikar.notices.models import LINES, SENT_OUT, Answer, Carrier, Outcome, Recipient, Telling
from ongikar.notices.tell import address_by_now
from ongikar.notices.troubles import OF_THE_ADDRESS, OF_THE_LINE, Trouble
from ongikar.offices.addresses import is_confirmed
from ongikar.offices.confirming import address_named, mark_wrong

log = logging.getLogger(__name__)


def post_next(now: datetime) -> bool:
    """See to the letter whose turn came first; False when none is due.

    The letter is taken in hand and committed before its carrier is called: whatever happens to this
    process then, nobody sends it again unasked.
    """
    notice = _taken(now)
    if notice is None:
        return False
    if notice.outcome == Outcome.SENDING:
        had_trouble = notice.trouble in OF_THE_LINE
        answer = _carried(notice, now)
        notice.settle(answer, at=now)
        _mind_the_address(notice, answer, now)
        _mind_the_line(notice, answer, now, had_trouble=had_trouble)
    return True


def _taken(now: datetime) -> Telling | None:
    for kind in LINES:
        if kind.objects.due(now).exists() and (taken := _taken_of(kind, now)):  # an idle office takes no write lock
            return taken
    return None


def _taken_of(kind: type[Telling], now: datetime) -> Telling | None:
    with transaction.atomic():
        notice: Telling | None = first_free(kind.objects.due(now).select_related(*kind.NEEDS))
        if notice is None:
            return None
        return notice if _took(notice, now) else None


def _took(notice: Telling, now: datetime) -> bool:
    if notice.outcome == Outcome.WAITING:
        return notice.take(at=now, address=address_by_now(notice, now))
    return notice.give_up_for_lost(at=now, asks=notice.carrier == Carrier.SMS and sms.can_be_asked(""))


def _is_of_the_office(notice: Telling) -> bool:
    """Whether it goes by a machine to one of the office's people, whose address somebody must have confirmed."""
    return notice.recipient != Recipient.REQUESTER and notice.carrier in SENT_OUT


def _carried(notice: Telling, now: datetime) -> Answer:
    if _is_of_the_office(notice) and not is_confirmed(notice.address):
        return Answer(Outcome.TO_PRINT, Trouble.UNCONFIRMED)
    try:
        enclose(notice, at=now)
    except OSError:
        return Answer(Outcome.FAILED, Trouble.ENCLOSED)
    try:
        return CARRIERS[notice.carrier](notice)
    except Exception:
        log.exception("notice=%s the carrier failed in a way it does not know", notice.pk)
        return Answer(Outcome.MAYBE, Trouble.FAULT)


def _mind_the_address(notice: Telling, answer: Answer, now: datetime) -> None:
    """An address of the office that a server has refused for good gets nothing more until it is confirmed anew."""
    refused = answer.outcome == Outcome.FAILED and answer.trouble in OF_THE_ADDRESS
    if refused and _is_of_the_office(notice):
        address, said = address_named(notice.address), {"trouble": answer.trouble, "reply": answer.reply}
        mark_wrong(address, why="", office=notice.office, by=SYSTEM, at=now, **said)


def _mind_the_line(notice: Telling, answer: Answer, now: datetime, *, had_trouble: bool) -> None:
    """Where the way itself is barred, all letters of the carrier wait with this one: a dead server is asked once,
    not once a letter. When it is free again they all go."""
    for kind in LINES:
        others = kind.objects.waiting_for(notice.carrier)
        if answer.trouble in OF_THE_LINE:
            later = notice.turn_after(now)
            others.filter(next_at__lt=later).update(next_at=later)
        elif had_trouble:
            others.filter(next_at__gt=now, trouble__in=("", *OF_THE_LINE)).update(next_at=now)
