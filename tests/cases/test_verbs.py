"""Accept, ask, resume, deliver, refuse, withdraw, transfer, reopen: each with its rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ongikar.cases.lifecycle import MOVES, OPEN, State
from ongikar.cases.models import Case
from ongikar.journal.authors import requester
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, make_case, moment

BY_ORDER, FIVE_DAYS, NO_NUMBER, FEE_BY_RULE = "citizen-6", "institutional-1", "citizen-5", "institutional-2"
LATER = moment("2026-11-22 15:00")


def test_accepting_says_whether_the_limit_applies(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    with pytest.raises(RuleBroken):
        case.accept(by=cast.head.author(), at=LATER)
    case.accept(by=cast.head.author(), at=LATER, limit_applies=True)
    assert (case.state, case.limit_applies, case.due_on) == (State.ACCEPTED, True, date(2026, 11, 29))


def test_where_the_limit_does_not_apply_reason_and_date_are_asked(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    with pytest.raises(RuleBroken):
        case.accept(by=cast.head.author(), at=LATER, limit_applies=False)
    case.accept(
        by=cast.head.author(), at=LATER, limit_applies=False, reason="তথ্য অন্য দপ্তরে", new_date=date(2026, 12, 3)
    )
    assert (case.basis, case.due_on, case.limit_reason) == ("agreed", date(2026, 12, 3), "তথ্য অন্য দপ্তরে")


def test_a_service_by_order_takes_its_date_from_the_order(cast: Cast) -> None:
    case = make_case(cast, BY_ORDER)
    order: dict[str, Any] = {"order_no": "৫৬.০৪", "order_on": date(2026, 11, 20), "new_date": date(2026, 12, 10)}
    case.set_fee(by=cast.head.author(), at=LATER, amount="০", rule="প্রশিক্ষণ নীতিমালা")
    for missing in order:
        with pytest.raises(RuleBroken):
            case.accept(by=cast.head.author(), at=LATER, **{name: order[name] for name in order if name != missing})
    case.accept(by=cast.head.author(), at=LATER, **order)
    assert (case.state, case.basis, case.due_on) == ("accepted", "order", date(2026, 12, 10))


def test_a_fee_by_rule_is_told_before_the_case_is_accepted_or_given(cast: Cast) -> None:
    case = make_case(cast, FEE_BY_RULE)
    with pytest.raises(RuleBroken):
        case.accept(by=cast.head.author(), at=LATER, limit_applies=True)
    with pytest.raises(RuleBroken):
        case.deliver(by=cast.head.author(), at=LATER)
    case.set_fee(by=cast.head.author(), at=LATER, amount="১,৫০০", rule="মিলনায়তন নীতিমালা", payment="চালান")
    assert (case.fee_amount, case.state) == (Decimal(1500), State.FILED)
    case.accept(by=cast.head.author(), at=LATER, limit_applies=True)
    assert case.state == State.ACCEPTED


@pytest.mark.parametrize(
    ("amount", "rule", "payment"),
    [("", "নীতিমালা", "চালান"), ("-৫", "নীতিমালা", "চালান"), ("NaN", "ন", "চ"), ("৫০", "", "চালান"), ("৫০", "নীতিমালা", "")],
)
def test_a_fee_without_amount_rule_or_way_to_pay_is_refused(cast: Cast, amount: str, rule: str, payment: str) -> None:
    case = make_case(cast, FEE_BY_RULE)
    with pytest.raises(RuleBroken):
        case.set_fee(by=cast.head.author(), at=LATER, amount=amount, rule=rule, payment=payment)


def test_a_fee_that_the_charter_writes_is_not_named_again(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        make_case(cast).set_fee(by=cast.head.author(), at=LATER, amount="৫০", rule="নীতি", payment="নগদ")


def test_a_pause_adds_the_days_the_clock_stood_at_their_close(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.ask(by=cast.head.author(), at=LATER, reason="other", why="তালিকা দরকার")
    assert case.state == State.WAITING
    case.reply(by=requester("রহিমা"), body="তালিকা দিলাম", at=moment("2026-11-24 11:00"))
    # Sunday and Monday closed with the clock standing; Sunday is day zero and would not have counted.
    assert (case.state, case.due_on) == (State.FILED, date(2026, 11, 30))


def test_papers_are_asked_once_in_one_working_day_and_only_those_the_charter_names(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    named = [paper["bn"] for paper in case.promise.papers]
    with pytest.raises(RuleBroken):
        case.ask(by=cast.head.author(), at=LATER, reason="papers", why="লাগবে", papers=["জন্ম সনদ"])
    with pytest.raises(RuleBroken):
        case.ask(by=cast.head.author(), at=moment("2026-11-24 09:00"), reason="papers", why="লাগবে", papers=named)
    case.ask(by=cast.head.author(), at=LATER, reason="papers", why="লাগবে", papers=named)
    case.reply(by=requester("রহিমা"), body="দিলাম", at=moment("2026-11-22 16:00"))
    with pytest.raises(RuleBroken):
        case.ask(by=cast.head.author(), at=moment("2026-11-22 16:10"), reason="papers", why="আবার", papers=named)


def test_delivering_stops_the_clock_and_a_message_does_not(cast: Cast) -> None:
    case = make_case(cast)
    case.say(body="রোববার আসছি", by=cast.head.author(), at=LATER)
    assert case.is_open
    case.deliver(by=cast.head.author(), at=LATER, text="পরামর্শ দেওয়া হয়েছে")
    assert (case.state, case.act_after) == (State.DELIVERED, None)


def test_refusing_needs_a_reason_and_a_remedy(cast: Cast) -> None:
    case = make_case(cast)
    with pytest.raises(RuleBroken):
        case.refuse(by=cast.head.author(), at=LATER, reason="এই দপ্তরের কাজ নয়", remedy=" ")
    case.refuse(by=cast.head.author(), at=LATER, reason="এই দপ্তরের কাজ নয়", remedy="ইউএনও কার্যালয়ে আবেদন করুন")
    assert case.state == State.REFUSED


def test_reopening_starts_a_second_clock_and_the_first_result_stays(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.deliver(by=cast.head.author(), at=LATER, text="পাঠানো হয়েছে")
    again = moment("2026-12-01 10:00")
    case.reopen(by=cast.head.author(), at=again, reason="ভুল তথ্য ছিল")
    assert (case.clock_number, case.due_on, case.state) == (2, date(2026, 12, 8), State.FILED)
    assert case.accept_by == moment("2026-12-03 00:00")
    case.deliver(by=cast.head.author(), at=moment("2026-12-02 10:00"), text="ঠিক করে পাঠানো হয়েছে")
    assert [(r.clock_number, r.text) for r in case.results.all()] == [
        (1, "পাঠানো হয়েছে"),
        (2, "ঠিক করে পাঠানো হয়েছে"),
    ]


def test_the_clock_runs_on_through_a_transfer(cast: Cast) -> None:
    case = make_case(cast)
    due_on = case.due_on
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=LATER, reason="তাঁর বিষয়")
    assert (case.post, case.due_on, case.state) == (cast.officer.post, due_on, State.FILED)


def test_of_two_officers_at_once_one_is_told(cast: Cast) -> None:
    mine = make_case(cast)
    theirs = Case.objects.get(pk=mine.pk)
    theirs.deliver(by=cast.head.author(), at=LATER)
    with pytest.raises(Overtaken):
        mine.refuse(by=cast.officer.author(), at=LATER, reason="না", remedy="অন্যত্র")
    assert Case.objects.get(pk=mine.pk).state == State.DELIVERED


def test_every_move_not_in_the_table_is_refused(cast: Cast) -> None:
    case = make_case(cast)
    case.withdraw(by=requester("রহিমা"), at=NOW)
    with pytest.raises(RuleBroken):
        case.deliver(by=cast.head.author(), at=LATER)
    assert all(to in State.values for verbs in MOVES.values() for states in verbs.values() for to in states)


@pytest.mark.parametrize("code", ["citizen-1", "citizen-6", "institutional-1", "institutional-2", "internal-4"])
def test_no_open_case_is_without_a_next_moment(cast: Cast, code: str) -> None:
    case = make_case(cast, code)
    assert case.act_after is not None
    case.ask(by=cast.head.author(), at=LATER, reason="other", why="অপেক্ষা")
    assert case.act_after == moment("2026-12-22 15:00")
    assert {State(case.state)} <= set(OPEN)
