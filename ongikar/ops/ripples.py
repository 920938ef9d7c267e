"""The deed that carries ripples through: count what moves, and once approved, re-date and tell, a stretch at a time."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from ongikar.cases.ripple import Cases
from ongikar.grievances.ripple import Turns
from ongikar.journal.outbox import first_free
from ongikar.notices.redatings import tell_redatings
from ongikar.offices.ripples import Phase, Ripple, RippleCount, Subject

SUBJECTS: tuple[Subject, ...] = (Cases(), Turns(), Cases(late_comers=True))
log = logging.getLogger(__name__)


def ripple_next(now: datetime) -> bool:
    """Do one stretch of the ripple that waits longest; False when none has anything to do.

    The stretch and the note of how far it came are one transaction: who is killed midway has done nothing, and who
    comes next goes on exactly there. On PostgreSQL other tickers pass over a ripple that is being worked on.
    """
    line = Ripple.objects.at_work(now)
    if not line.exists():  # so that an idle office takes no write lock
        return False
    ripple: Ripple | None = None
    try:
        with transaction.atomic():
            ripple = first_free(line.select_related("order__office", "office"))
            if ripple is not None:
                _stretch(ripple, now)
    except Exception:
        if ripple is None:
            raise
        log.exception("ripple=%s a stretch failed; tried again in five minutes", ripple.pk)
        ripple.wait(now)
    return ripple is not None


def _stretch(ripple: Ripple, now: datetime) -> None:
    if ripple.phase == Phase.TELLING:
        if not tell_redatings(ripple, now):
            ripple.next_phase(now)
        return
    subject = SUBJECTS[ripple.subject]
    done = subject.redate(ripple, now) if ripple.redates else subject.count(ripple, now)
    if not ripple.redates:
        RippleCount.objects.add(ripple, done.looks)
    ripple.step(done)
    if done.cursor:
        return
    if ripple.subject + 1 < len(SUBJECTS) and (ripple.redates or ripple.subject == 0):
        ripple.next_subject()
    else:
        ripple.next_phase(now)
