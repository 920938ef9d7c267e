"""Counting working days, for anybody: without JavaScript, in either digits, with the reasons."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, moment
from tests.orders import in_force

PAGE = "/doict-joypurhat/count/"


def asked(**changes: str) -> dict[str, str]:
    return {"since": "২৪ নভেম্বর ২০২৬", "number": "৩", "unit": "working_day", "district": "joypurhat", **changes}


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def counted(**changes: str) -> str:
    answer = Client().get(PAGE, asked(**changes))
    assert answer.status_code == 200, text_of(answer)
    return text_of(answer)


def test_the_form_is_there_for_anybody_with_the_offices_own_district(cast: Cast) -> None:
    answer = Client().get(PAGE)
    assert answer.status_code == 200
    assert answer.context["form"].initial["district"] == "joypurhat"
    assert answer.context["explanation"] is None


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, "রবিবার, ২৯ নভেম্বর ২০২৬"),
        ({"since": "24/11/2026", "number": "3"}, "রবিবার, ২৯ নভেম্বর ২০২৬"),
        ({"late": "on"}, "সোমবার, ৩০ নভেম্বর ২০২৬"),
        ({"unit": "month", "number": "১"}, "বৃহস্পতিবার, ২৪ ডিসেম্বর ২০২৬"),
        ({"since": "১৫ মে ২০২৫"}, "সোমবার, ১৯ মে ২০২৫"),
        ({"since": "১০ এপ্রিল ২০২৫", "district": "rangamati"}, "বৃহস্পতিবার, ১৭ এপ্রিল ২০২৫"),
        ({"since": "১০ এপ্রিল ২০২৫", "district": "joypurhat"}, "বুধবার, ১৬ এপ্রিল ২০২৫"),
    ],
)
def test_a_count_comes_to_a_day(cast: Cast, changes: dict[str, str], day: str) -> None:
    assert f"{day}-এর মধ্যে" in counted(**changes)


def test_a_count_is_explained_and_says_when_it_is_provisional(cast: Cast) -> None:
    page = counted(since="২৯ ডিসেম্বর ২০২৬", number="৩")
    assert "২৯ ডিসে ২০২৬ গ্রহণ (দিন শূন্য)" in page
    assert "২০২৭ সালের ছুটির তালিকা এখনো যোগ হয়নি" in page


def test_an_offices_own_orders_count_here_too(cast: Cast) -> None:
    in_force(cast, "রাষ্ট্রীয় শোক ২৬ নভেম্বর ২০২৬", at=moment("2026-11-22 10:00"))
    assert "সোমবার, ৩০ নভেম্বর ২০২৬-এর মধ্যে" in counted()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"since": "কাল"}, "তারিখটি এভাবে লিখুন"),
        ({"since": ""}, "কোন দিন থেকে"),
        ({"since": "৩১/১১/২০২৬"}, "তারিখটি এভাবে লিখুন"),
        ({"number": ""}, "কত দিন"),
        ({"number": "০"}, "১ থেকে ১০০০"),
        ({"number": "-3"}, "১ থেকে ১০০০"),
        ({"number": "তিন"}, "১ থেকে ১০০০"),
        ({"number": "1001"}, "১ থেকে ১০০০"),
        ({"since": "31/12/9999"}, "এত দূরের"),
        ({"district": "mars"}, "mars"),
        ({"unit": "fortnight"}, "fortnight"),
    ],
)
def test_what_cannot_be_counted_is_said_and_what_was_typed_stays(
    cast: Cast, changes: dict[str, str], words: str
) -> None:
    answer = Client().get(PAGE, asked(**changes))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert 'value="২৪ নভেম্বর ২০২৬"' in answer.content.decode() or "since" in changes


def test_an_office_under_another_counts_by_its_orders_and_a_strange_one_is_not_there(cast: Cast) -> None:
    child = cast.office.children.order_by("pk")[0]
    assert Client().get(f"/{child.code}/count/").status_code == 200
    assert Client().get("/nowhere/count/").status_code == 404


def test_the_page_is_there_in_english_with_its_digits(cast: Cast) -> None:
    page = text_of(Client().get(f"/en{PAGE}", asked(since="24 Nov 2026", number="3")))
    assert "29 November 2026" in page
