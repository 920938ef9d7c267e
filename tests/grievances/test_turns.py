"""A turn from scrutiny to decision, lapse and appeal, through all three tiers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ongikar.grievances import steps
from ongikar.grievances.appeals import appeal, appeal_by
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.forwarding import forward
from ongikar.grievances.lifecycle import MOVES, State
from ongikar.grievances.models import Outcome, Referral, Step, decide
from ongikar.grievances.stepping import answer, report_fits, take
from ongikar.journal.authors import requester
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, moment
from tests.grievances.world import (
    NINE,
    allow_investigation,
    appeal_officer_inside,
    make_grievance,
    seat,
    separate_grievance_officer,
)

COMPLAINANT = requester("রহিমা খাতুন")
AFTER = moment("2027-01-05 09:00")  # the day after the limit


@pytest.fixture
def turn(cast: Cast) -> Referral:
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    return make_grievance(cast, named=(cast.head,)).current


def run(now: datetime) -> None:
    for _ in range(20):
        if not lapse_next(now):
            return
    raise AssertionError("the loop does not come to rest")


@pytest.mark.clause("7.1.1(ক)")
def test_all_nine_questions_are_answered_before_it_is_accepted(cast: Cast, turn: Referral) -> None:
    by = cast.officer.author()
    with pytest.raises(RuleBroken):
        turn.accept(by=by, at=NOW, scrutiny={**NINE, "9": ""})
    turn.accept(by=by, at=NOW, scrutiny=NINE)
    assert turn.state == State.ACCEPTED


@pytest.mark.clause("7.1(ক)v")
def test_shelving_needs_a_reason_and_what_to_do_instead(cast: Cast, turn: Referral) -> None:
    with pytest.raises(RuleBroken):
        turn.shelve(by=cast.officer.author(), at=NOW, reason="আদালতে বিচারাধীন", instead=" ")
    turn.shelve(by=cast.officer.author(), at=NOW, reason="আদালতে বিচারাধীন", instead="আদালতের রায়ের পরে আসুন")
    assert (turn.state, turn.decisions.get().clause) == (State.SHELVED, "7.1(ক)v")


@pytest.mark.clause("7.1(ক)vi", "7.1(খ)")
def test_an_opinion_is_asked_by_a_day_and_answered_by_one_of_five_instructions(cast: Cast, turn: Referral) -> None:
    by = cast.officer.author()
    turn.accept(by=by, at=NOW, scrutiny=NINE)
    with pytest.raises(RuleBroken):
        take(turn, steps.Kind.OPINION, by=by, at=NOW, to=steps.To.OFFICER, text="মতামত দিন")
    step = take(
        turn, steps.Kind.OPINION, by=by, at=NOW, to=steps.To.OFFICER, to_posting=cast.head, text="মতামত দিন",
        due_on=date(2026, 11, 26),
    )  # fmt: skip
    with pytest.raises(RuleBroken):
        answer(step, by=cast.head.author(), at=NOW, text="দেওয়া হয়েছে")
    answer(step, by=cast.head.author(), at=NOW, text="দেওয়া হয়েছে", code=steps.Opinion.SERVED)
    with pytest.raises(Overtaken):
        answer(step, by=cast.head.author(), at=NOW, text="আবার", code=steps.Opinion.SERVED)


@pytest.mark.clause("7.4.1(ক)", "7.1.2(গ)")
def test_an_investigation_adds_ten_days_once_and_its_report_has_at_most_twenty(cast: Cast, turn: Referral) -> None:
    by, late = cast.officer.author(), moment("2026-12-20 10:00")
    turn.accept(by=by, at=NOW, scrutiny=NINE)
    allow_investigation(turn, cast.officer, at=late)
    before = turn.due_on

    def investigate(text: str, **more: Any) -> Step:
        return take(
            turn, steps.Kind.INVESTIGATION, by=by, at=late, to=steps.To.INVESTIGATOR, to_name="উপপরিচালক", text=text,
            above=True, **more,
        )  # fmt: skip

    with pytest.raises(RuleBroken):
        investigate("তদন্ত করুন", due_on=late.date() + timedelta(days=60))
    step = investigate("তদন্ত করুন")
    assert turn.extended_days == 10
    assert turn.due_on > before
    assert step.due_on is not None
    assert report_fits(turn, step.due_on)
    extended = turn.due_on
    investigate("আরেকটি তদন্ত")
    assert turn.due_on == extended


def test_a_lapse_is_noted_when_it_happened_once_and_the_turn_stays_open(turn: Referral) -> None:
    for days in range(4):
        run(AFTER + timedelta(days=3 * days))
    turn.refresh_from_db()
    assert (turn.lapsed_at, turn.is_open) == (moment("2027-01-05 00:00"), True)
    event = turn.events.get(verb="grievance.lapsed")
    assert (event.at, event.noticed_at) == (moment("2027-01-05 00:00"), AFTER)


def test_whoever_decides_in_the_same_second_wins(cast: Cast, turn: Referral) -> None:
    turn.accept(by=cast.officer.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.SERVICE_GIVEN, by=cast.officer.author(), at=turn.lapses_at, reasons="সেবা দেওয়া হয়েছে")
    run(AFTER)
    assert not turn.events.filter(verb="grievance.lapsed").exists()


@pytest.mark.clause("6.2")
def test_an_appeal_waits_for_a_decision_or_a_lapse_and_is_lodged_once(cast: Cast, turn: Referral) -> None:
    with pytest.raises(RuleBroken):
        appeal(turn, appellant="complainant", grounds="দেরি", by=COMPLAINANT, at=NOW)
    run(AFTER)
    turn.refresh_from_db()
    second = appeal(turn, appellant="complainant", grounds="উত্তর নেই", by=COMPLAINANT, at=AFTER)
    assert (second.tier, second.limit_tier, second.appeal_late, turn.state) == (2, 2, False, State.APPEALED)
    with pytest.raises(RuleBroken):
        appeal(turn, appellant="complainant", grounds="আবার", by=COMPLAINANT, at=AFTER)


@pytest.mark.clause("6.2")
def test_a_late_appeal_is_taken_marked_and_left_to_the_officer(cast: Cast, turn: Referral) -> None:
    turn.accept(by=cast.officer.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=cast.officer.author(), at=NOW, reasons="সম্ভব নয়")
    assert appeal_by(turn) == date(2026, 12, 22)
    second = appeal(turn, appellant="complainant", grounds="মানি না", by=COMPLAINANT, at=moment("2026-12-23 10:00"))
    assert second.appeal_late


@pytest.mark.clause("6.3", "7.2", "7.3")
def test_from_the_first_tier_to_the_last_and_no_further(cast: Cast, turn: Referral) -> None:
    run(AFTER)
    turn.refresh_from_db()
    second = appeal(turn, appellant="complainant", grounds="উত্তর নেই", by=COMPLAINANT, at=AFTER)
    second.accept(by=cast.stranger.author(), at=AFTER, scrutiny=NINE)
    with pytest.raises(RuleBroken):
        decide(second, Outcome.CELL, by=cast.stranger.author(), at=AFTER, reasons="না")
    decide(second, Outcome.UPHELD, by=cast.stranger.author(), at=AFTER, reasons="আগের সিদ্ধান্ত ঠিক")
    third = appeal(second, appellant="complainant", grounds="মানি না", by=COMPLAINANT, at=AFTER)
    assert (third.tier, third.seat.outside) == (3, True)
    assert (third.due_on - second.due_on).days > 30
    third.accept(by=cast.stranger.author(), at=AFTER, scrutiny=NINE)
    decide(third, Outcome.CELL, by=cast.stranger.author(), at=AFTER, reasons="সুপারিশ করা হলো")
    with pytest.raises(RuleBroken):
        appeal(third, appellant="complainant", grounds="আবার", by=COMPLAINANT, at=AFTER)


def test_automatic_appeal_is_a_setting_with_its_law_and_off_by_itself(cast: Cast, turn: Referral) -> None:
    found = seat(cast, 1, turn.seat.post)  # type: ignore[arg-type]
    assert not found.automatic
    found.automatic, found.automatic_source = True, "আইন (পরীক্ষা) ধারা ১"
    found.save(update_fields=["automatic", "automatic_source"])
    run(AFTER)
    following = turn.grievance.current
    assert (following.tier, following.opened_by) == (2, Referral.Opened.AUTOMATIC)
    assert following.filed_at == moment("2027-01-05 00:00")


@pytest.mark.clause("7.1(ক)i")
def test_forwarding_never_restarts_the_complainants_clock(cast: Cast, turn: Referral) -> None:
    from ongikar.charter.models import Edition, Tier
    from ongikar.grievances.models import TierSeat

    there = cast.stranger.office
    edition = Edition.objects.create(office=there, state="published", drafted_at=NOW)
    Tier.objects.create(edition=edition, tier=1, when_bn="", to_bn="অনিক")
    TierSeat.objects.create(office=there, tier=1, post=cast.stranger.post, title="অনিক")
    following = forward(turn, to=there, by=cast.officer.author(), at=moment("2026-11-25 10:00"), reason="তাঁদের বিষয়")
    assert (following.filed_at, following.due_on) == (turn.filed_at, turn.due_on)
    assert (turn.state, following.grievance.office) == (State.FORWARDED, there)
    with pytest.raises(RuleBroken):
        forward(following, to=cast.office.children.first(), by=cast.stranger.author(), at=NOW, reason=" ")  # type: ignore[arg-type]


def test_every_move_not_in_the_table_is_refused(cast: Cast, turn: Referral) -> None:
    turn.withdraw(by=COMPLAINANT, at=NOW)
    with pytest.raises(RuleBroken):
        turn.accept(by=cast.officer.author(), at=NOW, scrutiny=NINE)
    assert all(to in State.values for verbs in MOVES.values() for states in verbs.values() for to in states)
