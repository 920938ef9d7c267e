"""গ-১: the identities hold over three months, whatever happened in between."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from ongikar.charter.models import Edition, Tier
from ongikar.figures.grievance_month import APPEALS, COLUMNS, PARTS, Grid, Report, appeals, complaints, report_of
from ongikar.figures.grievance_sheets import COLUMNS_OF, how_disposed
from ongikar.figures.months import Month
from ongikar.grievances.appeals import appeal
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.forwarding import forward
from ongikar.grievances.models import Outcome, TierSeat, decide
from ongikar.journal.authors import requester
from ongikar.offices.models import Posting
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


def live(cast: Cast, seed: int) -> None:
    """Three months of an office, by this seed always the same."""
    dice, day = random.Random(seed), moment("2026-08-02 10:00")  # noqa: S311
    for number in range(40):
        at = day + timedelta(days=dice.randrange(88), minutes=number)
        turn = make_grievance(cast, at=at, key=f"g-{number}", medium=dice.choice(MEDIA), named=(cast.clerk,)).current
        by, later = cast.officer.author(), at + timedelta(days=dice.randrange(1, 50))
        fate = dice.randrange(6)
        if fate == 0:
            turn.withdraw(by=BY, at=later)
        elif fate == 1:
            turn.shelve(by=by, at=later, reason="আদালতে", instead="রায়ের পরে")
        elif fate == 2:
            forward(turn, to=cast.stranger.office, by=by, at=later, reason="তাঁদের বিষয়")
        elif fate in (3, 4):
            turn.accept(by=by, at=at, scrutiny=NINE)
            decide(turn, Outcome.SERVICE_GIVEN, by=by, at=later, reasons="দেওয়া হয়েছে")
            if fate == 4 and dice.random() < 0.5:
                turn.reopen(by=by, at=later + timedelta(days=3), reason="সমাধান হয়নি")
            elif fate == 4:
                appeal(turn, appellant="complainant", grounds="মানি না", by=BY, at=later + timedelta(days=5))
    while lapse_next(moment("2026-11-22 10:00")):
        pass


def other_office(cast: Cast) -> None:
    """The neighbouring office has its grievance officer in the installation."""
    there = cast.stranger.office
    edition = Edition.objects.create(office=there, state="published", drafted_at=moment("2026-07-01 10:00"))
    Tier.objects.create(edition=edition, tier=1, when_bn="", to_bn="অনিক")
    TierSeat.objects.create(office=there, tier=1, post=cast.stranger.post, title="অনিক")


def three_months(cast: Cast, part: str, posting: Posting) -> list[Report]:
    return [report_of(posting, part, month) for month in (AUGUST, SEPTEMBER, OCTOBER)]


@pytest.mark.clause("গ-১")
@pytest.mark.parametrize("seed", [7, 19, 2026])
def test_the_identities_hold_for_three_months_at_every_seat(cast: Cast, seed: int) -> None:
    other_office(cast)
    live(cast, seed)
    sitting = [seat.post.postings.get() for seat in TierSeat.objects.exclude(post=None) if seat.post]
    assert len(sitting) == 3
    for part in PARTS:
        for posting in sitting:
            grids = [report.grid for report in three_months(cast, part, posting)]
            for grid in grids:
                assert grid.running == grid.running_in_time + grid.running_late == grid.total - grid.disposed
                assert grid.rate == (round(100 * grid.disposed / grid.total) if grid.total else None)
            for before, after in zip(grids, grids[1:], strict=False):
                assert after.carried_over == before.running


@pytest.mark.clause("গ-১")
def test_every_figure_is_the_length_of_its_list(cast: Cast) -> None:
    other_office(cast)
    live(cast, 7)
    for part, report_on in (("complaints", complaints), (APPEALS, appeals)):
        for month in (AUGUST, SEPTEMBER, OCTOBER):
            report = report_on(list(TierSeat.objects.all()), month)
            assert {c: len(report.behind(c)) for c in COLUMNS} == {c: getattr(report.grid, c) for c in COLUMNS}
            in_the_form = [c for c in COLUMNS_OF[part] if c != "rate"]
            ways = [c for c in in_the_form if c not in COLUMNS[4:]]
            assert sum(getattr(report.grid, c) for c in (*ways, "carried_over")) == report.grid.total


@pytest.mark.clause("গ-১", "7.1(ক)i")
def test_what_is_forwarded_is_disposed_of_by_the_sender_and_received_by_the_receiver(cast: Cast) -> None:
    other_office(cast)
    turn = make_grievance(cast, at=moment("2026-09-01 10:00"), named=(cast.clerk,)).current
    gro = turn.seat.post.postings.get()  # type: ignore[union-attr]
    forward(turn, to=cast.stranger.office, by=gro.author(), at=moment("2026-09-09 10:00"), reason="তাঁদের বিষয়")
    sent, got = report_of(gro, "complaints", SEPTEMBER), report_of(cast.stranger, "complaints", SEPTEMBER)
    assert sent.grid == Grid(1, 0, 0, 0, 0, 1, 0, 0)
    assert got.grid == Grid(1, 0, 0, 0, 0, 0, 1, 0)
    assert how_disposed(sent.disposed[0]).startswith("অন্য দপ্তরে প্রেরিত")


@pytest.mark.clause("গ-১")
def test_an_appeal_comes_by_its_own_way_and_the_form_knows_no_call_centre_for_it(cast: Cast) -> None:
    for number, keyed in enumerate((False, True)):
        turn = make_grievance(
            cast, at=moment("2026-09-01 10:00"), medium="call_centre", key=f"g{number}", named=(cast.clerk,)
        ).current
        turn.accept(by=cast.officer.author(), at=moment("2026-09-02 10:00"), scrutiny=NINE)
        decide(turn, Outcome.ANSWER_OK, by=cast.officer.author(), at=moment("2026-09-03 10:00"), reasons="সম্ভব নয়")
        by = cast.officer.author() if keyed else BY
        appeal(turn, appellant="complainant", grounds="না", by=by, keyed=keyed, at=moment("2026-09-10 10:00"))
    grid = appeals(seats(2), SEPTEMBER).grid
    assert (grid.web, grid.call_centre, grid.conventional, grid.total) == (1, 0, 1, 2)


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


def test_in_a_month_that_runs_what_lapses_later_is_not_late_yet(cast: Cast) -> None:
    turn = make_grievance(cast, at=moment("2026-09-01 10:00"), named=(cast.clerk,)).current
    gro, month = turn.seat.post.postings.get(), Month.of(turn.lapses_at)  # type: ignore[union-attr]
    before, after = turn.lapses_at - timedelta(seconds=1), turn.lapses_at
    late = [report_of(gro, "complaints", month, at=at).grid.running_late for at in (before, after)]
    assert late == [0, 1]
    assert report_of(gro, "complaints", month).grid.running_late == 1
