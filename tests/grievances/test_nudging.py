"""Reminders to whoever decides, and how decisions are rated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from ongikar.grievances.appeals import appeal
from ongikar.grievances.around.access import turns_to_nudge
from ongikar.grievances.around.models import Rating
from ongikar.grievances.around.nudging import nudge, remind
from ongikar.grievances.around.rating import rate, rated_turns
from ongikar.grievances.models import Outcome, Referral, decide
from ongikar.grievances.seats import COORDINATOR
from ongikar.journal.authors import requester
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, seat, separate_grievance_officer

COMPLAINANT = requester("রহিমা খাতুন")
TOMORROW = moment("2026-11-23 10:00")


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def above(cast: Cast) -> Posting:
    return appeal_officer_inside(cast)


@pytest.fixture
def turn(cast: Cast, gro: Posting, above: Posting) -> Referral:
    """Of another officer than the head, who stands above."""
    return make_grievance(cast, named=(cast.officer,)).current


def stands_above(posting: Posting) -> bool:
    return turns_to_nudge(posting).exists()


@pytest.mark.clause("5.2")
@pytest.mark.clause("5.4")
def test_head_appeal_officer_and_coordinator_stand_above_and_nobody_else(
    cast: Cast, gro: Posting, above: Posting, turn: Referral
) -> None:
    cast.office.tier_seats.create(tier=COORDINATOR, post=cast.stranger.post, title="জেলা প্রশাসক")
    seen = {
        p.account.username: stands_above(p) for p in (cast.head, above, cast.stranger, gro, cast.officer, cast.clerk)
    }
    assert seen == {"head": True, "ao": True, "stranger": True, "gro": False, "officer": False, "clerk": False}


def test_whoever_is_complained_of_reminds_nobody_and_finds_it_in_no_list(
    cast: Cast, gro: Posting, above: Posting
) -> None:
    turn = make_grievance(cast, named=(cast.head,), key="of-head").current
    assert not stands_above(cast.head)
    with pytest.raises(RuleBroken):
        nudge(turn, by=cast.head.author(), at=NOW, text="দ্রুত করুন")


def test_nobody_is_reminded_where_all_who_sit_there_are_complained_of(cast: Cast) -> None:
    """The last tier inside: it stays there, since no tier follows, and he is told nothing of it."""
    sits = separate_grievance_officer(cast)
    seat(cast, 2, sits.post)
    seat(cast, 3, sits.post)
    turn = make_grievance(cast, named=(sits,)).current
    with pytest.raises(RuleBroken):
        nudge(turn, by=cast.head.author(), at=NOW, text="দ্রুত করুন")


def test_one_nudge_a_day_whoever_gives_it(cast: Cast, above: Posting, turn: Referral) -> None:
    event = nudge(turn, by=cast.head.author(), at=NOW, text="আজই দেখুন", memo_no="স্মারক-৫")
    assert (event.facts["memo_no"], turn.nudges.get().to_name) == ("স্মারক-৫", turn.seat.title)
    with pytest.raises(RuleBroken):
        nudge(turn, by=above.author(), at=NOW + timedelta(hours=2), text="আবার")
    nudge(turn, by=above.author(), at=TOMORROW, text="আবার")
    with pytest.raises(RuleBroken):
        nudge(turn, by=above.author(), at=TOMORROW + timedelta(days=1), text=" ")


def test_a_nudge_on_a_turn_that_is_over_is_refused(cast: Cast, above: Posting, turn: Referral) -> None:
    turn.withdraw(by=COMPLAINANT, at=NOW)
    with pytest.raises(RuleBroken):
        nudge(turn, by=above.author(), at=NOW, text="দ্রুত")


def test_the_complainant_reminds_once_in_the_period_of_the_setting(turn: Referral, settings: Settings) -> None:
    settings.REMINDER_DAYS = 3
    with pytest.raises(RuleBroken):
        remind(turn, by=COMPLAINANT, at=NOW + timedelta(days=2))
    remind(turn, by=COMPLAINANT, at=NOW + timedelta(days=3))
    with pytest.raises(RuleBroken):
        remind(turn, by=COMPLAINANT, at=NOW + timedelta(days=5, hours=23))
    remind(turn, by=COMPLAINANT, at=NOW + timedelta(days=6))
    assert turn.events.filter(verb="grievance.reminded").count() == 2


def test_complaint_and_appeal_are_rated_each_by_itself(
    cast: Cast, gro: Posting, above: Posting, turn: Referral
) -> None:
    with pytest.raises(RuleBroken):
        rate(turn, stars=3, by=COMPLAINANT, at=NOW)
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="কারণ")
    for stars in (0, 6):
        with pytest.raises(RuleBroken):
            rate(turn, stars=stars, by=COMPLAINANT, at=NOW)
    rate(turn, stars=1, by=COMPLAINANT, at=NOW)
    rate(turn, stars=2, comment="দেরি হয়েছে", by=COMPLAINANT, at=NOW)
    following = appeal(turn, appellant="complainant", grounds="", by=COMPLAINANT, at=NOW)
    following.accept(by=above.author(), at=NOW, scrutiny=NINE)
    decide(following, Outcome.DIRECTED, by=above.author(), at=NOW, reasons="নির্দেশ")
    assert [one.number for one in rated_turns(turn.grievance)] == [2, 1]
    rate(following, stars=5, by=above.author(), at=NOW)
    found = [(row.referral_id, row.stars, row.taken_by) for row in Rating.objects.order_by("pk")]
    assert found == [(turn.pk, 2, None), (following.pk, 5, above)]
