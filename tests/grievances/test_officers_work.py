"""What the deciding officer does in a turn, step by step of the guideline's section 7."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ongikar.clock.hours import midnight_after
from ongikar.grievances.hints import by_scrutiny, hints
from ongikar.grievances.models import Grievance, Outcome, Referral, Step, decide
from ongikar.grievances.stepping import answer, report_fits, set_day, take
from ongikar.grievances.steps import Kind, Opinion, Reply, To
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, make_case, moment
from tests.grievances.world import (
    NINE,
    allow_investigation,
    appeal_officer_inside,
    make_grievance,
    separate_grievance_officer,
)

SOON = date(2026, 11, 30)
LATER = moment("2026-12-01 10:00")


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def turn(cast: Cast, gro: Posting) -> Referral:
    """A grievance about an officer who is not the head."""
    found = make_grievance(cast, named=(cast.officer,)).current
    found.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    return found


def ask(turn: Referral, by: Posting, kind: str, **more: Any) -> Step:
    plain: dict[str, Any] = {"to": To.OFFICER, "to_name": "একজন কর্মকর্তা", "text": "লেখাটি", "due_on": SOON, "at": NOW}
    return take(turn, kind, by=by.author(), **{**plain, **more})


def investigate(turn: Referral, by: Posting, **more: Any) -> Step:
    return ask(turn, by, Kind.INVESTIGATION, **{"to": To.INVESTIGATOR, "due_on": None, "above": True, **more})


def suggested(turn: Referral, at: Any = NOW) -> list[tuple[str, str]]:
    return [(hint.clause, hint.act) for hint in hints(Referral.objects.get(pk=turn.pk), at=at)]


ANSWERS: list[tuple[dict[str, str], list[tuple[str, str]]]] = [
    ({}, []),
    ({"1": "no"}, [("7.1(ক)i", "forwarding")]),
    ({"5": "yes"}, [("7.1(ঘ)", "permission")]),
    ({"6": "unclear"}, [("7.1.1(ক)", "information")]),
    ({"7": "no"}, [("7.1.1(ক)", "information")]),
    ({"8": "yes", "2": "no"}, [("7.1(ক)v", "shelving")]),
    ({"8": "yes"}, [("7.1.1(গ)", "acceptance")]),
    ({"9": "yes"}, [("7.1.1(খ)", "")]),
    ({"2": "no", "3": "no", "4": "no"}, [("7.1(ক)v", "shelving")]),
    ({"2": "no", "3": "no", "4": "unclear"}, []),
]


@pytest.mark.clause("7.1.1(ক)", "7.1.1(খ)", "7.1.1(গ)")
@pytest.mark.parametrize(("changed", "expected"), ANSWERS)
def test_answers_that_speak_against_accepting_are_advice(
    changed: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    said = {**NINE, "5": "no", **changed}
    assert [(hint.clause, hint.act) for hint in by_scrutiny(said)] == expected


@pytest.mark.clause("7.1.1(ক)")
def test_the_nine_answers_are_kept_before_it_is_accepted_and_advise_nobody_after(cast: Cast, gro: Posting) -> None:
    turn = make_grievance(cast, named=(cast.officer,)).current
    with pytest.raises(RuleBroken):
        turn.scrutinise(by=gro.author(), at=NOW, scrutiny={"1": "no"})
    stale = Referral.objects.get(pk=turn.pk)
    turn.scrutinise(by=gro.author(), at=NOW, scrutiny={**NINE, "1": "no", "5": "no"})
    assert suggested(turn) == [("7.1(ক)i", "forwarding")]
    with pytest.raises(Overtaken):
        stale.scrutinise(by=gro.author(), at=NOW, scrutiny=NINE)
    turn.accept(by=gro.author(), at=NOW, scrutiny=turn.scrutiny)
    assert suggested(turn) == []


@pytest.mark.clause("7.1(ঘ)")
def test_with_the_opinion_or_past_its_day_without_one_it_is_decided(turn: Referral, gro: Posting) -> None:
    step = ask(turn, gro, Kind.OPINION)
    assert suggested(turn, moment("2026-11-30 16:00")) == []
    assert suggested(turn, LATER) == [("7.1(ঘ)", "decision")]
    answer(step, by=gro.author(), at=NOW, text="সনদে নেই", code=Opinion.OTHER)
    assert suggested(turn) == [("7.1(ঘ)", "decision")]
    decide(turn, Outcome.SERVICE_GIVEN, by=gro.author(), at=LATER, reasons="সেবা দেওয়া হয়েছে")
    assert suggested(turn, LATER) == []


@pytest.mark.clause("7.1(ঙ)i", "7.1(ঙ)ii", "7.1(ঙ)iv", "7.1(ঘ)")
@pytest.mark.parametrize(
    ("code", "clause", "act"),
    [
        (Opinion.SERVED, "7.1(ঙ)i", "decision"), (Opinion.SERVING, "7.1(ঙ)iv", "order"),
        (Opinion.MORE_TIME, "7.1(ঙ)ii", "order"), (Opinion.NEGLECT, "7.1(ঘ)", "permission"),
    ],
)  # fmt: skip
def test_each_of_the_five_instructions_leads_to_the_decision_the_table_has_for_it(
    turn: Referral, gro: Posting, code: str, clause: str, act: str
) -> None:
    answer(ask(turn, gro, Kind.OPINION), by=gro.author(), at=NOW, text="মতামত", code=code)
    assert suggested(turn) == [(clause, act)]


@pytest.mark.clause("7.1(খ)")
def test_the_day_of_an_answer_is_set_anew_with_its_reason_and_moves_no_limit(turn: Referral, gro: Posting) -> None:
    step, due_on = ask(turn, gro, Kind.OPINION), turn.due_on
    with pytest.raises(RuleBroken):
        set_day(step, by=gro.author(), at=NOW, due_on=date(2026, 12, 3), reason=" ")
    with pytest.raises(RuleBroken):
        set_day(step, by=gro.author(), at=LATER, due_on=SOON, reason="গত দিন")
    event = set_day(step, by=gro.author(), at=NOW, due_on=date(2026, 12, 3), reason="নথি আনতে হবে")
    assert (event.facts["before"], event.facts["due_on"]) == ("2026-11-30", "2026-12-03")
    step.refresh_from_db()
    turn.refresh_from_db()
    assert (step.due_on, turn.due_on) == (date(2026, 12, 3), due_on)
    answer(step, by=gro.author(), at=NOW, text="দেওয়া হয়েছে", code=Opinion.SERVED)
    with pytest.raises(Overtaken):
        set_day(step, by=gro.author(), at=NOW, due_on=date(2026, 12, 6), reason="আরও সময়")


@pytest.mark.clause("7.1(ঙ)ii", "7.1(ঙ)iv", "7.1(চ)", "7.4")
def test_an_order_that_is_obeyed_closes_and_one_that_is_not_leads_to_an_investigation(
    turn: Referral, gro: Posting
) -> None:
    order = ask(turn, gro, Kind.ORDER)
    with pytest.raises(RuleBroken, match="প্রতিপালন"):
        decide(turn, Outcome.ORDER_EXECUTED, by=gro.author(), at=NOW, reasons="সেবা দেওয়া হয়েছে")
    assert suggested(turn, LATER) == [("7.1(চ)", "permission")]
    answer(order, by=gro.author(), at=NOW, text="দেওয়া যায়নি", code=Reply.NOT_OBEYED)
    assert suggested(turn) == [("7.1(চ)", "permission")]
    again = ask(turn, gro, Kind.ORDER, at=NOW + timedelta(minutes=1))
    answer(again, by=gro.author(), at=NOW, text="সেবা দেওয়া হয়েছে", code=Reply.OBEYED)
    assert suggested(turn) == [("7.1(চ)", "decision")]
    decide(turn, Outcome.ORDER_EXECUTED, by=gro.author(), at=NOW, reasons="নির্দেশ প্রতিপালিত")
    assert not turn.is_open


@pytest.mark.clause("7.1(ঘ)", "7.1.2")
def test_permission_is_answered_yes_or_no_and_an_investigation_waits_for_it(
    cast: Cast, turn: Referral, gro: Posting
) -> None:
    with pytest.raises(RuleBroken, match="অনুমতি"):
        investigate(turn, gro)
    asked = ask(turn, gro, Kind.PERMISSION, to=To.HEAD, to_posting=cast.head)
    with pytest.raises(RuleBroken):
        answer(asked, by=cast.head.author(), at=NOW, text="দেখলাম")
    answer(asked, by=cast.head.author(), at=NOW, text="না", code=Reply.REFUSED)
    assert suggested(turn) == [("7.1(ঘ)", "decision")]
    with pytest.raises(RuleBroken, match="অনুমতি"):
        investigate(turn, gro)
    again = ask(turn, gro, Kind.PERMISSION, to=To.HEAD, to_posting=cast.head, at=NOW + timedelta(minutes=1))
    answer(again, by=cast.head.author(), at=NOW, text="হ্যাঁ", code=Reply.GRANTED)
    assert suggested(turn) == [("7.1(ঘ)", "investigation")]
    assert investigate(turn, gro).clause == "7.1.2"


@pytest.mark.clause("7.1(ঘ)", "7.1.2")
@pytest.mark.parametrize("who", ["head_concerned", "head_decides"])
def test_permission_goes_one_level_up_where_the_head_is_concerned_or_decides(
    cast: Cast, gro: Posting, who: str
) -> None:
    named = (cast.head,) if who == "head_concerned" else (cast.officer,)
    by = gro if who == "head_concerned" else cast.head
    turn = make_grievance(cast, named=named).current
    turn.accept(by=by.author(), at=NOW, scrutiny=NINE)
    with pytest.raises(RuleBroken, match="এক ধাপ ওপরের"):
        ask(turn, by, Kind.PERMISSION, to=To.HEAD)
    allow_investigation(turn, by, at=NOW)
    investigate(turn, by)


@pytest.mark.clause("7.1.2")
def test_one_investigator_stands_a_step_above_or_a_committee_has_at_most_three(
    cast: Cast, turn: Referral, gro: Posting
) -> None:
    allow_investigation(turn, gro, at=NOW)
    with pytest.raises(RuleBroken, match="এক ধাপ ওপরের"):
        investigate(turn, gro, above=False)
    with pytest.raises(RuleBroken, match="তিনজন"):
        investigate(turn, gro, committee=["দুই", "তিন", "চার"])
    with pytest.raises(RuleBroken, match="তদন্তকারীর নাম"):
        investigate(turn, gro, to_name="")
    with pytest.raises(RuleBroken):
        investigate(turn, gro, to_posting=cast.officer)
    step = investigate(turn, gro, above=False, committee=["দুই", " ", "তিন"])
    assert step.committee == ["দুই", "তিন"]


@pytest.mark.clause("7.1.2")
def test_nobody_investigates_the_head_of_his_own_office(cast: Cast, gro: Posting) -> None:
    turn = make_grievance(cast, named=(cast.head,)).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    allow_investigation(turn, gro, at=NOW)
    with pytest.raises(RuleBroken, match="অধীন"):
        investigate(turn, gro, to_posting=cast.officer)
    investigate(turn, gro, to_posting=cast.stranger)


@pytest.mark.clause("7.1.2(গ)", "7.1(জ)", "7.4")
def test_a_report_has_its_opinion_and_its_twenty_days_and_closes_by_it(turn: Referral, gro: Posting) -> None:
    allow_investigation(turn, gro, at=NOW)
    step = investigate(turn, gro)
    assert step.due_on is not None
    with pytest.raises(RuleBroken, match="২০ কার্যদিবস"):
        set_day(step, by=gro.author(), at=NOW, due_on=step.due_on + timedelta(days=3), reason="দেরি")
    assert ("7.1.2(গ)", "") in suggested(turn, midnight_after(step.due_on))
    for outcome in (Outcome.PROVED, Outcome.NOT_PROVED):
        with pytest.raises(RuleBroken):
            decide(turn, outcome, by=gro.author(), at=NOW, reasons="তদন্ত শেষ হয়নি")
    answer(step, by=gro.author(), at=NOW, text="প্রতিবেদন", code=Reply.PROVED)
    assert ("7.1(জ)", "discipline") in suggested(turn)
    with pytest.raises(RuleBroken, match="সুপারিশ"):
        decide(turn, Outcome.PROVED, by=gro.author(), at=NOW, reasons="প্রমাণিত")
    ask(turn, gro, Kind.DISCIPLINE, to=To.AUTHORITY)
    decide(turn, Outcome.PROVED, by=gro.author(), at=NOW, reasons="প্রমাণিত; ব্যবস্থার সুপারিশ করা হয়েছে")
    assert turn.decisions.get().clause == "7.1(জ), 7.4"


@pytest.mark.clause("7.4.1(ক)", "7.1.2(গ)")
def test_ten_days_are_added_once_at_the_first_tier_alone_and_twenty_that_do_not_fit_are_warned_of(
    cast: Cast, turn: Referral, gro: Posting
) -> None:
    allow_investigation(turn, gro, at=NOW)
    before = turn.due_on
    assert report_fits(turn, investigate(turn, gro).due_on or before)
    assert (turn.extended_days, turn.due_on > before) == (10, True)
    late = midnight_after(turn.due_on) - timedelta(days=9)
    assert not report_fits(turn, investigate(turn, gro, at=late).due_on or before)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=late, reasons="সম্ভব নয়")
    second = _appealed(turn, late)
    second.accept(by=cast.stranger.author(), at=late, scrutiny=NINE)
    told = second.due_on
    investigate(second, cast.stranger, at=late)
    assert (second.extended_days, second.due_on) == (0, told)


def _appealed(turn: Referral, at: Any) -> Referral:
    from ongikar.grievances.appeals import appeal
    from ongikar.journal.authors import requester

    return appeal(turn, appellant="complainant", grounds="মানি না", by=requester("রহিমা"), at=at)


@pytest.mark.clause("7.1.2(ঘ)")
def test_the_minute_of_a_hearing_is_written_after_it_by_whoever_decides(
    cast: Cast, turn: Referral, gro: Posting
) -> None:
    at = moment("2026-11-30 11:00")
    step = ask(
        turn, gro, Kind.HEARING, to=To.CONCERNED, to_posting=cast.officer, meets_at=at, place="কক্ষ ৩", memo_no="১২"
    )
    with pytest.raises(RuleBroken):
        answer(step, by=cast.officer.author(), at=at, text="আমি নির্দোষ")
    with pytest.raises(RuleBroken, match="এখনো হয়নি"):
        answer(step, by=gro.author(), at=NOW, text="কার্যবিবরণী")
    assert suggested(turn, at + timedelta(hours=2)) == [("7.1.2(ঘ)", "answering")]
    answer(step, by=gro.author(), at=at + timedelta(hours=2), text="দুই পক্ষ উপস্থিত ছিলেন")
    assert suggested(turn, at + timedelta(hours=3)) == []


@pytest.mark.clause("7.1(গ)", "7.1(ছ)", "7.1.2(ঘ)")
@pytest.mark.parametrize(
    ("kind", "to"),
    [
        (Kind.EVIDENCE, To.OTHER), (Kind.STATEMENT, To.COMPLAINANT), (Kind.STATEMENT, To.CONCERNED),
        (Kind.STATEMENT, To.OTHER), (Kind.PROCESS, To.HEAD),
    ],
)  # fmt: skip
def test_files_statements_and_recommendations_go_to_whom_the_clause_names(
    turn: Referral, gro: Posting, kind: str, to: str
) -> None:
    step = ask(turn, gro, kind, to=to)
    assert (step.to, step.awaited) == (to, kind != Kind.PROCESS)


@pytest.mark.clause("3", "7.1(ঙ)i", "7.1(ঙ)iii", "7.1(ঙ)v", "7.1(ঙ)vi")
@pytest.mark.parametrize(
    ("outcome", "clause"),
    [
        (Outcome.SERVICE_GIVEN, "7.1(ঙ)i"), (Outcome.ANSWER_OK, "7.1(ঙ)iii, 7.4"), (Outcome.PROVIDER, "7.1(ঙ)v"),
        (Outcome.AUTHORITY, "7.1(ঙ)vi"),
    ],
)  # fmt: skip
def test_each_decision_of_the_table_names_its_clause(turn: Referral, gro: Posting, outcome: str, clause: str) -> None:
    decide(turn, outcome, by=gro.author(), at=NOW, reasons="কারণ")
    assert Grievance.objects.get().current.decisions.get().clause == clause


@pytest.mark.clause("7.1(ক)vi")
def test_of_a_case_the_officer_of_its_post_is_asked_though_he_is_complained_of(cast: Cast, gro: Posting) -> None:
    turn = make_grievance(cast, case=make_case(cast)).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    assert ask(turn, gro, Kind.OPINION, to=To.CONCERNED, to_name="", to_posting=cast.head).to_name.startswith(
        cast.head.account.name_bn
    )


@pytest.mark.clause("7.1.2")
def test_what_led_to_an_investigation_suggests_nothing_once_it_has_begun(turn: Referral, gro: Posting) -> None:
    answer(ask(turn, gro, Kind.OPINION), by=gro.author(), at=NOW, text="জানি না", code=Opinion.OTHER)
    allow_investigation(turn, gro, at=NOW)
    assert suggested(turn) == [("7.1(ঘ)", "decision"), ("7.1(ঘ)", "investigation")]
    investigate(turn, gro)
    assert suggested(turn) == []
