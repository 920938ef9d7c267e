"""With whom a grievance lay, and for how many working days: each office's own time, beside the citizen's clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ongikar.clock.hours import in_dhaka
from ongikar.grievances import guideline
from ongikar.grievances.models import Referral
from ongikar.offices.calendars import calendar_of


@dataclass(frozen=True)
class Stay:
    """`days`: working days from when the seat got it until it left, or until now; the day of receipt is not counted.
    `clause`: the guideline's, of the limit that runs; the charter's own words are `turn.row.limit_bn`."""

    turn: Referral
    days: int
    clause: str


def stays(turns: Sequence[Referral], *, at: datetime) -> list[Stay]:
    """The turns of one grievance in their order, each with its time."""
    if not turns:
        return []
    calendar = calendar_of(turns[0].grievance.office)
    return [
        Stay(
            turn,
            calendar.count_between(in_dhaka(turn.opened_at).date(), in_dhaka(turn.closed_at or at).date()),
            guideline.TIER_LIMITS[min(turn.limit_tier, 3)].clause,
        )
        for turn in turns
    ]
