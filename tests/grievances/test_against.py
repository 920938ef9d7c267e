"""Of whom it complains, and so who may not decide it: the officer himself, one above him, one nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from ongikar.grievances import access, steps
from ongikar.grievances.escalation import pass_next
from ongikar.grievances.forwarding import send_to_cell
from ongikar.grievances.guard import may_decide
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Grievance, Referral
from ongikar.grievances.naming import name
from ongikar.grievances.seats import seat_of
from ongikar.grievances.stepping import answer, take
from ongikar.offices.models import Posting
from ongikar.offices.people import hand_over, take_charge
from ongikar.rules import RuleBroken
from tests.cast import NOW, START, Cast, account, moment
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

SOON = date(2026, 11, 26)


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def ao(cast: Cast) -> Posting:
    return appeal_officer_inside(cast)


def ministry(cast: Cast) -> None:
    seat = seat_of(cast.office, 2)
    assert seat
    seat.ministry = True
    seat.save(update_fields=["ministry"])


def because(grievance: Grievance) -> list[str]:
    return [event.facts["because"] for event in grievance.events.filter(verb="grievance.forwarded").order_by("pk")]


@pytest.mark.clause("7.1(ক)ii")
def test_about_the_grievance_officer_it_goes_to_the_appeal_officer_even_where_he_has_an_alternate(
    cast: Cast, gro: Posting, ao: Posting
) -> None:
    seat = seat_of(cast.office, 1)
    assert seat
    seat.alternate = cast.officer.post
    seat.save(update_fields=["alternate"])
    grievance = make_grievance(cast, named=(gro,))
    assert (grievance.current.tier, because(grievance)) == (2, ["conflict"])
    assert not may_decide(cast.officer, grievance.referrals.all()[0], NOW) or not grievance.referrals.all()[0].is_open


@pytest.mark.clause("7.1(ক)iv")
def test_about_an_appeal_officer_it_goes_to_the_cell_the_same_day_with_the_first_limit(
    cast: Cast, gro: Posting, ao: Posting
) -> None:
    grievance = make_grievance(cast, named=(ao,))
    first, last = grievance.referrals.all()
    assert (first.tier, first.state, last.tier, last.limit_tier) == (1, State.FORWARDED, 3, 1)
    assert (last.due_on, because(grievance)) == (first.due_on, ["appeal_officer"])
    assert not access.grievances_for(ao).exists()


@pytest.mark.clause("7.1(ক)iv")
def test_an_appeal_officer_outside_this_installation_can_be_complained_of(cast: Cast, gro: Posting) -> None:
    seat = seat_of(cast.office, 2)
    assert seat
    assert seat.outside
    grievance = make_grievance(cast, seats=(seat,))
    assert [str(row) for row in grievance.concerned.all()] == [seat.title]
    assert (grievance.current.tier, because(grievance)) == (3, ["appeal_officer"])


@pytest.mark.clause("7.1(ক)iii")
def test_about_a_ministrys_appeal_officer_it_goes_to_the_cell_with_the_heads_permission(
    cast: Cast, gro: Posting, ao: Posting
) -> None:
    ministry(cast)
    turn = make_grievance(cast, named=(ao,)).current
    assert turn.tier == 1
    by = gro.author()
    with pytest.raises(RuleBroken, match="অনুমতি"):
        send_to_cell(turn, by=by, at=NOW, reason="")
    asked = take(
        turn, steps.Kind.PERMISSION, by=by, at=NOW, to=steps.To.HEAD, to_posting=cast.head, text="সেলে পাঠানোর অনুমতি",
        due_on=SOON,
    )  # fmt: skip
    answer(asked, by=cast.head.author(), at=NOW, text="অনুমতি দেওয়া হলো", code=steps.Reply.GRANTED)
    sent = send_to_cell(turn, by=by, at=NOW, reason="অনুমতি পাওয়া গেছে")
    assert (sent.tier, turn.state, because(turn.grievance)) == (3, State.FORWARDED, ["appeal_officer"])


@pytest.mark.clause("7.1(ক)iii")
def test_nothing_else_goes_to_the_cell_in_that_way(cast: Cast, gro: Posting, ao: Posting) -> None:
    turn = make_grievance(cast, named=(cast.clerk,)).current
    with pytest.raises(RuleBroken):
        send_to_cell(turn, by=gro.author(), at=NOW, reason="")


@pytest.mark.clause("7.1(ঘ)")
@pytest.mark.parametrize("complained_of", [True, False])
def test_where_the_head_is_complained_of_or_decides_himself_permission_is_one_level_up(
    cast: Cast, gro: Posting, *, complained_of: bool
) -> None:
    turn = make_grievance(cast, named=(cast.head if complained_of else cast.clerk,)).current
    by, to = (gro if complained_of else cast.head).author(), {"text": "তদন্তের অনুমতি", "due_on": SOON}
    with pytest.raises(RuleBroken, match="এক ধাপ ওপরের"):
        take(turn, steps.Kind.PERMISSION, by=by, at=NOW, to=steps.To.HEAD, to_posting=cast.head, **to)  # type: ignore[arg-type]
    step = take(turn, steps.Kind.PERMISSION, by=by, at=NOW, to=steps.To.AUTHORITY, to_name="মহাপরিচালক", **to)  # type: ignore[arg-type]
    assert step.to_name == "মহাপরিচালক"


def test_three_officers_of_two_offices_are_one_grievance_before_another(cast: Cast, ao: Posting) -> None:
    """The head decides at the first tier; named with his officer and one of an upazila it goes past him, whole."""
    below = cast.office.children.order_by("position")[0].posts.get()
    upazila = take_charge(account("kalai", "মাহবুবা খানম"), below, by=cast.head.author(), at=NOW, starts_on=START)
    grievance = make_grievance(cast, named=(cast.head, cast.officer, upazila))
    assert grievance.concerned.count() == 3
    assert grievance.current.tier == 2
    for one in (cast.head, cast.officer, upazila):
        assert not access.grievances_for(one).exists()
    assert may_decide(ao, grievance.current, NOW)


@pytest.mark.parametrize("line", ["রফিকুল ইসলাম", "জনাব রফিকুল ইসলাম, সহকারী প্রোগ্রামার", "সহকারী প্রোগ্রামার"])
def test_a_written_name_or_title_means_whoever_bears_it(cast: Cast, gro: Posting, line: str) -> None:
    grievance = make_grievance(cast, written=(line,))
    assert [row.account for row in grievance.concerned.all()] == [cast.officer.account]


def test_a_written_name_of_the_grievance_officer_never_comes_before_him(cast: Cast, gro: Posting, ao: Posting) -> None:
    assert make_grievance(cast, written=(gro.account.name_bn,)).current.tier == 2


@pytest.mark.clause("7.1(ক)ii")
def test_who_is_meant_is_put_down_at_scrutiny_and_where_it_is_the_officer_himself_it_leaves_him(
    cast: Cast, gro: Posting, ao: Posting
) -> None:
    grievance = make_grievance(cast, written=("একজন অচেনা কর্মকর্তা",))
    turn = grievance.current
    assert turn.tier == 1
    name(turn, people=[cast.clerk], by=gro.author(), at=NOW)
    assert grievance.current.tier == 1
    with pytest.raises(RuleBroken):
        name(turn, people=[cast.clerk], by=gro.author(), at=NOW)
    name(turn, people=[gro], by=gro.author(), at=NOW)
    assert (grievance.current.tier, because(grievance)) == (2, ["conflict"])
    assert not access.grievances_for(gro).exists()
    with pytest.raises(RuleBroken):
        name(turn, people=[cast.head], by=gro.author(), at=NOW)


def test_where_somebody_complained_of_takes_the_chair_the_program_sends_it_on(
    cast: Cast, gro: Posting, ao: Posting
) -> None:
    grievance = make_grievance(cast, named=(cast.officer,))
    assert not pass_next(NOW)
    hand_over(gro, by=cast.head.author(), at=moment("2026-11-23 09:00"))
    now = moment("2026-11-23 10:00")
    assert not pass_next(now)  # a vacant chair waits for a holder
    take_charge(cast.officer.account, gro.post, by=cast.head.author(), at=now)
    assert pass_next(now)
    assert not pass_next(now)
    assert (grievance.current.tier, grievance.current.opened_by) == (2, Referral.Opened.CONFLICT)


def test_one_that_cannot_be_passed_on_stops_no_later_deed(
    cast: Cast, gro: Posting, ao: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_grievance(cast, named=(cast.officer,))
    hand_over(gro, by=cast.head.author(), at=moment("2026-11-23 09:00"))
    now = moment("2026-11-23 10:00")
    take_charge(cast.officer.account, gro.post, by=cast.head.author(), at=now)
    with monkeypatch.context() as broken:
        broken.setattr("ongikar.grievances.escalation.pass_conflict_up", lambda *_a, **_b: 1 // 0)
        assert not pass_next(now)
    assert pass_next(now)


def test_where_no_tier_is_left_that_is_on_record_once_and_the_ways_outside_are_told(cast: Cast) -> None:
    cast.office.tier_seats.all().delete()
    cast.edition.tiers.filter(tier__gt=1).delete()
    grievance = make_grievance(cast, whole_office=True)
    assert not pass_next(NOW)
    assert grievance.events.filter(verb="grievance.no_seat_left").count() == 1
    assert grievance.current.is_open
