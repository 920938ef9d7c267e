"""What the charter says, exactly: held beside the document row by row."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from ongikar.cases.deadlines import outlook, own_target
from ongikar.charter.founding import district_of
from tests.cast import NOW, Cast


def test_sixteen_limits_are_instant_or_without_a_number_two_as_directed_five_have_one(cast: Cast) -> None:
    promises = list(cast.edition.promises.all())
    nameless = [p for p in promises if p.limit.instant]
    assert len(nameless) == 16
    assert all((p.limit.max, p.limit.unit, bool(p.limit.condition)) == (None, "working_day", True) for p in nameless)
    assert [p.service.code for p in promises if p.by_order and p.service] == ["citizen-6", "institutional-3"]
    assert sorted(p.limit.max or 0 for p in promises if p.has_number) == [3, 3, 5, 5, 5]


def test_where_there_is_no_number_the_office_has_its_own_target_and_nowhere_else(cast: Cast) -> None:
    targets = Counter(own_target(p) for p in cast.edition.promises.all())
    assert targets == {3: 14, 5: 2, None: 7}
    visits = [p.service.code for p in cast.edition.promises.all() if own_target(p) == 5 and p.service]
    assert visits == ["institutional-10", "internal-3"]


def test_an_own_target_set_for_a_service_wins_over_the_default(cast: Cast) -> None:
    promise = cast.promise("citizen-1")
    promise.own_target_days = 1
    assert outlook(promise, at=NOW).due_on == date(2026, 11, 23)
    assert outlook(promise, at=NOW).basis == "own_target"


def test_what_column_3_says_starts_by_order_or_plan(cast: Cast) -> None:
    started = [p.service.code for p in cast.edition.promises.all() if p.started_by_order and p.service]
    assert started == ["citizen-6", "institutional-3", "internal-1", "internal-4"]
    assert cast.promise("internal-1").means.given_by == ("প্রশিক্ষণ সেশন",)
    assert "সরাসরি দপ্তরে" in cast.promise("citizen-1").means.asked_by


def test_four_fees_are_by_rule_and_nineteen_are_free(cast: Cast) -> None:
    promises = list(cast.edition.promises.all())
    by_rule = [p.service.code for p in promises if p.fee_by_rule and p.service]
    assert by_rule == ["citizen-6", "institutional-2", "institutional-3", "internal-4"]
    assert sum(p.is_free for p in promises) == 19


@pytest.mark.parametrize(
    ("website", "district"),
    [
        ("www.doict.joypurhat.gov.bd", "joypurhat"),
        ("http://doict.kalai.joypurhat.gov.bd", "joypurhat"),
        ("www.doict.gov.bd", ""),
        ("khulnareg.lged.gov.bd", ""),
        ("", ""),
    ],
)
def test_only_a_district_of_the_calendar_is_taken_for_one(website: str, district: str) -> None:
    assert district_of(website) == district
