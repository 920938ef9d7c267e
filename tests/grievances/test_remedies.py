"""The right remedy now, of every tier and every state of its clock: a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.utils import translation

from ongikar.grievances import remedies
from ongikar.grievances.appeals import appeal
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.forwarding import forward_out
from ongikar.grievances.models import Outcome, Referral, decide
from ongikar.grievances.remedies import Clock, Way, right_remedy
from ongikar.journal.authors import requester
from tests.cast import NOW, Cast
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

COMPLAINANT = requester("রহিমা খাতুন")
OUTCOMES = {1: Outcome.ANSWER_OK, 2: Outcome.UPHELD, 3: Outcome.CELL}


def running(cast: Cast, turn: Referral) -> datetime:
    return turn.opened_at


def last_minute(cast: Cast, turn: Referral) -> datetime:
    return turn.lapses_at - timedelta(seconds=1)


def asked(cast: Cast, turn: Referral) -> datetime:
    turn.ask_information(by=cast.officer.author(), at=turn.opened_at, text="তারিখটি লিখুন")
    return turn.opened_at


def lapsed(cast: Cast, turn: Referral) -> datetime:
    return turn.lapses_at


def decided(cast: Cast, turn: Referral) -> datetime:
    turn.accept(by=cast.officer.author(), at=turn.opened_at, scrutiny=NINE)
    decide(turn, OUTCOMES[turn.tier], by=cast.officer.author(), at=turn.opened_at, reasons="কারণ")
    return turn.opened_at


def month_over(cast: Cast, turn: Referral) -> datetime:
    return decided(cast, turn) + timedelta(days=40)


def withdrawn(cast: Cast, turn: Referral) -> datetime:
    turn.withdraw(by=COMPLAINANT, at=turn.opened_at)
    return turn.opened_at


def sent_out(cast: Cast, turn: Referral) -> datetime:
    forward_out(turn, to="জেলা শিক্ষা অফিস", by=cast.officer.author(), at=turn.opened_at, reason="তাঁদের বিষয়")
    return turn.opened_at


STATES: dict[Callable[[Cast, Referral], datetime], tuple[str, str, str]] = {
    # what happened -> the clock, what is advised at tiers 1 and 2, what at the last
    running: (Clock.RUNNING, Way.WAIT, Way.WAIT),
    last_minute: (Clock.RUNNING, Way.WAIT, Way.WAIT),
    asked: (Clock.ASKED, Way.ANSWER, Way.ANSWER),
    lapsed: (Clock.LAPSED, Way.APPEAL, Way.OUTSIDE),
    decided: (Clock.DECIDED, Way.APPEAL, Way.REOPEN),
    month_over: (Clock.MONTH_OVER, Way.LATE_APPEAL, Way.OUTSIDE),
    withdrawn: (Clock.WITHDRAWN, Way.ANEW, Way.ANEW),
    sent_out: (Clock.ELSEWHERE, Way.ASK_THERE, Way.ASK_THERE),
}


def turn_at(cast: Cast, tier: int) -> Referral:
    """The open turn of this tier: each before it lapsed, and was appealed from."""
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    turn = make_grievance(cast, named=(cast.clerk,)).current
    while turn.tier < tier:
        late = turn.lapses_at
        while lapse_next(late):
            pass
        turn.refresh_from_db()
        turn = appeal(turn, appellant="complainant", grounds="উত্তর নেই", by=COMPLAINANT, at=late)
    return turn


@pytest.mark.clause("6.2", "7.4.1(ক)", "7.4.1(খ)", "7.4.1(গ)")
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(("tier", "happened"), list(product((1, 2, 3), STATES)))
def test_what_is_advised_by_tier_and_clock(
    cast: Cast, tier: int, happened: Callable[[Cast, Referral], datetime], language: str
) -> None:
    turn = turn_at(cast, tier)
    at = happened(cast, turn)
    with translation.override(language):
        found = right_remedy(turn.grievance, at=at)
    clock, before_last, last = STATES[happened]
    assert (found.clock, found.ways[0]) == (clock, last if tier == 3 else before_last)
    assert found.text
    assert "%" not in found.text
    assert (found.next is None) == (tier == 3)
    assert bool(found.outside) == (Way.OUTSIDE in found.ways)


def test_the_table_has_a_row_for_every_clock_with_a_tier_above_and_without() -> None:
    assert set(remedies.REMEDIES) == set(product(Clock.values, (True, False)))
    assert {way for ways in remedies.REMEDIES.values() for way in ways[:1]} <= set(remedies.TEXTS)


def test_the_tier_above_is_passed_over_where_whoever_sits_there_is_complained_of(cast: Cast) -> None:
    separate_grievance_officer(cast)
    above = appeal_officer_inside(cast)
    turn = make_grievance(cast, named=(cast.clerk,)).current
    named = turn.grievance.concerned.create(account=above.account, posting=above, because="named")
    remedy = right_remedy(turn.grievance, at=turn.lapses_at)
    assert remedy.next
    assert remedy.next.tier == 3
    named.delete()
    assert right_remedy(turn.grievance, at=NOW).next.tier == 2  # type: ignore[union-attr]
