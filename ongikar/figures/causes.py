"""What recurs: the decisions of a period by service, by cause and by month; and how they were rated.

Only grievances that the asker may see are handed in, so that nobody counts those against himself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from ongikar.bangla.normal import search_form
from ongikar.charter.models import Promise, Service
from ongikar.clock.hours import in_dhaka
from ongikar.figures.models import LEAST
from ongikar.figures.months import Month
from ongikar.grievances.around.models import Rating
from ongikar.grievances.models import Decision
from ongikar.grievances.queries import GrievanceQuerySet


@dataclass(frozen=True)
class Group:
    """So many grievances of one service, one cause or one month; `key` names it in an address, and no word of it."""

    key: str
    label: str
    promise: Promise | None = None
    found: list[Decision] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.found)


def decided_in(grievances: GrievanceQuerySet, first: date, last: date) -> list[Decision]:
    """The last decision of each grievance that was decided from a day to a day, the latest first."""
    decisions = Decision.objects.filter(referral__grievance__in=grievances.values("pk"))
    rows = decisions.select_related("referral__grievance__service", "referral__seat__office")
    rows = rows.prefetch_related("referral__grievance__service__promises").order_by("at", "pk")
    latest = {row.referral.grievance_id: row for row in rows}
    found = [row for row in latest.values() if first <= in_dhaka(row.at).date() <= last]
    return sorted(found, key=lambda row: row.at, reverse=True)


def key_of(cause: str) -> str:
    """The same for one cause however it is spelt or spaced; '' where none was written."""
    plain = search_form(cause)
    return hashlib.sha256(plain.encode()).hexdigest()[:12] if plain else ""


def by_service(decisions: Sequence[Decision]) -> list[Group]:
    def group(row: Decision) -> Group:
        service = row.referral.grievance.service
        return Group(service.code, "", promise_of(service)) if service else Group("-", "")

    return _groups(decisions, group)


def promise_of(service: Service) -> Promise | None:
    """The service in the words of the last edition that had it."""
    return max(service.promises.all(), key=lambda promise: promise.pk, default=None)


def by_cause(decisions: Sequence[Decision]) -> list[Group]:
    """By the root cause that was written at the decision, in the words it was written in first."""
    return _groups(decisions, lambda row: Group(key_of(row.root_cause) or "-", row.root_cause.strip()))


def by_month(decisions: Sequence[Decision]) -> list[Group]:
    found = _groups(decisions, lambda row: Group(str(Month.of(row.at)), ""))
    return sorted(found, key=lambda group: group.key)


def _groups(decisions: Sequence[Decision], group: Callable[[Decision], Group]) -> list[Group]:
    """The largest first."""
    found: dict[str, Group] = {}
    for row in decisions:
        one = group(row)
        found.setdefault(one.key, one).found.append(row)
    return sorted(found.values(), key=lambda one: -one.count)


@dataclass(frozen=True)
class Rated:
    """So many ratings of one to five; the median only where there are enough to tell of no single person."""

    counted: int
    middle: float | None
    by_phone: int  # of them, written down by an officer


def rated_in(grievances: GrievanceQuerySet, first: date, last: date, *, appeals: bool) -> Rated:
    """The ratings given from a day to a day, of complaints or of appeals; nothing under five (decision 14)."""
    rows = Rating.objects.filter(referral__grievance__in=grievances.values("pk"))
    rows = rows.filter(referral__limit_tier__gt=1) if appeals else rows.filter(referral__limit_tier=1)
    found = [row for row in rows if first <= in_dhaka(row.at).date() <= last]
    enough = len(found) >= LEAST
    middle = float(median(row.stars for row in found)) if enough else None
    return Rated(len(found), middle, sum(row.taken_by_id is not None for row in found))
