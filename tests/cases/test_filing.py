"""file_case: one asking, one case, one date, whatever is clicked."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.cases.lifecycle import State
from ongikar.cases.models import Basis, Case, Requester
from ongikar.cases.references import new_reference, read_reference
from tests.cast import Cast, make_case, moment

FIVE_DAYS, THREE_DAYS = "institutional-1", "institutional-8"
NO_NUMBER, BY_ORDER, VISIT = "citizen-5", "citizen-6", "institutional-10"


@pytest.mark.parametrize(
    ("code", "due_on", "basis"),
    [
        (FIVE_DAYS, date(2026, 11, 29), Basis.CHARTER),
        (THREE_DAYS, date(2026, 11, 25), Basis.CHARTER),
        (NO_NUMBER, date(2026, 11, 25), Basis.OWN_TARGET),
        (VISIT, date(2026, 11, 29), Basis.OWN_TARGET),
        (BY_ORDER, None, ""),
    ],
)
def test_the_date_told_is_the_charters_or_is_named_as_the_offices_own(
    cast: Cast, code: str, due_on: date | None, basis: str
) -> None:
    case = make_case(cast, code)
    assert (case.due_on, case.basis, case.told_due_on) == (due_on, basis, due_on)


def test_the_same_key_is_the_same_case(cast: Cast) -> None:
    assert make_case(cast).pk == make_case(cast, at=moment("2026-11-22 10:05")).pk
    assert Case.objects.count() == 1


def test_who_asks_for_what_is_by_order_joins_the_list_until_the_months_end(cast: Cast) -> None:
    case = make_case(cast, BY_ORDER)
    assert case.state == State.LISTED
    assert case.act_after == moment("2026-11-30 00:00")


def test_what_is_filed_on_a_friday_counts_from_sunday(cast: Cast) -> None:
    case = make_case(cast, THREE_DAYS, at=moment("2026-11-20 11:00"))
    assert case.received_on == date(2026, 11, 22)
    assert case.due_on == date(2026, 11, 25)


def test_a_new_case_comes_up_when_it_was_not_accepted_by_the_end_of_the_next_working_day(cast: Cast) -> None:
    case = make_case(cast)
    assert case.accept_by == case.act_after == moment("2026-11-24 00:00")
    assert not case.not_yet_accepted(moment("2026-11-23 23:59"))
    assert case.not_yet_accepted(moment("2026-11-24 00:00"))


def test_filing_takes_at_most_eight_statements(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as seen:
        make_case(cast)
    told = [q["sql"] for q in seen if q["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE")]
    assert len(told) <= 8, told


def test_a_reference_is_read_in_any_digits_and_spacing() -> None:
    reference = new_reference()
    bangla = reference.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    grouped = f"{bangla[:3]} {bangla[3:6]}-{bangla[6:9]} {bangla[9]}"
    assert read_reference(f" {reference} ") == reference
    assert read_reference(grouped) == reference


def test_a_mistyped_digit_is_never_another_case() -> None:
    reference = new_reference()
    for place in range(10):
        wrong = str((int(reference[place]) + 1) % 10)
        assert read_reference(reference[:place] + wrong + reference[place + 1 :]) is None


def test_a_reference_that_is_taken_is_drawn_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make_case(cast).reference
    drawn = iter([taken, "0000000000"])
    monkeypatch.setattr("ongikar.cases.intake.new_reference", lambda: next(drawn))
    second = make_case(cast, key="key-2")
    assert second.reference == "0000000000"
    assert Requester.objects.count() == 2
