"""The list of the interested: who waits, and many taken up by one order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ongikar.cases.listing import is_up
from ongikar.cases.models import Case
from tests.cast import NOW, Cast, make_case
from tests.doors.desk import signed_in

PATH = "/desk/interested/citizen-6/"


def three(cast: Cast) -> list[Case]:
    names = ["রহিমা", "করিম", "সালমা"]
    return [
        make_case(cast, "citizen-6", key=name, name=name, at=NOW + timedelta(minutes=n)) for n, name in enumerate(names)
    ]


def picks(cases: list[Case]) -> list[str]:
    return [f"{case.reference}:{case.revision}" for case in cases]


def again(cases: list[Case]) -> list[Case]:
    return [Case.objects.get(pk=case.pk) for case in cases]


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def order(**changes: Any) -> dict[str, Any]:
    return {
        "deed": "order",
        "order-order_no": "৫৬.০৪.১২",
        "order-order_on": ahead(-1),
        "order-new_date": ahead(20),
        **changes,
    }


FEES = {"deed": "fees", "fees-amount": "০", "fees-rule": "প্রশিক্ষণ নীতিমালা"}


def test_the_lists_say_how_many_wait_and_when_they_come_up(cast: Cast) -> None:
    assert "নির্দেশনার অপেক্ষায় কেউ নেই" in signed_in("head").get("/desk/interested/").content.decode()
    three(cast)
    page = signed_in("head").get("/desk/interested/").content.decode()
    assert "তালিকা আবার সামনে আসবে" in page
    assert '<b class="num">৩</b>' in page


@pytest.mark.parametrize(
    ("day", "up"),
    [("2026-11-30", True), ("2026-12-01", True), ("2026-12-07", True), ("2026-12-08", False), ("2026-11-29", False)],
)
def test_the_lists_come_up_at_each_months_end_and_stay_up_for_a_week(day: str, up: bool) -> None:
    assert is_up(date.fromisoformat(day)) is up


def test_many_are_told_the_fee_and_taken_up_by_one_order_each_with_an_entry_of_its_own(cast: Cast) -> None:
    first, second, third = three(cast)
    client = signed_in("head")
    refused = client.post(PATH, order(pick=picks([first, second])))
    assert refused.status_code == 422
    assert "আগে সেবার মূল্য" in refused.content.decode()
    assert client.post(PATH, {**FEES, "pick": picks([first, second])}).status_code == 302
    assert client.post(PATH, order(pick=picks(again([first, second])))).status_code == 302
    first, second, third = again([first, second, third])
    assert [case.state for case in (first, second, third)] == ["accepted", "accepted", "listed"]
    assert (first.order_no, first.due_on, first.basis) == ("৫৬.০৪.১২", ahead(20), "order")
    assert [event.verb for event in second.events.order_by("pk")] == ["case.filed", "case.fee_set", "case.accepted"]


@pytest.mark.parametrize(
    "changes",
    [
        {"order-order_no": ""},
        {"order-new_date": ""},
        {"order-order_on": ahead(2)},
        {"order-new_date": ahead(-2)},
        {"pick": []},
        {"pick": ["1111111111:0"]},
        {"pick": ["x"]},
    ],
)
def test_a_bad_order_takes_up_nobody_and_keeps_what_was_typed(cast: Cast, changes: dict[str, Any]) -> None:
    cases = three(cast)
    client = signed_in("head")
    client.post(PATH, {**FEES, "pick": picks(cases)})
    typed = order(pick=picks(again(cases)), **{k: v for k, v in changes.items() if k != "pick"})
    answer = client.post(PATH, {**typed, **changes})
    assert answer.status_code == 422
    assert {case.state for case in again(cases)} == {"listed"}
    if changes.get("order-order_no") != "":
        assert "৫৬.০৪.১২" in answer.content.decode()
    if "pick" not in changes:
        assert answer.content.decode().count(" checked") == 3


def test_when_one_of_them_was_taken_up_meanwhile_nobody_is(cast: Cast) -> None:
    cases = three(cast)
    client = signed_in("head")
    client.post(PATH, {**FEES, "pick": picks(cases)})
    seen = picks(again(cases))
    Case.objects.get(pk=cases[0].pk).withdraw(by=cast.head.author(), at=timezone.now(), reason="নিজে বলেছেন")
    answer = client.post(PATH, order(pick=seen))
    assert answer.status_code == 422
    assert "তালিকাটি এইমাত্র বদলেছে" in answer.content.decode()
    assert [case.state for case in again(cases)] == ["withdrawn", "listed", "listed"]


def test_the_list_is_seen_by_its_office_and_post_and_taken_up_by_who_has_the_duty(cast: Cast) -> None:
    cases = three(cast)
    for username in ("officer", "stranger"):
        client = signed_in(username)
        assert client.get(PATH)["Location"] == "/desk/interested/"
        assert "কেউ নেই" in client.get("/desk/interested/").content.decode()
        assert client.post(PATH, {**FEES, "pick": picks(cases)}).status_code == 422
    clerk = signed_in("clerk").post(PATH, {**FEES, "pick": picks(cases)})
    assert "আপনার পদের নয়" in clerk.content.decode()
    assert signed_in("head").put(PATH).status_code == 405
    assert {case.fee_amount for case in again(cases)} == {None}


def test_a_post_without_a_deed_does_nothing(cast: Cast) -> None:
    cases = three(cast)
    assert signed_in("head").post(PATH, {"deed": "other", "pick": picks(cases)}).status_code == 422
    assert {case.state for case in again(cases)} == {"listed"}
