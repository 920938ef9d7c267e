"""The monthly report গ-১ of the grievance guideline: its grid, the rows behind each figure, and its identities.

What is counted is the time a turn lay with a seat, from when it came to when it left: so that
(10) = (6) − (7), and (5) of a month is (10) of the month before, whatever happened in between. A turn taken up
again counts as come again. One that is sent to another office leaves as disposed ("অন্য দপ্তরে প্রেরিত") and
comes in there; one that the program itself sends up, because the seat is concerned, is counted there alone.

A report is of the seats where a posting sits, without what the person is complained of in: it is in no count and no
list of his (grievances.access).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from ongikar.figures.months import Month
from ongikar.grievances import access
from ongikar.grievances.lifecycle import DECIDED, MOVES, OPEN, State
from ongikar.grievances.models import GrievanceEvent, Medium, Referral, TierSeat
from ongikar.grievances.queries import ReferralQuerySet
from ongikar.offices.models import Posting

COMPLAINTS, APPEALS = "complaints", "appeals"
PARTS = (COMPLAINTS, APPEALS)
WAYS = {Medium.WEB: "web", Medium.CALL_CENTRE: "call_centre", Medium.SUO_MOTU: "suo_motu"}
"""Every other medium is the conventional way (প্রচলিত পদ্ধতি)."""
RECEIVED = ("web", "call_centre", "conventional", "suo_motu")
COLUMNS = (*RECEIVED, "carried_over", "total", "disposed", "running_in_time", "running_late", "running")
"""The figures that count rows, in the order of part 1; the rate is reckoned from two of them."""

LEAVES = frozenset(verb for state in OPEN for verb, to in MOVES[state].items() if not set(to) & set(OPEN))
"""The verbs by which a turn leaves its seat."""
COMES_AGAIN = frozenset(verb for state in DECIDED for verb, to in MOVES[state].items() if set(to) & set(OPEN))


@dataclass(frozen=True)
class Stay:
    """One time that a turn lay with a seat: half-open; `ends` None: it lies there still."""

    turn: Referral
    starts: datetime
    ends: datetime | None
    how: str  # the verb by which it left
    lapses: datetime | None  # when its limit passes; of a stay before a reopening, when it did
    facts: dict[str, Any] = field(default_factory=dict)  # of that verb

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


class Span(Protocol):
    """A month or a year: from its first moment to that of the next."""

    @property
    def starts(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...


@dataclass(frozen=True)
class Report:
    """A span of time of some seats: the stays that touched it, and the grid that counts them.

    `at`: when it is looked at, where the span runs still; what lapses later in it is not late yet.
    """

    span: Span
    stays: Sequence[Stay]
    at: datetime | None = None

    @property
    def received(self) -> list[Stay]:
        return [stay for stay in self.stays if self.span.starts <= stay.starts < self.span.ends]

    @property
    def carried_over(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.lay_at(self.span.starts)]

    @property
    def disposed(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.ends and self.span.starts <= stay.ends < self.span.ends]

    @property
    def running(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.lay_at(self.span.ends)]

    def behind(self, column: str) -> list[Stay]:
        """The rows that a figure counts. KeyError for a column that is none."""
        return BEHIND[column](self)

    @property
    def grid(self) -> Grid:
        counted = {column: len(self.behind(column)) for column in COLUMNS if column not in ("total", "running")}
        return Grid(**counted)


def _late(stay: Stay, report: Report) -> bool:
    """Whether its limit had passed when the span ended, or has passed by now."""
    until = min(report.span.ends, report.at) if report.at else report.span.ends
    return stay.lapses is not None and stay.lapses <= until


def _came_by(way: str) -> Callable[[Report], list[Stay]]:
    return lambda report: [stay for stay in report.received if way_of(stay.turn) == way]


BEHIND: dict[str, Callable[[Report], list[Stay]]] = {
    **{way: _came_by(way) for way in RECEIVED},
    "received": lambda report: report.received,
    "carried_over": lambda report: report.carried_over,
    "total": lambda report: [*report.carried_over, *report.received],
    "disposed": lambda report: report.disposed,
    "running_in_time": lambda report: [stay for stay in report.running if not _late(stay, report)],
    "running_late": lambda report: [stay for stay in report.running if _late(stay, report)],
    "running": lambda report: report.running,
}


def way_of(turn: Referral) -> str:
    """The column a turn came by. An appeal comes by its own way, and the form knows no call centre for it: of the
    officer's own motion, conventionally where somebody wrote it down, else on the web."""
    if turn.limit_tier == 1:
        return WAYS.get(Medium(turn.grievance.medium), "conventional")
    if turn.opened_by == Referral.Opened.OWN_MOTION:
        return "suo_motu"
    keyed = any(event.facts.get("keyed") for event in turn.grievance.events.all() if _opened(event, turn))
    return "conventional" if keyed else "web"


def _opened(event: GrievanceEvent, turn: Referral) -> bool:
    return event.verb == "grievance.appealed" and event.at == turn.opened_at


def report_of(posting: Posting, part: str, span: Span, *, at: datetime | None = None) -> Report:
    """A part of the report of the seats where a posting sits: what came to be decided there in the first instance, or
    what came by appeal or of the officer's own motion."""
    return _report(turns_of(posting, part), span, at)


def turns_of(posting: Posting, part: str) -> ReferralQuerySet:
    """The turns of a part of the report before the seats of a posting; none the person is complained of in."""
    return _part(access.turns_before(posting), part)


def complaints(seats: Sequence[TierSeat], month: Month) -> Report:
    """Part 1 of these seats, whoever looks."""
    return _report(_part(Referral.objects.filter(seat__in=seats), COMPLAINTS), month)


def appeals(seats: Sequence[TierSeat], month: Month) -> Report:
    """The appeals' part of these seats, whoever looks."""
    return _report(_part(Referral.objects.filter(seat__in=seats), APPEALS), month)


def _part(turns: ReferralQuerySet, part: str) -> ReferralQuerySet:
    return turns.filter(limit_tier=1) if part == COMPLAINTS else turns.exclude(limit_tier=1)


def _report(turns: ReferralQuerySet, span: Span, at: datetime | None = None) -> Report:
    found = turns.filter(opened_at__lt=span.ends).select_related("grievance__service", "grievance__office", "seat")
    ordered = found.prefetch_related("grievance__events").order_by("opened_at", "pk")
    stays = [stay for turn in ordered if not passed_up(turn) for stay in stays_of(turn)]
    return Report(span, [stay for stay in stays if stay.ends is None or stay.ends >= span.starts], at)


def passed_up(turn: Referral) -> bool:
    """Whether the program sent it up at once: it is the next seat's alone."""
    return turn.state == State.FORWARDED and turn.closed_at == turn.opened_at


def stays_of(turn: Referral) -> list[Stay]:
    """When the turn lay with its seat, from its journal."""
    stays: list[Stay] = []
    starts, lapsed = turn.opened_at, None
    open_ = True
    events = [event for event in turn.grievance.events.all() if event.referral_id == turn.pk]
    for event in sorted(events, key=_order):
        if event.verb in LEAVES and open_:  # an appeal from a decision leaves nothing that was still there
            stays.append(Stay(turn, starts, event.at, event.verb, lapsed, event.facts))
            open_ = False
        elif event.verb in COMES_AGAIN:
            starts, lapsed, open_ = event.at, None, True
        elif event.verb == "grievance.lapsed" and event.misdated_at is None:
            lapsed = event.at
    if open_:
        return [*stays, Stay(turn, starts, None, "", turn.lapses_at)]
    return [*stays[:-1], replace(stays[-1], lapses=turn.lapses_at)]


def _order(event: GrievanceEvent) -> int:
    return event.pk
