"""The monthly report গ-১ of the grievance guideline: its grid, its lists, and its identities.

What is counted is the time a turn lay with a seat, from when it came to when it left: so that
(10) = (6) − (7), and (5) of a month is (10) of the month before, whatever happened in between. A turn taken up
again counts as come again. One that is sent to another office leaves as disposed ("অন্য দপ্তরে প্রেরিত") and
comes in there; one that the program itself sends up, because the seat is concerned, is counted there alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ongikar.figures.months import Month
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import GrievanceEvent, Medium, Referral, TierSeat

COLUMNS: dict[str, str] = {
    Medium.WEB: "web",
    Medium.CALL_CENTRE: "call_centre",
    Medium.SUO_MOTU: "suo_motu",
}
"""Every other medium is the conventional way (প্রচলিত পদ্ধতি)."""

LEAVES = frozenset(
    {
        "grievance.disposed",
        "grievance.shelved",
        "grievance.forwarded",
        "grievance.withdrawn",
        "grievance.appealed",
    }
)


@dataclass(frozen=True)
class Stay:
    """One time that a turn lay with a seat: half-open; `ends` None: it lies there still."""

    turn: Referral
    starts: datetime
    ends: datetime | None
    how: str  # the verb by which it left

    def lay_at(self, moment: datetime) -> bool:
        """Whether it lay there just before this moment."""
        return self.starts < moment and (self.ends is None or self.ends >= moment)


@dataclass(frozen=True)
class Grid:
    """The eleven columns of part 1; of the appeals' part the call centre is left out."""

    web: int
    call_centre: int
    conventional: int
    suo_motu: int
    carried_over: int
    disposed: int
    running_in_time: int
    running_late: int

    @property
    def total(self) -> int:
        """(6) = 1 + 2 + 3 + 4 + 5."""
        return self.web + self.call_centre + self.conventional + self.suo_motu + self.carried_over

    @property
    def running(self) -> int:
        """(10) = 8 + 9."""
        return self.running_in_time + self.running_late

    @property
    def rate(self) -> int | None:
        """(11): disposed × 100 / total; None where there was nothing."""
        return round(self.disposed * 100 / self.total) if self.total else None


@dataclass(frozen=True)
class Report:
    """A month of one seat: the grid with the stays behind each figure."""

    month: Month
    grid: Grid
    received: Sequence[Stay]
    carried_over: Sequence[Stay]
    disposed: Sequence[Stay]
    running: Sequence[Stay]


def complaints(seats: Sequence[TierSeat], month: Month) -> Report:
    """Part 1: what these seats had to decide in the first instance."""
    return _report(Referral.objects.filter(seat__in=seats, limit_tier=1), month)


def appeals(seats: Sequence[TierSeat], month: Month) -> Report:
    """The appeals' part: what came to these seats by appeal or of their own motion."""
    return _report(Referral.objects.filter(seat__in=seats).exclude(limit_tier=1), month)


def _report(turns: QuerySet[Referral], month: Month) -> Report:
    stays = [stay for turn in _counted(turns) for stay in stays_of(turn)]
    received = [stay for stay in stays if month.starts <= stay.starts < month.ends]
    carried = [stay for stay in stays if stay.lay_at(month.starts)]
    disposed = [stay for stay in stays if stay.ends is not None and month.starts <= stay.ends < month.ends]
    running = [stay for stay in stays if stay.lay_at(month.ends)]
    columns = [COLUMNS.get(stay.turn.grievance.medium, "conventional") for stay in received]
    late = sum(stay.turn.lapses_at <= month.ends for stay in running)
    grid = Grid(
        web=columns.count("web"),
        call_centre=columns.count("call_centre"),
        conventional=columns.count("conventional"),
        suo_motu=columns.count("suo_motu"),
        carried_over=len(carried),
        disposed=len(disposed),
        running_in_time=len(running) - late,
        running_late=late,
    )
    return Report(month, grid, received, carried, disposed, running)


def _counted(turns: QuerySet[Referral]) -> list[Referral]:
    """The turns without those that the program sent up at once: they are the next seat's alone."""
    found = turns.select_related("grievance", "seat").prefetch_related("events").order_by("opened_at", "pk")
    return [turn for turn in found if not _passed_up(turn)]


def _passed_up(turn: Referral) -> bool:
    return turn.state == State.FORWARDED and turn.closed_at == turn.opened_at


def stays_of(turn: Referral) -> list[Stay]:
    """When the turn lay with its seat, from its journal."""
    stays: list[Stay] = []
    starts: datetime | None = turn.opened_at
    for event in sorted(turn.events.all(), key=_order):
        if event.verb in LEAVES and starts is not None:
            stays.append(Stay(turn, starts, event.at, event.verb))
            starts = None  # an appeal from a decision leaves nothing that was still there
        elif event.verb == "grievance.reopened":
            starts = event.at
    return stays if starts is None else [*stays, Stay(turn, starts, None, "")]


def _order(event: GrievanceEvent) -> int:
    return event.pk
