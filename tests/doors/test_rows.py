"""The rows of the queue: what a due date is called, on the office's calendar."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from ongikar.clock.calendar import shipped_calendar
from ongikar.doors.desk.rows import Row, rows_of
from tests.cast import moment

SUNDAY = date(2026, 11, 22)


def row(**changes: Any) -> Row:
    case = {
        "reference": "1234567890",
        "state": "accepted",
        "due_on": SUNDAY,
        "basis": "charter",
        "accept_by": moment("2026-11-24 00:00"),
        "requester__name": "রহিমা খাতুন",
        "promise__name_bn": "ই-মেইল অ্যাকাউন্ট সংক্রান্ত",
        "promise__name_en": "E-mail accounts",
        "channel": "web",
        **changes,
    }
    calendar = shipped_calendar(district="joypurhat")
    return rows_of([SimpleNamespace(**case)], calendar=calendar, at=moment("2026-11-22 10:00"), today=SUNDAY)[0]


@pytest.mark.parametrize(
    ("due_on", "changes", "left", "tone"),
    [
        (date(2026, 11, 25), {}, "৩ কার্যদিবস বাকি", ""),
        (date(2026, 11, 29), {}, "৫ কার্যদিবস বাকি", ""),  # Friday and Saturday do not count
        (date(2026, 11, 23), {}, "১ কার্যদিবস বাকি", "soon"),
        (SUNDAY, {}, "আজ", "soon"),
        (date(2026, 11, 19), {}, "১ কার্যদিবস দেরি", "late"),
        (date(2026, 11, 21), {}, "১ কার্যদিবস দেরি", "late"),
        (date(2026, 11, 19), {"basis": "own_target"}, "১ কার্যদিবস পেরিয়েছে · নিজস্ব লক্ষ্য", "soon"),
        (date(2026, 11, 19), {"state": "waiting"}, "সময় থেমে আছে", ""),
        (date(2026, 11, 19), {"state": "delivered"}, "", ""),
        (None, {"state": "listed", "basis": ""}, "নির্দেশনার অপেক্ষায়", ""),
    ],
)
def test_the_days_left_are_working_days_and_only_a_broken_promise_is_late(
    due_on: date | None, changes: dict[str, Any], left: str, tone: str
) -> None:
    shown = row(due_on=due_on, **changes)
    assert (shown["left"], shown["tone"]) == (left, tone)


def test_a_row_is_plain_words_in_the_pages_language() -> None:
    assert tuple(row().values())[:7] == (
        "১২৩ ৪৫৬ ৭৮৯ ০",
        "/desk/cases/1234567890/",
        "রহিমা খাতুন",
        "ই-মেইল অ্যাকাউন্ট সংক্রান্ত",
        "ওয়েব",
        "কাজ চলছে",
        "২২ নভেম্বর",
    )
    with translation.override("en"):
        english = row()
    assert english["service"] == "E-mail accounts"
    assert (english["reference"], english["link"], english["due"]) == (
        "123 456 789 0",
        "/en/desk/cases/1234567890/",
        "22 November",
    )


def test_another_years_date_carries_the_year() -> None:
    assert row(due_on=date(2027, 1, 3))["due"] == "৩ জানুয়ারি ২০২৭"


def test_a_long_name_is_cut_between_words() -> None:
    name = "সরকারি দপ্তরের ওয়েব পোর্টাল হালনাগাদ ও রক্ষণাবেক্ষণে কারিগরি সহায়তা প্রদান"
    assert row(promise__name_bn=name)["service"] == "সরকারি দপ্তরের ওয়েব পোর্টাল হালনাগাদ ও রক্ষণাবেক্ষণে…"


@pytest.mark.parametrize(("accept_by", "tag"), [("2026-11-22 10:00", "এখনো শুরু হয়নি"), ("2026-11-22 10:01", "")])
def test_what_is_not_yet_accepted_says_so(accept_by: str, tag: str) -> None:
    assert row(state="filed", accept_by=moment(accept_by))["tag"] == tag


def test_the_offices_own_target_is_named_as_one() -> None:
    assert row(basis="own_target")["left"] == "আজ · নিজস্ব লক্ষ্য"


def test_what_people_typed_is_escaped() -> None:
    assert row(requester__name="<b>রহিমা</b>")["who"] == "&lt;b&gt;রহিমা&lt;/b&gt;"
