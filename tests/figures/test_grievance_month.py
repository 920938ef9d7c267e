"""গ-১: the identities hold over three months, whatever happened in between."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from ongikar.figures.grievance_month import Grid, appeals, complaints
from ongikar.figures.months import Month
from ongikar.grievances.appeals import appeal
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Outcome, TierSeat, decide
from ongikar.journal.authors import requester
from tests.cast import Cast, build_cast, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

AUGUST, SEPTEMBER, OCTOBER = Month(2026, 8), Month(2026, 9), Month(2026, 10)
MEDIA = ("web", "call_centre", "letter", "counter", "suo_motu")
BY = requester("রহিমা")


@pytest.fixture
def cast(db: None) -> Cast:
    cast = build_cast(at=moment("2026-07-01 10:00"))
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    return cast


def seats(tier: int) -> list[TierSeat]:
    return list(TierSeat.objects.filter(tier=tier))


def live(cast: Cast) -> None:
    """Three months of an office, always the same."""
    dice, day = random.Random(7), moment("2026-08-02 10:00")  # noqa: S311
    for number in range(40):
        at = day + timedelta(days=dice.randrange(88), minutes=number)
        turn = make_grievance(cast, at=at, key=f"g-{number}", medium=dice.choice(MEDIA), named=(cast.clerk,)).current
        by, later = cast.officer.author(), at + timedelta(days=dice.randrange(1, 50))
        fate = dice.randrange(5)
        if fate == 0:
            turn.withdraw(by=BY, at=later)
        elif fate == 1:
            turn.shelve(by=by, at=later, reason="আদালতে", instead="রায়ের পরে")
        elif fate in (2, 3):
            turn.accept(by=by, at=at, scrutiny=NINE)
            decide(turn, Outcome.SERVICE_GIVEN, by=by, at=later, reasons="দেওয়া হয়েছে")
            if fate == 3 and dice.random() < 0.5:
                turn.reopen(by=by, at=later + timedelta(days=3), reason="সমাধান হয়নি")
            elif fate == 3:
                appeal(turn, appellant="complainant", grounds="মানি না", by=BY, at=later + timedelta(days=5))


@pytest.mark.clause("গ-১")
def test_the_identities_hold_for_three_months(cast: Cast) -> None:
    live(cast)
    while lapse_next(moment("2026-11-22 10:00")):
        pass
    for report in (complaints, appeals):
        tier = 1 if report is complaints else 2
        months = [report(seats(tier), month) for month in (AUGUST, SEPTEMBER, OCTOBER)]
        grids = [month.grid for month in months]
        assert sum(grid.total for grid in grids) > 0
        for grid in grids:
            assert grid.running == grid.running_in_time + grid.running_late == grid.total - grid.disposed
        for before, after in zip(grids, grids[1:], strict=False):
            assert after.carried_over == before.running
        for month in months:
            assert len(month.received) == month.grid.total - month.grid.carried_over
            assert (len(month.disposed), len(month.running)) == (month.grid.disposed, month.grid.running)


@pytest.mark.clause("গ-১")
def test_what_is_decided_and_appealed_is_one_stay_here_and_one_there(cast: Cast) -> None:
    turn = make_grievance(cast, at=moment("2026-09-01 10:00"), named=(cast.clerk,)).current
    turn.accept(by=cast.officer.author(), at=moment("2026-09-02 10:00"), scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=cast.officer.author(), at=moment("2026-09-03 10:00"), reasons="সম্ভব নয়")
    appeal(turn, appellant="complainant", grounds="মানি না", by=BY, at=moment("2026-09-10 10:00"))
    assert complaints(seats(1), SEPTEMBER).grid == Grid(1, 0, 0, 0, 0, 1, 0, 0)
    assert appeals(seats(2), SEPTEMBER).grid == Grid(1, 0, 0, 0, 0, 0, 1, 0)


@pytest.mark.clause("গ-১")
def test_what_the_program_sends_up_at_once_is_counted_above_alone(cast: Cast) -> None:
    gro = TierSeat.objects.get(tier=1).post
    assert gro is not None
    holder = gro.postings.get()
    make_grievance(cast, at=moment("2026-09-01 10:00"), named=(holder,))
    assert complaints(seats(1), SEPTEMBER).grid == Grid(0, 0, 0, 0, 0, 0, 0, 0)
    assert complaints(seats(2), SEPTEMBER).grid.web == 1
    assert complaints(seats(2), SEPTEMBER).grid.rate == 0
    assert complaints(seats(1), SEPTEMBER).grid.rate is None
