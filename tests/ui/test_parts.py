"""The filters and tags that pages are written with."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.explanation import Explanation
from ongikar.clock.hours import DHAKA
from ongikar.ui.templatetags import parts

TODAY = date(2026, 3, 17)


@pytest.fixture
def explanation() -> Explanation:
    """Five working days from the Monday before Eid 2026: to the last day of March."""
    return Clock(datetime(2026, 3, 16, 10, 0, tzinfo=DHAKA), 5, "working_day", shipped_calendar()).explanation


def test_weeks_begin_on_sunday_and_leave_days_outside_the_reckoning_empty(explanation: Explanation) -> None:
    weeks = parts.weeks(explanation)
    assert [len(week) for week in weeks] == [7, 7, 7]
    assert weeks[0][0] is None
    assert weeks[0][1] is not None
    assert weeks[0][1] | {"why": ""} == {"day": "১৬", "month": "মার্চ", "state": "zero", "why": ""}
    assert weeks[2][2] is not None
    assert (weeks[2][2]["day"], weeks[2][2]["state"]) == ("৩১", "due-day")
    assert weeks[2][3:] == [None] * 4


def test_a_friday_and_a_saturday_stand_at_the_end_of_each_week(explanation: Explanation) -> None:
    assert parts.week_days()[5:] == ["শুক্র", "শনি"]
    for week in parts.weeks(explanation)[:2]:
        assert [day["state"] for day in week[5:] if day] == ["off", "off"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 17), "আজ"),
        (date(2026, 3, 18), "আগামীকাল"),
        (date(2026, 3, 31), "আর ১৪ দিন"),
        (date(2026, 3, 16), "১ দিন পেরিয়েছে"),
    ],
)
def test_how_far_off_a_date_is_is_said_in_words(day: date, words: str) -> None:
    assert parts.days_to(day, TODAY) == words


@pytest.mark.parametrize(("size", "words"), [(1, "১ কেবি"), (82_400, "৮২ কেবি"), (1_250_000, "১.২ এমবি")])
def test_a_size_is_said_in_words(size: int, words: str) -> None:
    assert parts.file_size(size) == words


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("জনাব মোঃ নাজমুল হোসেন প্রোগ্রামার", "জনাব মোঃ নাজমুল হোসেন"),
        ("মোঃ নাজমুল হোসেন প্রোগ্রামার", "মোঃ নাজমুল হোসেন"),
        ("কর্মকর্তা মোঃ নাজমুল হোসেন", "মোঃ নাজমুল হোসেন"),
        ("ঐ", "মোঃ নাজমুল হোসেন"),
    ],
)
def test_an_officer_keeps_the_title_of_respect_that_is_printed(printed: str, shown: str) -> None:
    assert parts.addressed({"name": "মোঃ নাজমুল হোসেন"}, printed) == shown


@pytest.mark.parametrize(
    ("verb", "basis", "mark"),
    [
        ("case.lapsed", "charter", "broken"),
        ("case.lapsed", "own_target", "stop"),
        ("case.asked", "charter", "stop"),
        ("case.accepted", "charter", ""),
    ],
)
def test_a_broken_promise_alone_is_marked_as_broken(verb: str, basis: str, mark: str) -> None:
    assert parts.mark_of(SimpleNamespace(verb=verb, facts={}), basis) == mark


def test_what_has_no_english_is_marked_as_bangla_but_not_in_a_title() -> None:
    with translation.override("en"):
        named = {"name_bn": "জেলা কার্যালয়", "name_en": ""}
        assert parts.lang(named, "name") == '<span lang="bn">জেলা কার্যালয়</span>'
        assert parts.lang(named, "name", plain=True) == "জেলা কার্যালয়"
        assert parts.lang({"name_bn": "ক", "name_en": "A & B"}, "name") == "A &amp; B"
