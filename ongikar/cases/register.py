"""The register: the cases of a period as an office keeps them on paper, one row a case, in the order received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from ongikar.cases.access import cases_for
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Basis, Case, Result
from ongikar.cases.queries import CaseQuerySet
from ongikar.clock.hours import in_dhaka, midnight_after
from ongikar.offices.models import Posting

CHUNK = 500  # cases fetched at a time: a year of a busy office is not held in memory


@dataclass(frozen=True)
class Row:
    """A line of the register. `given_on`: when the last clock ended with an answer; `late`: a promise was broken."""

    serial: int
    case: Case
    received_on: date
    given_on: date | None
    late: bool

    @property
    def reopened(self) -> bool:
        return self.case.clock_number > 1


def of_period(posting: Posting, first: date, last: date) -> CaseQuerySet:
    """The cases that the posting may see, received on these days, both included."""
    starts, ends = midnight_after(first - timedelta(days=1)), midnight_after(last)
    return cases_for(posting).filter(filed_at__gte=starts, filed_at__lt=ends).order_by("filed_at", "pk")


def rows(cases: CaseQuerySet, *, at: datetime) -> Iterator[Row]:
    """The lines of the register, fetched as they are asked for."""
    results = Prefetch("results", Result.objects.filter(undone_at__isnull=True))
    found = cases.select_related("requester", "promise").prefetch_related(results).iterator(chunk_size=CHUNK)
    return (_row(serial, case, at) for serial, case in enumerate(found, 1))


def _row(serial: int, case: Case, at: datetime) -> Row:
    result = next((one for one in reversed(case.results.all()) if one.clock_number == case.clock_number), None)
    given_on = in_dhaka(result.at).date() if result and case.state in (State.DELIVERED, State.REFUSED) else None
    return Row(serial, case, in_dhaka(case.filed_at).date(), given_on, _late(case, case.results.all(), at))


def _late(case: Case, results: Iterable[Result], at: datetime) -> bool:
    """Whether a promise of the case was broken, on any of its clocks; the office's own target is none.

    What a wrong clock has dated says nothing of it.
    """
    if case.state == State.VOID:
        return False
    answered = [one for one in results if one.state in (State.DELIVERED, State.REFUSED)]
    promised = [one for one in answered if one.due_on and one.basis != Basis.OWN_TARGET and not one.misdated_at]
    return case.late_at(at) or any(in_dhaka(one.at).date() > one.due_on for one in promised if one.due_on)
