"""What a month counts: by the day a fact became true, and each figure with the cases behind it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from ongikar.cases.access import cases_for
from ongikar.figures import definitions
from ongikar.figures.definitions import Share
from ongikar.figures.months import Month
from tests.cast import PASSWORD, Cast, build_cast, make_case, moment

NOVEMBER = Month(2026, 11)


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def accept(cast: Cast, key: str, *, applies: bool) -> None:
    case = make_case(cast, "institutional-1", key=key)
    case.accept(
        by=cast.head.author(),
        at=moment("2026-11-22 12:00"),
        limit_applies=applies,
        reason="তথ্য অন্য দপ্তরে",
        new_date=date(2026, 12, 3),
    )


def test_a_month_runs_from_its_first_moment_to_that_of_the_next() -> None:
    assert Month.of(moment("2026-11-30 23:59")) == NOVEMBER
    assert (str(NOVEMBER.after), str(Month(2026, 1).before)) == ("2026-12", "2025-12")
    assert Month(2026, 12).ends == moment("2027-01-01 00:00")
    assert (Month.read("2026-11"), Month.read("2026-13"), Month.read("x")) == (NOVEMBER, None, None)


def test_the_share_of_limits_said_not_to_apply_is_counted_with_its_cases(cast: Cast) -> None:
    for number, applies in enumerate([True, True, False]):
        accept(cast, f"key-{number}", applies=applies)
    mine = cases_for(cast.head)
    assert definitions.waived_share(mine, NOVEMBER) == Share(1, 3)
    assert definitions.waived_share(mine, NOVEMBER).percent == 33
    assert [(row.reason, row.due_on) for row in definitions.waived(mine, NOVEMBER)] == [
        ("তথ্য অন্য দপ্তরে", date(2026, 12, 3))
    ]
    assert definitions.waived_share(mine, Month(2026, 12)).percent is None


def test_a_pause_for_another_reason_than_the_charters_papers_is_reported(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    named = [paper["bn"] for paper in case.promise.papers]
    head, at = cast.head.author(), moment("2026-11-22 12:00")
    case.ask(by=head, at=at, reason="papers", why="লাগবে", papers=named)
    case.resume(by=head, at=at)
    case.ask(by=head, at=at, reason="other", why="ভবনের চাবি নেই")
    assert [row.why for row in definitions.other_pauses(cases_for(cast.head), NOVEMBER)] == ["ভবনের চাবি নেই"]


def test_the_page_counts_only_what_the_posting_may_see(cast: Cast) -> None:
    accept(cast, "key-1", applies=False)
    pages = {}
    for username in ("head", "officer"):
        client = Client()
        client.post("/desk/sign-in/", {"username": username, "password": PASSWORD})
        pages[username] = client.get("/desk/figures/?month=2026-11").content.decode()
    assert "তথ্য অন্য দপ্তরে" in pages["head"]
    assert "তথ্য অন্য দপ্তরে" not in pages["officer"]
