"""The blacklist: off by itself, two persons, an end, an appeal; and nobody is ever kept from complaining."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from ongikar.grievances.around.access import barring_deeds, barrings_for
from ongikar.grievances.around.barring import (
    appeal_barring,
    approve,
    ask_barring,
    in_force,
    lift,
    refuse,
    settle_appeal,
)
from ongikar.grievances.around.models import Barring
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Office, Posting
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

PHONE = "+8801712345678"
TODAY = NOW.date()


@pytest.fixture
def gro(cast: Cast, settings: Settings) -> Posting:
    settings.BLACKLIST = True
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting) -> Grievance:
    return make_grievance(cast, named=(cast.officer,))


def listed(grievance: Grievance, *, first: Posting, second: Posting) -> Barring:
    barring = ask_barring(grievance, reason="একই লেখা পঞ্চাশবার", by=first, at=NOW)
    approve(barring, by=second, at=NOW)
    return barring


def test_it_is_off_unless_the_office_turns_it_on(cast: Cast, gro: Posting, settings: Settings) -> None:
    barring = listed(make_grievance(cast, named=(cast.officer,)), first=gro, second=cast.head)
    assert in_force(barring.grievance, TODAY) == barring
    settings.BLACKLIST = False
    assert in_force(barring.grievance, TODAY) is None
    with pytest.raises(RuleBroken):
        ask_barring(barring.grievance, reason="কারণ", by=gro, at=NOW)


def test_one_proposes_and_another_approves_and_it_ends_by_itself(
    cast: Cast, gro: Posting, grievance: Grievance, settings: Settings
) -> None:
    settings.BLACKLIST_DAYS = 30
    barring = ask_barring(grievance, reason="একই লেখা পঞ্চাশবার", by=gro, at=NOW)
    assert in_force(grievance, TODAY) is None
    with pytest.raises(RuleBroken):
        approve(barring, by=gro, at=NOW)
    with pytest.raises(RuleBroken):
        refuse(barring, note=" ", by=cast.head, at=NOW)
    approve(barring, by=cast.head, at=NOW)
    assert in_force(grievance, TODAY + timedelta(days=30)) == barring
    assert in_force(grievance, TODAY + timedelta(days=31)) is None
    assert PHONE not in str(Barring.objects.values().get())


def test_it_needs_a_reason_and_a_number_and_no_second_proposal(cast: Cast, gro: Posting, grievance: Grievance) -> None:
    with pytest.raises(RuleBroken):
        ask_barring(grievance, reason=" ", by=gro, at=NOW)
    nameless = make_grievance(cast, key="n", named=(cast.officer,), anonymous=True, complainant=None)
    with pytest.raises(RuleBroken):
        ask_barring(nameless, reason="কারণ", by=gro, at=NOW)
    barring = ask_barring(grievance, reason="কারণ", by=gro, at=NOW)
    with pytest.raises(RuleBroken):
        ask_barring(grievance, reason="আবার", by=gro, at=NOW)
    approve(barring, by=cast.head, at=NOW)
    with pytest.raises(RuleBroken):
        ask_barring(grievance, reason="আবার", by=gro, at=NOW)


def test_whoever_is_complained_of_from_the_number_has_no_part_in_it(
    cast: Cast, gro: Posting, grievance: Grievance
) -> None:
    make_grievance(cast, key="of-head", named=(cast.head,))
    with pytest.raises(RuleBroken):
        ask_barring(grievance, reason="কারণ", by=cast.head, at=NOW)
    barring = ask_barring(grievance, reason="কারণ", by=gro, at=NOW)
    assert not barrings_for(cast.head).exists()
    with pytest.raises(RuleBroken):
        approve(barring, by=cast.head, at=NOW)
    with pytest.raises(RuleBroken):
        lift(barring, note="x", by=cast.head, at=NOW)
    above = appeal_officer_inside(cast)
    assert barring_deeds(above, barring) == ("approval", "refusal")
    approve(barring, by=above, at=NOW)


def test_a_listed_number_complains_like_any_other(cast: Cast, gro: Posting, grievance: Grievance) -> None:
    listed(grievance, first=gro, second=cast.head)
    again = make_grievance(cast, key="again", named=(cast.officer,))
    assert (again.current.tier, again.current.is_open) == (1, True)
    assert again.current.due_on == grievance.current.due_on


def test_the_next_tier_settles_an_appeal_and_nobody_his_own(cast: Cast, gro: Posting, grievance: Grievance) -> None:
    above = appeal_officer_inside(cast)
    barring = listed(grievance, first=gro, second=cast.head)
    with pytest.raises(RuleBroken):
        appeal_barring(barring, text=" ", at=NOW)
    appeal_barring(barring, text="একবারই লিখেছি", at=NOW)
    with pytest.raises(Overtaken):
        appeal_barring(barring, text="আবার", at=NOW)
    barring.refresh_from_db()
    assert [barring_deeds(one, barring) for one in (gro, above)] == [("lifting",), ("settling", "lifting")]
    with pytest.raises(RuleBroken):
        settle_appeal(barring, lifted=True, note="ঠিক", by=cast.head, at=NOW)
    settle_appeal(barring, lifted=True, note="প্রমাণ নেই", by=above, at=NOW)
    assert barring.state == Barring.State.LIFTED
    with pytest.raises((Overtaken, RuleBroken)):
        settle_appeal(barring, lifted=False, note="আবার", by=above, at=NOW)


def test_the_decision_of_a_tier_outside_is_written_down_with_its_memo(
    cast: Cast, gro: Posting, grievance: Grievance
) -> None:
    barring = listed(grievance, first=gro, second=cast.head)
    appeal_barring(barring, text="একবারই লিখেছি", at=NOW)
    with pytest.raises(RuleBroken):
        settle_appeal(barring, lifted=False, note="বহাল", by=gro, at=NOW)
    settle_appeal(barring, lifted=False, note="বহাল", memo_no="৫৬.০৪-১২", by=gro, at=NOW)
    barring.refresh_from_db()
    assert (barring.state, barring.appeal_open) == (Barring.State.IN_FORCE, False)


def test_an_appeal_after_the_end_has_nothing_to_appeal_from(cast: Cast, gro: Posting, grievance: Grievance) -> None:
    barring = listed(grievance, first=gro, second=cast.head)
    with pytest.raises(RuleBroken):
        appeal_barring(barring, text="কেন", at=NOW + timedelta(days=181))


@pytest.mark.clause("5.1.1")
def test_the_list_of_an_upazila_is_that_of_the_district(cast: Cast, gro: Posting) -> None:
    below = Office.objects.filter(parent=cast.office).order_by("position")[0]
    barring = listed(make_grievance(cast, office=below, named=(cast.officer,)), first=gro, second=cast.head)
    assert barring.office == cast.office
    again = make_grievance(cast, key="again", named=(cast.officer,))
    assert in_force(again, TODAY) == barring
    assert in_force(make_grievance(cast, key="n", anonymous=True, complainant=None), TODAY) is None
