"""An appeal: by whom, until when, and what becomes of one that is late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ongikar.grievances import steps
from ongikar.grievances.appeals import appeal, appeal_by, form_of, rule_on_delay, take_up
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Outcome, Referral, decide
from ongikar.grievances.remedies import Way, elsewhere, right_remedy
from ongikar.grievances.stepping import take
from ongikar.journal.authors import requester
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

COMPLAINANT = requester("রহিমা খাতুন")
BY: dict[str, Any] = {"grounds": "মানি না", "by": COMPLAINANT, "appellant": "complainant"}


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def ao(cast: Cast) -> Posting:
    return appeal_officer_inside(cast)


@pytest.fixture
def turn(cast: Cast, gro: Posting, ao: Posting) -> Referral:
    return make_grievance(cast, named=(cast.head,)).current


def decided(turn: Referral, gro: Posting, *, at: datetime = NOW) -> Referral:
    turn.accept(by=gro.author(), at=at, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=at, reasons="সম্ভব নয়")
    return turn


# What day of the decision gives what last day: the month rolls forward to an open day.
MONTHS = [
    ("2026-11-22 10:00", date(2026, 12, 22)),
    ("2026-11-25 10:00", date(2026, 12, 27)),  # the 25th is a Friday and Christmas
    ("2026-11-26 10:00", date(2026, 12, 27)),  # the 26th is a Saturday
]


@pytest.mark.clause("6.2")
@pytest.mark.parametrize(("at", "last"), MONTHS)
def test_the_month_ends_on_an_open_day_and_a_day_later_it_is_late(
    turn: Referral, gro: Posting, at: str, last: date
) -> None:
    decided(turn, gro, at=moment(at))
    assert appeal_by(turn) == last
    late = appeal(turn, at=moment(f"{last.replace(day=last.day + 1)} 00:00"), **BY)
    assert late.appeal_late


@pytest.mark.clause("6.2")
def test_on_the_last_day_an_hour_before_midnight_it_is_in_time(turn: Referral, gro: Posting) -> None:
    decided(turn, gro)
    assert not appeal(turn, at=moment("2026-12-22 23:00"), **BY).appeal_late


@pytest.mark.clause("6.2")
def test_a_ticker_that_stood_still_for_a_week_keeps_nobody_from_the_appeal(turn: Referral) -> None:
    """The lapse is a fact of the calendar: whoever appeals first has it noted, as of the moment it happened."""
    at = turn.lapses_at + timedelta(days=7)
    remedy = right_remedy(turn.grievance, at=at)
    assert (remedy.ways[0], remedy.by) == (Way.APPEAL, appeal_by(turn, at))
    assert remedy.by is not None
    following = appeal(turn, at=at, **BY)
    turn.refresh_from_db()
    assert (following.tier, turn.state, turn.lapsed_at) == (2, State.APPEALED, turn.lapses_at)
    (lapsed,) = turn.grievance.events.filter(verb="grievance.lapsed")
    assert (lapsed.at, lapsed.noticed_at) == (turn.lapses_at, at)
    assert not lapse_next(at)


def test_an_appeal_on_a_closed_day_is_taken_that_day(turn: Referral, gro: Posting) -> None:
    decided(turn, gro)
    friday = moment("2026-12-04 11:00")
    assert appeal(turn, at=friday, **BY).filed_at == friday


def test_a_second_appeal_from_the_same_turn_is_refused(turn: Referral, gro: Posting) -> None:
    appeal(decided(turn, gro), at=NOW, **BY)
    with pytest.raises(RuleBroken):
        appeal(turn, at=NOW, **BY)


@pytest.mark.clause("6.2")
def test_the_officer_who_was_asked_and_whoever_is_complained_of_appeal_and_nobody_else(
    cast: Cast, turn: Referral, gro: Posting
) -> None:
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    take(
        turn, steps.Kind.OPINION, by=gro.author(), at=NOW, to=steps.To.OFFICER, to_posting=cast.officer, text="মতামত",
        due_on=date(2026, 11, 30),
    )  # fmt: skip
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="সম্ভব নয়")
    for posting, as_what in ((cast.clerk, "officer"), (cast.clerk, "concerned"), (cast.officer, "concerned"),
                             (cast.head, "officer"), (cast.head, "complainant")):  # fmt: skip
        with pytest.raises(RuleBroken):
            appeal(turn, appellant=as_what, grounds="", by=posting.author(), at=NOW)
    with pytest.raises(RuleBroken):  # nor does whoever is complained of write down another's
        appeal(turn, appellant="complainant", grounds="", by=cast.head.author(), at=NOW, keyed=True)
    assert appeal(turn, appellant="concerned", grounds="", by=cast.head.author(), at=NOW).appellant == "concerned"


@pytest.mark.clause("6.2")
def test_staff_write_down_an_appeal_that_came_on_paper(cast: Cast, turn: Referral, gro: Posting) -> None:
    decided(turn, gro)
    lodged = appeal(turn, appellant="complainant", grounds="চিঠি", by=cast.clerk.author(), at=NOW, keyed=True)
    assert (lodged.tier, lodged.grounds) == (2, "চিঠি")
    assert turn.events.get(verb="grievance.appealed").facts["keyed"] is True


@pytest.mark.clause("6.2")
def test_a_late_appeal_is_ruled_on_before_anything_else(turn: Referral, gro: Posting, ao: Posting) -> None:
    late, at = appeal(decided(turn, gro), at=moment("2026-12-24 10:00"), **BY), moment("2026-12-24 11:00")
    with pytest.raises(RuleBroken):
        late.accept(by=ao.author(), at=at, scrutiny=NINE)
    with pytest.raises(RuleBroken):
        rule_on_delay(late, admitted=True, by=ao.author(), at=at, reason=" ")
    rule_on_delay(late, admitted=True, by=ao.author(), at=at, reason="অসুস্থ ছিলেন")
    with pytest.raises(RuleBroken):
        rule_on_delay(late, admitted=False, by=ao.author(), at=at, reason="আবার")
    late.accept(by=ao.author(), at=at, scrutiny=NINE)
    assert late.state == State.ACCEPTED


@pytest.mark.clause("6.2")
def test_a_late_appeal_that_is_not_admitted_is_filed_with_its_reason_and_can_be_appealed(
    turn: Referral, gro: Posting, ao: Posting
) -> None:
    late, at = appeal(decided(turn, gro), at=moment("2026-12-24 10:00"), **BY), moment("2026-12-24 11:00")
    rule_on_delay(late, admitted=False, by=ao.author(), at=at, reason="কারণ দেখানো হয়নি")
    assert (late.state, late.decisions.get().reasons) == (State.SHELVED, "কারণ দেখানো হয়নি")
    assert appeal(late, at=at, **BY).tier == 3


def test_an_appeal_in_time_has_no_delay_to_rule_on(turn: Referral, gro: Posting, ao: Posting) -> None:
    with pytest.raises(RuleBroken):
        rule_on_delay(appeal(decided(turn, gro), at=NOW, **BY), admitted=True, by=ao.author(), at=NOW, reason="না")


@pytest.mark.clause("6.2", "6.3", "ক-২", "ক-৪")
def test_each_way_up_has_its_form(cast: Cast, turn: Referral, gro: Posting, ao: Posting) -> None:
    assert form_of(turn) == "ক-১"
    second = appeal(decided(turn, gro), at=NOW, **BY)
    assert form_of(second) == "ক-২"
    second.accept(by=ao.author(), at=NOW, scrutiny=NINE)
    decide(second, Outcome.UPHELD, by=ao.author(), at=NOW, reasons="ঠিক আছে")
    assert form_of(appeal(second, at=NOW, **BY)) == "ক-৪"


@pytest.mark.clause("6.3", "ক-৩")
def test_a_complaint_about_everybody_below_the_cell_goes_to_it_by_its_own_form(
    cast: Cast, gro: Posting, ao: Posting
) -> None:
    turn = make_grievance(cast, named=(gro, ao)).current
    assert (turn.tier, form_of(turn)) == (3, "ক-৩")


@pytest.mark.clause("5.2")
def test_the_appeal_officer_takes_up_of_his_own_motion_what_lapsed_and_nothing_else(
    turn: Referral, ao: Posting
) -> None:
    with pytest.raises(RuleBroken):
        take_up(turn, by=ao.author(), at=NOW, reason="দেরি")
    at = moment("2027-01-05 09:00")
    assert lapse_next(at)
    turn.refresh_from_db()
    assert take_up(turn, by=ao.author(), at=at, reason="দেরি").opened_by == Referral.Opened.OWN_MOTION


def test_after_the_last_tier_reviewed_ways_with_a_source_are_named(cast: Cast, gro: Posting, ao: Posting) -> None:
    turn = make_grievance(cast, named=(gro, ao)).current
    at: Any = moment("2027-06-01 09:00")
    remedy = right_remedy(turn.grievance, at=at)
    assert remedy.ways[0] == Way.OUTSIDE
    assert [way.code for way in remedy.outside] == ["writ", "legal_aid", "corruption", "national"]
    assert all(way.source and way.reviewed and way.text_bn and way.text_en for way in elsewhere().values())
