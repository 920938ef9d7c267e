"""What an order about the calendar does to a turn: its date moves later, with a fact, and never earlier."""

from __future__ import annotations

from datetime import date

from ongikar.clock.explanation import Explanation
from ongikar.grievances.models import Referral
from tests.cast import Cast, moment
from tests.grievances.world import make_grievance
from tests.orders import REF, in_force


def turn_of(cast: Cast) -> Referral:
    return make_grievance(cast).referrals.order_by("-number")[0]


def again(turn: Referral) -> Referral:
    return Referral.objects.select_related("grievance").get(pk=turn.pk)


def test_a_turn_moves_later_with_its_reason_and_a_fact(cast: Cast) -> None:
    turn = turn_of(cast)
    assert turn.due_on == date(2027, 1, 4)
    ripple = in_force(cast, "রাষ্ট্রীয় শোক ২৬ নভেম্বর ২০২৬")
    moved = again(turn)
    assert (moved.due_on, moved.lapses_at, moved.act_after) == (
        date(2027, 1, 5),
        moment("2027-01-06 00:00"),
        moment("2027-01-06 00:00"),
    )
    assert moved.revision == turn.revision + 1
    event = moved.grievance.events.get(verb="grievance.redated")
    assert (event.facts["was"], event.facts["due_on"], event.facts["source"]) == ("2027-01-04", "2027-01-05", REF)
    assert Explanation.from_json(moved.explanation).moved[0].name_bn == "রাষ্ট্রীয় শোক"
    assert ripple.totals() == {"moved": 1}


def test_a_turn_never_moves_earlier(cast: Cast) -> None:
    turn = turn_of(cast)
    in_force(cast, "২৮ নভেম্বর ২০২৬ কর্মদিবস")
    assert again(turn).due_on == turn.due_on
    assert not turn.grievance.events.filter(verb="grievance.redated").exists()


def test_a_turn_that_has_lapsed_stays_lapsed(cast: Cast) -> None:
    turn = turn_of(cast)
    at = moment("2027-01-05 09:00")
    in_force(cast, "রাষ্ট্রীয় শোক ৪ জানুয়ারি ২০২৭", at=at, announced_on=date(2027, 1, 3))
    assert again(turn).due_on == date(2027, 1, 4)


def test_what_moved_it_is_named_from_the_day_of_filing_on_the_clock_of_dhaka(cast: Cast) -> None:
    """Filed at two in the night: in Greenwich it is the day before still."""
    turn = make_grievance(cast, at=moment("2026-11-26 02:00")).current
    in_force(cast, "রাষ্ট্রীয় শোক ২৫ নভেম্বর ২০২৬\nশীতের ছুটি ২৯ নভেম্বর ২০২৬", at=moment("2026-11-26 10:00"))
    [moved] = Explanation.from_json(again(turn).explanation).moved
    assert moved.name_bn == "শীতের ছুটি"
