"""Posts and those who hold them: work stays with the post, access goes with the person."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from ongikar.cases.access import cases_for, check_may
from ongikar.offices.models import Office, Post, Posting
from ongikar.offices.people import close_account, hand_over, open_post, rename_post, take_charge
from ongikar.offices.roles import ROLES, may
from ongikar.rules import RuleBroken
from tests.cast import NOW, PASSWORD, Cast, account, build_cast, make_case, moment


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def test_every_role_of_a_post_is_in_the_table() -> None:
    assert set(ROLES) == set(Post.Role.values)


def test_who_hands_over_loses_access_that_second_and_the_work_stays(cast: Cast) -> None:
    case = make_case(cast)
    client = Client()
    client.post("/desk/sign-in/", {"username": "head", "password": PASSWORD})
    assert client.get("/desk/").status_code == 200
    hand_over(cast.head, by=cast.head.author(), at=NOW)
    assert client.get("/desk/").status_code == 302
    successor = take_charge(account("new", "নতুন প্রোগ্রামার"), cast.head.post, by=cast.head.author(), at=NOW)
    assert list(cases_for(successor)) == [case]
    with pytest.raises(RuleBroken):
        hand_over(cast.head, by=cast.head.author(), at=NOW)


def test_a_post_has_one_regular_holder_and_others_beside(cast: Cast) -> None:
    by = cast.head.author()
    other = account("other", "অন্য জন")
    with pytest.raises(RuleBroken):
        take_charge(other, cast.officer.post, by=by, at=NOW)
    with pytest.raises(RuleBroken):
        take_charge(other, cast.officer.post, by=by, at=NOW, kind=Posting.Kind.ACTING)
    acting = take_charge(other, cast.officer.post, by=by, at=NOW, kind=Posting.Kind.ACTING, ends_on=date(2026, 12, 3))
    assert Posting.objects.holder_of(cast.officer.post_id, date(2026, 11, 30)) == cast.officer
    extra = take_charge(other, cast.clerk.post, by=by, at=NOW, kind=Posting.Kind.ADDITIONAL)
    assert Posting.objects.of_account(other.pk, moment("2026-12-01 10:00")) == [acting, extra]
    assert Posting.objects.of_account(other.pk, moment("2026-12-05 10:00")) == [extra]


def test_who_leaves_for_good_signs_in_no_more(cast: Cast) -> None:
    close_account(cast.clerk.account, by=cast.head.author(), office=cast.office, at=NOW)
    answer = Client().post("/desk/sign-in/", {"username": "clerk", "password": PASSWORD})
    assert answer.status_code == 422
    assert cast.office.events.filter(verb="office.account_closed").exists()


def test_a_renamed_post_keeps_its_cases(cast: Cast) -> None:
    case = make_case(cast)
    rename_post(cast.head.post, title_bn="জেলা আইসিটি অফিসার", by=cast.head.author(), at=NOW)
    case.refresh_from_db()
    assert case.post.title_bn == "জেলা আইসিটি অফিসার"
    with pytest.raises(RuleBroken):
        open_post(cast.office, title_bn="জেলা আইসিটি অফিসার", role=Post.Role.OFFICER, by=cast.head.author(), at=NOW)


def test_publishing_makes_the_offices_of_part_3_each_with_a_post(cast: Cast) -> None:
    children = list(cast.office.children.order_by("position"))
    assert [child.code for child in children] == [
        "doict-joypurhatsadar-joypurhat",
        "doict-panchbibi-joypurhat",
        "doict-akkelpur-joypurhat",
        "doict-kalai-joypurhat",
        "doict-khetlal-joypurhat",
    ]
    assert all(child.posts.get().role == Post.Role.UPAZILA for child in children)
    assert all(row.office for row in cast.edition.child_offices.all())


def test_a_vacant_upazila_post_is_held_by_the_district_until_somebody_takes_charge(cast: Cast) -> None:
    kalai = Office.objects.get(code="doict-kalai-joypurhat")
    case = make_case(cast)
    due_on = case.due_on
    case.transfer(to=kalai.posts.get(), by=cast.head.author(), at=moment("2026-11-22 15:00"), reason="কালাইয়ের বিষয়")
    assert (case.office, case.due_on) == (kalai, due_on)
    assert list(cases_for(cast.head)) == [case]
    assert list(cases_for(cast.officer)) == []
    upazila = take_charge(account("kalai", "কালাই কর্মকর্তা"), kalai.posts.get(), by=cast.head.author(), at=NOW)
    assert list(cases_for(upazila)) == [case]
    assert list(cases_for(Posting.objects.get(pk=cast.head.pk))) == []  # as the next request sees it


@pytest.mark.parametrize(("role", "act", "may_do"), [
    ("clerk", "case.filed", True), ("clerk", "case.accepted", False), ("officer", "case.accepted", True),
    ("officer", "publish", False), ("upazila", "case.refused", True), ("head", "suspend", True),
])  # fmt: skip
def test_what_a_role_may_do(role: str, act: str, may_do: bool) -> None:
    assert may(Post(role=role), act) is may_do


def test_an_act_that_is_not_the_roles_is_refused(cast: Cast) -> None:
    check_may(cast.head, "case.accepted")
    with pytest.raises(RuleBroken):
        check_may(cast.clerk, "case.accepted")
