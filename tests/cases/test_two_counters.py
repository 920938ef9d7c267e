"""Two counters at once: each asking is there once, with a number of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ongikar.cases import counter
from ongikar.cases.models import Case, Channel, Requester
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast, build_cast
from tests.databases import at_once, shared_database

pytestmark = pytest.mark.fault
EACH = 8


def taker(cast: Cast, by: Posting, key: str) -> Callable[[], list[str]]:
    """Somebody who takes down some askings at the counter, given at once where `by` may; their numbers."""

    def take() -> list[str]:
        return [
            counter.take(
                promise=cast.promise("citizen-5"), requester=Requester(name=f"{key} {number}", phone="+8801712345678"),
                matter=f"কথা {number}", channel=Channel.COUNTER, intake_key=f"counter:{key}{number}", by=by, at=NOW,
                given="পরামর্শ" if by == cast.head else "",
            ).reference
            for number in range(EACH)
        ]  # fmt: skip

    return take


@pytest.mark.django_db(transaction=True)
def test_two_counters_at_once_take_down_each_its_own_and_no_number_is_given_twice(tmp_path: Path) -> None:
    cast = build_cast()
    with shared_database(tmp_path):
        mine, theirs = at_once(taker(cast, cast.clerk, "a"), taker(cast, cast.head, "b"))
        assert len({*mine, *theirs}) == 2 * EACH
        assert [case.reference for case in reversed(counter.last_slips(cast.clerk))] == mine[-counter.SLIPS :]
        assert set(Case.objects.filter(reference__in=theirs).values_list("state", flat=True)) == {"delivered"}
        assert set(Case.objects.filter(reference__in=mine).values_list("state", flat=True)) == {"filed"}


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_from_two_counters_at_once_is_one_asking(tmp_path: Path) -> None:
    cast = build_cast()
    with shared_database(tmp_path):
        mine, theirs = at_once(taker(cast, cast.head, "same"), taker(cast, cast.head, "same"))
        assert mine == theirs
        assert Case.objects.count() == EACH
        assert Case.objects.filter(state="delivered").count() == EACH
