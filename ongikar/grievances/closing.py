"""What must be on file before an outcome closes a grievance (7.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _l

from ongikar.grievances.acts import Step
from ongikar.grievances.decisions import Outcome
from ongikar.grievances.steps import Kind, Reply

if TYPE_CHECKING:
    from ongikar.grievances.models import Referral


@dataclass(frozen=True)
class Ground:
    """A step of this kind, answered by this code where there is one; `missing` says what to do where it is not."""

    kind: str
    code: str
    missing: str | Lazy


GROUNDS: dict[str, Ground] = {
    Outcome.ORDER_EXECUTED: Ground(
        Kind.ORDER, Reply.OBEYED, _l("নির্দেশ প্রতিপালনের প্রতিবেদন নেই (৭.১(চ))। আগে উত্তরটি লিখে রাখুন।")
    ),
    Outcome.NOT_PROVED: Ground(
        Kind.INVESTIGATION, Reply.NOT_PROVED, _l("“প্রমাণিত নয়” মতামতের তদন্ত প্রতিবেদন নেই (৭.৪)। আগে প্রতিবেদনটি লিখে রাখুন।")
    ),
    Outcome.PROVED: Ground(Kind.DISCIPLINE, "", _l("বিভাগীয় ব্যবস্থার সুপারিশ এখনো করা হয়নি (৭.১(জ), ৭.৪)। আগে সুপারিশ পাঠান।")),
}


def lacking(turn: Referral, outcome: str) -> str:
    """Why this outcome cannot close the grievance yet; '' where it can. What an authority outside decided rests on
    its own file."""
    ground = GROUNDS.get(outcome)
    if ground is None or turn.seat.outside:
        return ""
    found = Step.objects.filter(referral__grievance=turn.grievance_id, kind=ground.kind)
    if ground.code:
        found = found.filter(answer_code=ground.code)
    return "" if found.exists() else str(ground.missing)
