"""The blacklist (8): recommended when proved, decided by the appeal officer; it closes the web form alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import Settings

from ongikar.grievances.around.access import barring_deeds, barrings_for
from ongikar.grievances.around.barring import (
    Letter,
    appeal_barring,
    approve,
    closed_online,
    in_force,
    lift,
    recommend_barring,
    refuse,
    settle_appeal,
)
from ongikar.grievances.around.models import Barring
from ongikar.grievances.models import Grievance, Outcome, TierSeat, decide
from ongikar.grievances.parts import Concerned
from ongikar.offices.models import Office, Post, Posting
from ongikar.offices.people import open_post, take_charge
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, account
from tests.grievances.world import SEATED, appeal_officer_inside, make_grievance, seat, separate_grievance_officer

PHONE = "+8801712345678"
TODAY = NOW.date()
MEMO = Letter("৫৬.০৪-১২", TODAY)
WHY = {"reason": "একই লেখা পঞ্চাশবার", "proof": "তদন্তে মিথ্যা প্রমাণিত, প্রতিবেদন ১২"}


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def above(cast: Cast, gro: Posting) -> Posting:
    return appeal_officer_inside(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting) -> Grievance:
    return decided(make_grievance(cast, named=(cast.officer,)), gro)


def decided(grievance: Grievance, by: Posting) -> Grievance:
    decide(grievance.current, Outcome.SHELVED, by=by.author(), at=NOW, reasons="প্রমাণ নেই", instead="আপিল")
    grievance.refresh_from_db()
    return grievance


def listed(grievance: Grievance, *, first: Posting, second: Posting) -> Barring:
    """By an appeal officer inside, or by the letter of one outside."""
    barring = recommend_barring(grievance, **WHY, by=first, at=NOW)
    approve(barring, by=second, at=NOW, letter=MEMO)
    return barring


@pytest.mark.clause("8")
def test_the_grievance_officer_recommends_and_the_appeal_officer_decides(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance, settings: Settings
) -> None:
    settings.BLACKLIST_DAYS = 30
    with pytest.raises(RuleBroken, match="অনিক হিসেবে"):
        recommend_barring(grievance, **WHY, by=above, at=NOW)
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    assert in_force(grievance, TODAY) is None
    for nobody in (gro, cast.head):
        assert barring_deeds(nobody, barring, at=NOW) == ()
        with pytest.raises(RuleBroken):
            approve(barring, by=nobody, at=NOW, letter=MEMO)
    with pytest.raises(RuleBroken):
        refuse(barring, note=" ", by=above, at=NOW)
    approve(barring, by=above, at=NOW)
    assert in_force(grievance, TODAY + timedelta(days=30)) == barring
    assert in_force(grievance, TODAY + timedelta(days=31)) is None
    assert PHONE not in str(Barring.objects.values().get())


@pytest.mark.clause("8")
def test_only_what_is_proved_in_a_decided_grievance_is_recommended(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    still_open = make_grievance(cast, key="open", named=(cast.officer,))
    with pytest.raises(RuleBroken, match="নিষ্পন্ন নয়"):
        recommend_barring(still_open, **WHY, by=gro, at=NOW)
    for lacking in ({**WHY, "proof": " "}, {**WHY, "reason": " "}):
        with pytest.raises(RuleBroken):
            recommend_barring(grievance, **lacking, by=gro, at=NOW)
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    grievance.current.reopen(by=gro.author(), at=NOW, reason="নতুন প্রমাণ")
    with pytest.raises(RuleBroken, match="নিষ্পন্ন নয়"):
        approve(Barring.objects.get(pk=barring.pk), by=above, at=NOW)


def test_it_needs_a_number_and_there_is_no_second_recommendation(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    nameless = decided(make_grievance(cast, key="n", named=(cast.officer,), anonymous=True, complainant=None), gro)
    with pytest.raises(RuleBroken):
        recommend_barring(nameless, **WHY, by=gro, at=NOW)
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    with pytest.raises(RuleBroken):
        recommend_barring(grievance, **WHY, by=gro, at=NOW)
    approve(barring, by=above, at=NOW)
    with pytest.raises(RuleBroken):
        recommend_barring(grievance, **WHY, by=gro, at=NOW)


@pytest.mark.clause("8")
def test_the_letter_of_an_appeal_officer_outside_is_written_down_by_another(
    cast: Cast, gro: Posting, grievance: Grievance
) -> None:
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    assert barring_deeds(gro, barring, at=NOW) == ()
    with pytest.raises(RuleBroken):
        approve(barring, by=gro, at=NOW, letter=MEMO)
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    for letter in (Letter(), Letter(" ", TODAY), Letter("৫", tomorrow), Letter("৫", yesterday)):
        with pytest.raises(RuleBroken):
            approve(barring, by=cast.head, at=NOW, letter=letter)
    approve(barring, by=cast.head, at=NOW, letter=MEMO)
    assert (barring.state, barring.memo_no, barring.memo_on) == (Barring.State.IN_FORCE, "৫৬.০৪-১২", TODAY)


def test_where_nobody_else_is_there_the_recommender_writes_the_letter_down(
    cast: Cast, gro: Posting, grievance: Grievance
) -> None:
    make_grievance(cast, key="of-head", named=(cast.head,))
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    with pytest.raises(RuleBroken):
        approve(barring, by=gro, at=NOW)
    approve(barring, by=gro, at=NOW, letter=MEMO)


def test_whoever_is_complained_of_from_the_number_has_no_part_in_it(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    make_grievance(cast, key="of-above", named=(above,))
    assert not barrings_for(above).exists()
    deeds: tuple[Callable[..., object], ...] = (approve, refuse, lift)
    for deed in deeds:
        with pytest.raises(RuleBroken, match="আপনার বিরুদ্ধে"):
            deed(barring, note="x", by=above, at=NOW)
    make_grievance(cast, key="of-gro", named=(gro,))
    with pytest.raises(RuleBroken, match="আপনার বিরুদ্ধে"):
        recommend_barring(grievance, **WHY, by=gro, at=NOW)


def test_an_appeal_officer_outside_who_is_complained_of_has_no_part_either(
    cast: Cast, gro: Posting, grievance: Grievance
) -> None:
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    appeals = TierSeat.objects.get(office=cast.office, tier=2)
    other = make_grievance(cast, key="of-seat", seats=(appeals,))
    assert Concerned.objects.filter(grievance=other, seat=appeals).exists()
    with pytest.raises(RuleBroken):
        approve(barring, by=cast.head, at=NOW, letter=MEMO)


@pytest.mark.clause("8")
def test_a_listed_number_is_closed_online_and_taken_down_like_any_other(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    assert closed_online(cast.office, PHONE, TODAY) is None
    barring = listed(grievance, first=gro, second=above)
    assert closed_online(cast.office, PHONE, TODAY) == barring
    assert closed_online(cast.office, PHONE, TODAY + timedelta(days=181)) is None
    assert [closed_online(cast.office, other, TODAY) for other in ("", "+8801812345678")] == [None, None]
    again = make_grievance(cast, key="again", named=(cast.officer,), medium="phone")
    assert (again.current.tier, again.current.is_open) == (1, True)
    assert again.current.due_on == grievance.current.due_on
    assert in_force(again, TODAY) == barring


def test_the_appeal_officer_takes_it_off_again_and_nobody_below(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    barring = listed(grievance, first=gro, second=above)
    assert [barring_deeds(one, barring, at=NOW) for one in (gro, cast.head, above)] == [(), (), ("lifting",)]
    with pytest.raises(RuleBroken):
        lift(barring, note="x", by=gro, at=NOW)
    lift(barring, note="ভুল নম্বর", by=above, at=NOW)
    assert closed_online(cast.office, PHONE, TODAY) is None


def test_the_tier_above_settles_an_appeal_and_nobody_his_own(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    post = open_post(above.post.office, title_bn="সেল", role=Post.Role.OFFICER, by=cast.head.author(), at=SEATED)
    cell = take_charge(account("cell", "সেল কর্মকর্তা"), post, by=cast.head.author(), at=SEATED)
    seat(cast, 3, post)
    barring = listed(grievance, first=gro, second=above)
    with pytest.raises(RuleBroken):
        appeal_barring(barring, text=" ", at=NOW)
    appeal_barring(barring, text="একবারই লিখেছি", at=NOW)
    with pytest.raises(Overtaken):
        appeal_barring(barring, text="আবার", at=NOW)
    barring.refresh_from_db()
    assert [barring_deeds(one, barring, at=NOW) for one in (gro, above, cell)] == [(), ("lifting",), ("settling",)]
    with pytest.raises(RuleBroken):
        settle_appeal(barring, lifted=False, note="ঠিক", by=above, at=NOW)
    settle_appeal(barring, lifted=True, note="প্রমাণ নেই", by=cell, at=NOW)
    assert barring.state == Barring.State.LIFTED
    with pytest.raises((Overtaken, RuleBroken)):
        settle_appeal(Barring.objects.get(), lifted=False, note="আবার", by=cell, at=NOW)


def test_the_decision_of_a_tier_outside_is_written_down_with_its_memo(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    barring = listed(grievance, first=gro, second=above)
    appeal_barring(barring, text="একবারই লিখেছি", at=NOW)
    barring.refresh_from_db()
    with pytest.raises(RuleBroken):
        settle_appeal(barring, lifted=False, note="বহাল", by=cast.head, at=NOW)
    settle_appeal(barring, lifted=False, note="বহাল", by=cast.head, at=NOW, letter=MEMO)
    barring.refresh_from_db()
    assert (barring.state, barring.appeal_open) == (Barring.State.IN_FORCE, False)


def test_an_appeal_after_the_end_has_nothing_to_appeal_from(
    cast: Cast, gro: Posting, above: Posting, grievance: Grievance
) -> None:
    barring = listed(grievance, first=gro, second=above)
    with pytest.raises(RuleBroken):
        appeal_barring(barring, text="কেন", at=NOW + timedelta(days=181))


@pytest.mark.clause("5.1.1", "8")
def test_the_list_of_an_upazila_is_that_of_the_district(cast: Cast, gro: Posting, above: Posting) -> None:
    below = Office.objects.filter(parent=cast.office).order_by("position")[0]
    first = decided(make_grievance(cast, office=below, named=(cast.officer,)), gro)
    barring = listed(first, first=gro, second=above)
    assert barring.office == cast.office
    again = make_grievance(cast, key="again", named=(cast.officer,))
    assert in_force(again, TODAY) == barring
    assert closed_online(below, PHONE, TODAY) == barring
    assert in_force(make_grievance(cast, key="n", anonymous=True, complainant=None), TODAY) is None
