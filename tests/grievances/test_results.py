"""After a decision: how and when the result is told, what the cell's recommendation leads to, and what goes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ongikar.cases.files import receive
from ongikar.clock.hours import midnight_after
from ongikar.grievances import desk
from ongikar.grievances.acts import Manner
from ongikar.grievances.appeals import appeal
from ongikar.grievances.complaining import tell_result
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.forwarding import send_back
from ongikar.grievances.models import Decision, Outcome, Referral, TierSeat, decide
from ongikar.grievances.stepping import answer, take
from ongikar.grievances.steps import Kind, Reply, To
from ongikar.journal.authors import requester
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

NOTE = [receive("প্রাপ্তি.pdf", b"%PDF-1.4 x")]
COMPLAINANT = requester("রহিমা খাতুন")


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def turn(cast: Cast, gro: Posting) -> Referral:
    found = make_grievance(cast, named=(cast.officer,)).current
    found.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    return found


@pytest.fixture
def decision(turn: Referral, gro: Posting) -> Decision:
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="সম্ভব নয়")
    return turn.decisions.get()


def raised(turn: Referral, outcome: str = "") -> Referral:
    """The next tier's turn, taken up; decided where an outcome is given."""
    following = appeal(turn, appellant="complainant", grounds="মানি না", by=COMPLAINANT, at=NOW)
    following.accept(by=COMPLAINANT, at=NOW, scrutiny=NINE)
    if outcome:
        decide(following, outcome, by=COMPLAINANT, at=NOW, reasons="কারণ")
    return following


@pytest.fixture
def at_the_cell(cast: Cast, decision: Decision) -> Referral:
    return raised(raised(decision.referral, Outcome.UPHELD))


@pytest.mark.clause("7.4(ছ)")
def test_a_result_is_told_by_one_of_three_ways_and_a_bearers_note_is_kept(decision: Decision, gro: Posting) -> None:
    told: dict[str, Any] = {"by": gro.author(), "at": NOW + timedelta(days=1)}
    with pytest.raises(RuleBroken, match="প্রাপ্তি স্বীকার"):
        tell_result(decision, manner=Manner.BEARER, how="অফিস সহায়ক", **told)
    with pytest.raises(RuleBroken):
        tell_result(decision, manner=Manner.POST, how=" ", **told)
    tell_result(decision, manner=Manner.BEARER, how="অফিস সহায়ক", documents=NOTE, **told)
    assert decision.files.get().name == "প্রাপ্তি.pdf"
    assert (decision.told_by, decision.told_late) == (Manner.BEARER, False)
    with pytest.raises(Overtaken):
        tell_result(decision, manner=Manner.POST, how="আবার", **told)


@pytest.mark.clause("7.4(ছ)")
@pytest.mark.parametrize(("after", "late"), [(0, False), (1, True)])
def test_a_result_told_after_seven_working_days_is_marked_as_late(
    decision: Decision, gro: Posting, after: int, late: bool
) -> None:
    assert decision.tell_by == date(2026, 12, 1)
    at = moment("2026-12-01 16:00") + timedelta(days=after)
    event = tell_result(decision, manner=Manner.ELECTRONIC, how="ফোনে", by=gro.author(), at=at)
    assert (decision.told_late, event.facts["told_late"]) == (late, late)


@pytest.mark.clause("7.4(ছ)")
def test_what_is_to_be_told_is_listed_by_its_last_day_until_it_is(cast: Cast, decision: Decision, gro: Posting) -> None:
    other = make_grievance(cast, key="g-2", named=(cast.officer,)).current
    other.shelve(by=gro.author(), at=NOW - timedelta(days=3), reason="আদালতে", instead="রায়ের পরে")
    listed = desk.queue(gro, "to_tell", at=NOW)
    assert [turn.pk for turn in listed] == [other.pk, decision.referral_id]
    tell_result(decision, manner=Manner.POST, how="ডাকে", by=gro.author(), at=NOW)
    assert [turn.pk for turn in desk.queue(gro, "to_tell", at=NOW)] == [other.pk]


@pytest.mark.clause("7.2")
@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.DIRECTED, Outcome.DIFFERENT, Outcome.AUTHORITY])
def test_the_appeal_officer_upholds_directs_decides_otherwise_or_refers(decision: Decision, outcome: str) -> None:
    second = raised(decision.referral, outcome)
    assert (second.tier, second.is_open, second.decisions.get().outcome) == (2, False, outcome)


@pytest.mark.clause("7.2", "7.4")
def test_the_appeal_officer_recommends_discipline_and_the_first_tier_gives_no_orders_of_his(
    turn: Referral, gro: Posting, cast: Cast
) -> None:
    with pytest.raises(RuleBroken):
        decide(turn, Outcome.UPHELD, by=gro.author(), at=NOW, reasons="না")
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="না")
    second = raised(turn)
    take(second, Kind.DISCIPLINE, by=cast.stranger.author(), at=NOW, to=To.AUTHORITY, to_name="সচিব", text="ব্যবস্থা")
    decide(second, Outcome.PROVED, by=cast.stranger.author(), at=NOW, reasons="সুপারিশ করা হয়েছে")
    assert not second.is_open


@pytest.mark.clause("7.4")
def test_what_was_answered_in_an_earlier_turn_closes_a_later_one(turn: Referral, gro: Posting) -> None:
    order = take(
        turn, Kind.ORDER, by=gro.author(), at=NOW, to=To.OFFICER, to_name="ক", text="সেবা দিন", due_on=NOW.date()
    )
    answer(order, by=gro.author(), at=NOW, text="দেওয়া হয়েছে", code=Reply.OBEYED)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="না")
    assert not raised(turn, Outcome.ORDER_EXECUTED).is_open


@pytest.mark.clause("7.3", "7.4")
@pytest.mark.parametrize(("outcome", "clause"), [(Outcome.CELL, "7.3, 7.4"), (Outcome.STEERING, "7.4")])
def test_the_cell_recommends_or_sees_what_the_steering_committee_approved_done(
    at_the_cell: Referral, outcome: str, clause: str
) -> None:
    decide(at_the_cell, outcome, by=COMPLAINANT, at=NOW, reasons="কারণ")
    found = at_the_cell.decisions.get()
    assert (found.clause, found.act_by is not None) == (clause, outcome == Outcome.CELL)


@pytest.mark.clause("7.4.1(ঘ)")
def test_the_ministry_has_twenty_days_of_its_own_whose_end_is_a_fact_noticed_or_not(at_the_cell: Referral) -> None:
    decide(at_the_cell, Outcome.CELL, by=COMPLAINANT, at=NOW, reasons="সুপারিশ")
    found = at_the_cell.decisions.get()
    assert found.act_by == date(2026, 12, 21)
    while lapse_next(midnight_after(found.act_by) - timedelta(seconds=1)):
        pass
    assert not at_the_cell.events.filter(verb="grievance.not_acted_upon").exists()
    week_later = midnight_after(found.act_by) + timedelta(days=7)
    while lapse_next(week_later):
        pass
    event = at_the_cell.events.get(verb="grievance.not_acted_upon")
    assert (event.at, event.noticed_at) == (midnight_after(found.act_by), week_later)
    found.note_action(by=COMPLAINANT, at=week_later, text="বিভাগীয় মামলা, স্মারক ৫")
    with pytest.raises(Overtaken):
        found.note_action(by=COMPLAINANT, at=week_later, text="আবার")


@pytest.mark.clause("7.4.1(ঘ)")
def test_what_the_ministry_did_in_time_never_lapses_and_of_no_other_decision_is_it_asked(
    at_the_cell: Referral, decision: Decision
) -> None:
    with pytest.raises(RuleBroken):
        decision.note_action(by=COMPLAINANT, at=NOW, text="ব্যবস্থা")
    decide(at_the_cell, Outcome.CELL, by=COMPLAINANT, at=NOW, reasons="সুপারিশ")
    at_the_cell.decisions.get().note_action(by=COMPLAINANT, at=NOW, text="ব্যবস্থা নেওয়া হয়েছে")
    while lapse_next(moment("2027-06-01 10:00")):
        pass
    assert not at_the_cell.events.filter(verb="grievance.not_acted_upon").exists()


@pytest.mark.clause("7.3", "খ-৪")
def test_the_cell_sends_back_what_was_not_appealed_and_no_clock_restarts(
    cast: Cast, at_the_cell: Referral, decision: Decision
) -> None:
    with pytest.raises(RuleBroken):
        send_back(at_the_cell, by=COMPLAINANT, at=NOW, reason=" ")
    with pytest.raises(RuleBroken):
        send_back(decision.referral, by=COMPLAINANT, at=NOW, reason="ভুল ধাপ")
    back = send_back(at_the_cell, by=COMPLAINANT, at=NOW + timedelta(days=2), reason="আপিলের ধাপ শেষ হয়নি")
    assert (back.tier, back.opened_by, back.filed_at) == (2, Referral.Opened.SENT_BACK, at_the_cell.filed_at)


@pytest.mark.clause("7.3")
def test_it_is_not_sent_back_to_whoever_is_complained_of(cast: Cast, gro: Posting) -> None:
    ao = Posting.objects.get(account__username="ao")
    third = make_grievance(cast, named=(ao,)).current  # about the appeal officer, it went to the cell at once
    assert (third.tier, TierSeat.objects.get(pk=third.seat_id).outside) == (3, True)
    with pytest.raises(RuleBroken, match="কেউ নেই"):
        send_back(third, by=COMPLAINANT, at=NOW, reason="আপিলের ধাপ শেষ হয়নি")
