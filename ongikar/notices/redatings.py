"""Telling applicants that a date has moved: all of one order in one batch, each once, about what is true now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from ongikar.cases.models import CaseEvent
from ongikar.cases.ripple import VERB
from ongikar.notices.models import Notice, Outcome
from ongikar.notices.sending import in_turn
from ongikar.notices.tell import LETTER_NEEDS, notices_of
from ongikar.offices.ripples import Ripple

SIZE = 100  # facts a step


def tell_redatings(ripple: Ripple, now: datetime) -> bool:
    """Tell the next dates that moved and have not been told; False when none is left. Within a transaction.

    Letters by mail go out by day, so many a minute, so that what somebody waits for is never behind them. Of two
    moves of one case that nobody has read of, the last is told, from the date that was told before both.
    """
    line = CaseEvent.objects.filter(verb=VERB, told_at__isnull=True, pk__gt=int(ripple.cursor or 0)).order_by("pk")
    events = list(line.select_related(*LETTER_NEEDS)[:SIZE])
    if not events:
        return False
    CaseEvent.objects.filter(pk__in=[event.pk for event in events], told_at__isnull=True).update(told_at=now)
    notices = [notice for event in _to_tell(events) for notice in notices_of(event, at=now)]
    waiting = [notice for notice in notices if notice.outcome == Outcome.WAITING]
    begins = ripple.approved_at or ripple.made_at
    for number, notice in enumerate(waiting, ripple.seen):
        notice.next_at = max(now, in_turn(begins, number))
    Notice.objects.bulk_create(notices)
    ripple.told(cursor=str(events[-1].pk), letters=len(waiting))
    return True


def _to_tell(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    """Of open cases the last move; what came after it is told by itself."""
    of_cases = CaseEvent.objects.filter(verb=VERB, case__in=[event.case_id for event in events])
    last = dict(of_cases.values_list("case").annotate(last=Max("pk")).order_by())
    return [event for event in events if event.case.is_open and last[event.case_id] == event.pk]
