"""When one may complain, by the case's own clock (6.1(ঙ)): a table; it is advice, and it blocks nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ongikar.cases.deeds import act_next
from ongikar.cases.models import Case
from ongikar.grievances.admissibility import advice
from tests.cast import NOW, Cast, make_case, moment
from tests.grievances.world import make_grievance

FIVE_DAYS, NO_NUMBER, BY_ORDER = "institutional-1", "citizen-5", "citizen-6"
Deed = Callable[[Cast, Case], object]


def refused(cast: Cast, case: Case) -> None:
    case.refuse(by=cast.head.author(), at=moment("2026-11-22 16:00"), reason="না", remedy="অন্যত্র")


def delivered(cast: Cast, case: Case) -> None:
    case.accept(by=cast.head.author(), at=moment("2026-11-22 15:00"), limit_applies=True)
    case.deliver(by=cast.head.author(), at=moment("2026-11-22 16:00"))


def withdrawn(cast: Cast, case: Case) -> None:
    case.withdraw(by=cast.head.author(), at=moment("2026-11-22 16:00"))


def reopened(cast: Cast, case: Case) -> None:
    refused(cast, case)
    case.reopen(by=cast.head.author(), at=moment("2026-11-22 16:30"), reason="ভুল ছিল")


def transferred(cast: Cast, case: Case) -> None:
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=moment("2026-11-25 10:00"), reason="তাঁর বিষয়")


def asked(cast: Cast, case: Case) -> None:
    case.accept(by=cast.head.author(), at=moment("2026-11-22 11:00"), limit_applies=True)
    case.ask(by=cast.head.author(), at=moment("2026-11-22 12:00"), reason="other", why="তালিকা লাগবে")


def asked_late(cast: Cast, case: Case) -> None:
    """Papers are asked for when the limit has passed already, which the loop has noted."""
    case.accept(by=cast.head.author(), at=moment("2026-11-22 11:00"), limit_applies=True)
    while act_next(moment("2026-11-30 08:00")):
        pass
    case.refresh_from_db()
    case.ask(by=cast.head.author(), at=moment("2026-11-30 09:00"), reason="other", why="তালিকা লাগবে")


def nothing(cast: Cast, case: Case) -> None:
    """The case lies where it was filed."""


# what was asked, what happened, when the complaint comes, whether the way is open by the clause
TABLE: list[tuple[str, Deed, str, bool]] = [
    (FIVE_DAYS, nothing, "2026-11-22 10:05", False),
    (FIVE_DAYS, nothing, "2026-11-29 23:59", False),  # the last day, a Sunday, to its last minute
    (FIVE_DAYS, nothing, "2026-11-30 00:00", True),
    (FIVE_DAYS, nothing, "2026-12-04 12:00", True),  # a Friday: whatever day it is
    (FIVE_DAYS, nothing, "2026-12-16 12:00", True),  # Victory Day
    (FIVE_DAYS, refused, "2026-11-22 16:01", True),  # on a decision, before the limit
    (FIVE_DAYS, delivered, "2026-11-22 16:01", True),
    (FIVE_DAYS, withdrawn, "2026-11-22 16:01", True),
    (FIVE_DAYS, reopened, "2026-11-22 17:00", True),  # decided once; the second clock takes nothing away
    (FIVE_DAYS, transferred, "2026-11-29 12:00", False),  # the limit goes with the case
    (FIVE_DAYS, transferred, "2026-11-30 00:00", True),
    (FIVE_DAYS, asked, "2026-11-30 12:00", False),  # the clock stands while papers are awaited
    (FIVE_DAYS, asked_late, "2026-11-30 12:00", True),  # it had passed before they were asked for
    (NO_NUMBER, nothing, "2026-11-22 23:59", False),
    (NO_NUMBER, nothing, "2026-11-23 00:00", True),  # the day after the day of asking
    (NO_NUMBER, refused, "2026-11-22 16:01", True),
    (BY_ORDER, nothing, "2026-11-22 12:00", False),
    (BY_ORDER, nothing, "2026-11-23 00:00", True),
]


@pytest.mark.clause("6.1(ঙ)")
@pytest.mark.parametrize(("code", "happened", "at", "open_"), TABLE)
def test_the_way_is_open_from_the_moment_the_limit_passes_or_on_a_decision(
    cast: Cast, code: str, happened: Deed, at: str, *, open_: bool
) -> None:
    case = make_case(cast, code)
    happened(cast, case)
    case.refresh_from_db()
    found = advice(case, at=moment(at))
    assert found.open is open_
    assert found.text.endswith("।")


@pytest.mark.clause("6.1(ঙ)")
@pytest.mark.parametrize(("at", "timely"), [(NOW, False), (moment("2026-11-30 10:00"), True)])
def test_it_is_advice_kept_with_the_grievance_and_blocks_nobody(cast: Cast, at: object, *, timely: bool) -> None:
    grievance = make_grievance(cast, case=make_case(cast, FIVE_DAYS), at=at)  # type: ignore[arg-type]
    assert grievance.events.get(verb="grievance.lodged").facts["timely"] is timely
    assert grievance.current.is_open


@pytest.mark.clause("6.1(ঙ)")
def test_before_the_limit_it_is_said_that_a_failure_to_solve_is_ground_enough(cast: Cast) -> None:
    assert "সমাধানে ব্যর্থ হলে অভিযোগ করতে পারেন" in advice(make_case(cast, FIVE_DAYS), at=NOW).text
