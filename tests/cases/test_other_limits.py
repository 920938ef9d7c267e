"""Limits that the first charter does not write: hours, and composites of which the officer names the part."""

from __future__ import annotations

from datetime import date

import pytest

from ongikar.cases.models import Case
from ongikar.charter.models import Promise
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.rules import RuleBroken
from tests.cast import Cast, make_case, moment


def filed_under(cast: Cast, limit: str) -> Case:
    Promise.objects.filter(pk=cast.promise("citizen-5").pk).update(
        limit_bn=limit, limit_read=read_time_limit(limit)[0].to_json()
    )
    return make_case(cast, at=moment("2026-11-22 10:00"))


def test_a_limit_in_hours_lapses_at_its_minute(cast: Cast) -> None:
    case = filed_under(cast, "২ ঘণ্টা")
    assert (case.due_on, case.lapses_at) == (date(2026, 11, 22), moment("2026-11-22 12:00"))
    assert not case.late_at(moment("2026-11-22 11:59"))
    assert case.late_at(moment("2026-11-22 12:00"))


def test_a_composite_runs_on_its_longest_part_until_the_officer_names_the_part(cast: Cast) -> None:
    case = filed_under(cast, "সাধারণ: ১০ কার্যদিবস, জরুরি: ৩ কার্যদিবস")
    parts = case.promise.limit.parts
    assert len(parts) == 2
    assert case.due_on == date(2026, 12, 6)
    head, at = cast.head.author(), moment("2026-11-22 11:00")
    with pytest.raises(RuleBroken):
        case.accept(by=head, at=at, limit_applies=True, part=7)
    urgent = min(range(2), key=lambda n: parts[n].max or 0)
    case.accept(by=head, at=at, limit_applies=True, part=urgent)
    assert (case.due_on, case.limit_part) == (date(2026, 11, 25), urgent)
