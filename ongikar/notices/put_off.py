"""What waits while the clock is in doubt; and letters that a wrong clock has put off: so far ahead counts as absent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ongikar.cases.models import Case
from ongikar.grievances.models import Referral
from ongikar.notices.models import LINES, Outcome
from ongikar.notices.tell import OUTBOXES, TRY_AGAIN

LONGEST = timedelta(days=14)
"""No letter waits longer for its hour: a night, a holiday of many days, a line of many."""


def send_anyway(now: datetime) -> None:
    for outbox in OUTBOXES:
        outbox.facts.filter(told_at__isnull=True, tell_after__gt=now + 2 * TRY_AGAIN).update(tell_after=None)
    for kind in LINES:
        waiting = kind.objects.filter(outcome__in=(Outcome.WAITING, Outcome.SENDING), next_at__gt=now + LONGEST)
        waiting.update(next_at=now)
        kind.objects.filter(ask_at__gt=now + LONGEST).update(ask_at=now)


@dataclass(frozen=True)
class HeldBack:
    """How much waits while the clock is in doubt: what time would make true, letters and facts untold, and dates."""

    moments: int
    letters: int
    undated: int


def held_back(now: datetime) -> HeldBack:
    untold = sum(outbox.facts.untold(now).count() for outbox in OUTBOXES)
    return HeldBack(
        Case.objects.due_at(now).count() + Referral.objects.due_at(now).count(),
        untold + sum(kind.objects.due(now).count() for kind in LINES),
        Case.objects.undated().count() + Referral.objects.undated().count(),
    )
