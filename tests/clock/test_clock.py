"""The rules of the clock, one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock, ClockStands, clock_of, days_left, staged
from ongikar.clock.explanation import Explanation, Extension, Pause
from ongikar.clock.hours import DHAKA, national_hours, received_day
from ongikar.clock.limits import Part, TimeLimit, Unit

CALENDAR = shipped_calendar("joypurhat")
UNITS = st.sampled_from(["working_day", "day", "week", "month", "year"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


def pause(starts: str, ends: str | None, reason: str = "কাগজপত্র বাকি") -> Pause:
    return Pause(at(starts), at(ends) if ends else None, reason, "papers missing")


def due(received: str, amount: int, unit: Unit, *pauses: Pause) -> str:
    return Clock(at(received), amount, unit, CALENDAR, pauses).due_on.isoformat()


FIRST, LAST = datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2026-08-31")
MOMENTS = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(tzinfo=DHAKA))


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    starts = draw(st.lists(MOMENTS, max_size=4))
    return tuple(Pause(s, s + timedelta(hours=draw(st.integers(0, 400))), f"কারণ {i}") for i, s in enumerate(starts))


# Receipt


@pytest.mark.parametrize(
    ("moment", "zero"),
    [
        ("2025-05-13T10:00", "2025-05-13"),
        ("2025-05-13T06:00", "2025-05-13"),
        ("2025-05-13T00:00", "2025-05-13"),
        ("2025-05-13T17:00", "2025-05-13"),
        ("2025-05-13T17:01", "2025-05-14"),
        ("2025-05-13T23:59", "2025-05-14"),
        ("2025-05-15T17:10", "2025-05-17"),
        ("2025-05-16T10:00", "2025-05-17"),
        ("2025-05-22T18:00", "2025-05-24"),
        ("2025-03-20T15:31", "2025-03-23"),
        ("2025-12-30T18:00", "2026-01-01"),
        ("2024-02-05T16:30", "2024-02-06"),
    ],
)
def test_day_zero_is_the_day_of_receipt_or_the_next_opening(moment: str, zero: str) -> None:
    assert received_day(at(moment), CALENDAR).isoformat() == zero


def test_a_moment_given_in_another_zone_is_taken_in_dhaka() -> None:
    late = datetime(2025, 5, 12, 18, 30, tzinfo=UTC)  # half past midnight of the 13th in Dhaka
    assert received_day(late, CALENDAR) == date(2025, 5, 13)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        received_day(datetime(2025, 5, 13, 10), CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        (date(2022, 9, 1), "08:00", "15:00"),
        (date(2024, 6, 13), "09:00", "16:00"),
        (date(2024, 6, 19), "09:00", "17:00"),
        (date(2024, 7, 28), "09:00", "15:00"),
        (date(2025, 3, 10), "09:00", "15:30"),
        (date(2026, 3, 10), "09:00", "15:30"),
        (date(2026, 11, 24), "09:00", "17:00"),
    ],
)
def test_the_office_hours_of_each_period(day: date, opens: str, closes: str) -> None:
    hours = national_hours(day)
    assert (f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}") == (opens, closes)


# Limits


def test_a_day_limit_is_kept_at_any_hour_of_its_last_day() -> None:
    clock = Clock(at("2026-11-24T10:00"), 3, "working_day", CALENDAR)
    assert clock.due_on == date(2026, 11, 29)
    assert clock.lapses_at == at("2026-11-30T00:00")


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-24T10:00", 30, "day", "2026-12-24"),
        ("2026-11-24T10:00", 3, "day", "2026-11-29"),  # 27 November is a Friday
        ("2026-11-24T10:00", 2, "week", "2026-12-08"),
        ("2025-12-24T10:00", 7, "day", "2026-01-01"),  # 31 December was a holiday
        ("2026-01-31T18:00", 1, "month", "2026-03-01"),
        ("2025-01-30T10:00", 1, "month", "2025-03-02"),  # ends on Friday 28 February
        ("2024-01-31T10:00", 1, "month", "2024-02-29"),
        ("2025-12-30T10:00", 2, "month", "2026-03-01"),  # clamps to Saturday 28 February
        ("2024-02-29T10:00", 1, "year", "2025-03-02"),
        ("2026-10-18T10:00", 1, "day", "2026-10-19"),
        ("2026-10-18T10:00", 2, "day", "2026-10-22"),  # Puja on the 20th and 21st
    ],
)
def test_calendar_limits_clamp_to_the_month_and_move_to_an_open_day(
    received: str, amount: int, unit: Unit, expected: str
) -> None:
    assert due(received, amount, unit) == expected


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-24T10:00", 2, "hour", "2026-11-24T12:00"),
        ("2026-11-24T16:00", 2, "hour", "2026-11-25T10:00"),
        ("2026-11-24T07:00", 30, "minute", "2026-11-24T09:30"),
        ("2026-11-26T16:30", 80, "minute", "2026-11-29T09:50"),
        ("2026-11-24T09:00", 8, "hour", "2026-11-24T17:00"),
        ("2026-11-24T18:00", 8, "hour", "2026-11-25T17:00"),
        ("2026-11-24T10:00", 24, "hour", "2026-11-25T10:00"),
        ("2026-11-26T20:00", 72, "hour", "2026-11-29T20:00"),
    ],
)
def test_few_hours_are_office_hours_and_many_are_elapsed(received: str, amount: int, unit: Unit, expected: str) -> None:
    clock = Clock(at(received), amount, unit, CALENDAR)
    assert clock.due_at == clock.lapses_at == at(expected)
    assert clock.due_on == at(expected).date()


def test_a_pause_takes_its_minutes_out_of_an_hour_limit() -> None:
    held = pause("2026-11-24T10:30", "2026-11-24T11:00")
    assert Clock(at("2026-11-24T10:00"), 2, "hour", CALENDAR, (held,)).due_at == at("2026-11-24T12:30")
    assert Clock(at("2026-11-24T10:00"), 24, "hour", CALENDAR, (held,)).due_at == at("2026-11-25T10:30")
    with pytest.raises(ClockStands):
        _ = Clock(at("2026-11-24T10:00"), 2, "hour", CALENDAR, (pause("2026-11-24T10:30", None),)).lapses_at


@pytest.mark.parametrize("unit", ["working_day", "week", "month", "year", "hour", "minute"])
def test_a_limit_of_zero_is_an_error(unit: Unit) -> None:
    with pytest.raises(ValueError, match="no limit"):
        Clock(at("2026-11-24T10:00"), 0, unit, CALENDAR)


def test_a_negative_limit_and_an_empty_extension_are_errors() -> None:
    with pytest.raises(ValueError, match="no limit"):
        Clock(at("2026-11-24T10:00"), -1, "day", CALENDAR)
    with pytest.raises(ValueError, match="extension"):
        Clock(at("2026-11-24T10:00"), 1, "day", CALENDAR, extensions=(Extension(0, "day", "তদন্ত", "প্রধান"),))
    with pytest.raises(ValueError, match="hundred years"):
        _ = Clock(at("2026-11-24T10:00"), 200, "year", CALENDAR).due_on


def test_a_same_day_promise_is_due_on_day_zero() -> None:
    assert Clock.same_day(at("2026-11-24T10:00"), CALENDAR).due_on == date(2026, 11, 24)
    assert Clock.same_day(at("2026-11-26T18:00"), CALENDAR).due_on == date(2026, 11, 29)


def test_an_investigation_gives_ten_working_days_more() -> None:
    investigation = Extension(10, "working_day", "তদন্ত শুরু", "অভিযোগ নিষ্পত্তি কর্মকর্তা")
    clock = Clock(at("2026-03-15T10:00"), 30, "working_day", CALENDAR, extensions=(investigation,))
    assert clock.due_on == Clock(at("2026-03-15T10:00"), 40, "working_day", CALENDAR).due_on
    assert clock.explanation.counted == 40


def test_an_extension_in_another_unit_runs_on_from_the_end_of_the_promise() -> None:
    more = Extension(1, "month", "যন্ত্র মেরামত", "দপ্তরপ্রধান")
    clock = Clock(at("2026-11-24T10:00"), 3, "working_day", CALENDAR, extensions=(more,))
    assert clock.due_on == date(2026, 12, 29)
    twice = Clock(at("2025-12-31T10:00"), 1, "month", CALENDAR, extensions=(more,))
    assert twice.due_on == Clock(at("2025-12-31T10:00"), 2, "month", CALENDAR).due_on


def test_an_extension_needs_its_reason_and_its_author() -> None:
    for reason, by in (("", "প্রধান"), ("তদন্ত", " ")):
        with pytest.raises(ValueError, match="its reason and its author"):
            Extension(10, "working_day", reason, by)


def test_an_extension_is_told_with_its_reason_and_its_author() -> None:
    more = Extension(10, "working_day", "তদন্ত শুরু", "অভিযোগ নিষ্পত্তি কর্মকর্তা")
    why = Clock(at("2026-11-24T10:00"), 3, "working_day", CALENDAR, extensions=(more,)).explanation
    assert "সময় বৃদ্ধি ১০ কার্যদিবস: তদন্ত শুরু (অভিযোগ নিষ্পত্তি কর্মকর্তা)" in why.sentences("bn")
    assert Explanation.from_json(why.to_json()) == why


# Pauses


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-11-25T10:00", "2026-11-25T15:00", "2026-11-29"),  # resumed before the close: the day counts
        ("2026-11-25T10:00", "2026-11-26T15:00", "2026-11-30"),  # the 25th does not
        ("2026-11-25T10:00", "2026-11-26T17:30", "2026-12-01"),  # the answer came after the close of the 26th
        ("2026-11-25T17:30", "2026-11-26T09:00", "2026-11-29"),  # paused after the close: the 25th counts
        ("2026-11-26T18:00", "2026-11-28T23:00", "2026-11-29"),  # over the weekend nothing is lost
        ("2026-11-24T11:00", "2026-11-24T20:00", "2026-11-29"),  # day zero does not count anyway
    ],
)
def test_a_day_counts_if_the_clock_ran_at_its_close(starts: str, ends: str, expected: str) -> None:
    assert due("2026-11-24T10:00", 3, "working_day", pause(starts, ends)) == expected


def test_a_pause_moves_a_month_by_the_days_it_held() -> None:
    assert due("2026-11-02T10:00", 1, "month") == "2026-12-02"
    assert due("2026-11-02T10:00", 1, "month", pause("2026-11-09T10:00", "2026-11-14T10:00")) == "2026-12-07"


def test_a_last_day_on_a_holiday_under_a_pause_waits_for_the_clock() -> None:
    held = pause("2026-11-28T10:00", "2026-11-30T10:00")
    assert due("2026-11-24T10:00", 3, "day", held) == "2026-11-30"


def test_while_an_open_pause_holds_the_clock_there_is_no_date() -> None:
    clock = Clock(at("2026-11-24T10:00"), 3, "working_day", CALENDAR, (pause("2026-11-26T10:00", None),))
    assert clock.stands
    assert clock.explanation.due_on is None
    assert clock.explanation.counted == 1
    with pytest.raises(ClockStands):
        _ = clock.due_on


def test_an_open_pause_that_begins_after_the_last_day_changes_nothing() -> None:
    clock = Clock(at("2026-11-24T10:00"), 3, "working_day", CALENDAR, (pause("2026-11-29T18:00", None),))
    assert not clock.stands
    assert clock.due_on == date(2026, 11, 29)


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        pause("2026-11-26T10:00", "2026-11-25T10:00")
    with pytest.raises(ValueError, match="time zone"):
        Pause(datetime(2026, 11, 26), None, "কাগজ")  # noqa: DTZ001


@settings(max_examples=60)
@given(MOMENTS, st.integers(1, 40), UNITS, pauses(), st.randoms(use_true_random=False))
def test_the_order_of_pauses_does_not_matter(
    moment: datetime, amount: int, unit: Unit, held: tuple[Pause, ...], random: Random
) -> None:
    amount = 1 if unit == "year" else amount
    shuffled = list(held)
    random.shuffle(shuffled)
    first = Clock(moment, amount, unit, CALENDAR, held).explanation
    assert Clock(moment, amount, unit, CALENDAR, tuple(shuffled)).explanation == first


@settings(max_examples=60)
@given(MOMENTS, st.integers(1, 60), pauses(), UNITS)
def test_an_explanation_covers_every_day_and_sums_to_the_date(
    moment: datetime, amount: int, held: tuple[Pause, ...], unit: Unit
) -> None:
    amount = 1 if unit == "year" else amount
    clock = Clock(moment, amount, unit, CALENDAR, held)
    why = clock.explanation
    shown = [mark.day for mark in why.days()]
    assert shown == [why.received_on + timedelta(days=i) for i in range(len(shown))]
    assert shown[-1] == why.due_on == clock.due_on
    assert CALENDAR.is_working(clock.due_on)
    if unit == "working_day":
        assert why.counted == amount
    if unit == "day":
        assert why.counted == amount or why.spans[-1].why == "next_open_day"


@settings(max_examples=60)
@given(MOMENTS, st.integers(1, 60), pauses(), UNITS)
def test_a_pause_never_makes_a_date_earlier(moment: datetime, amount: int, held: tuple[Pause, ...], unit: Unit) -> None:
    amount = 1 if unit == "year" else amount
    assert Clock(moment, amount, unit, CALENDAR, held).due_on >= Clock(moment, amount, unit, CALENDAR).due_on


@settings(max_examples=40)
@given(MOMENTS, st.integers(1, 60), pauses(), st.sampled_from(["working_day", "day", "month", "hour"]))
def test_an_explanation_survives_json(moment: datetime, amount: int, held: tuple[Pause, ...], unit: Unit) -> None:
    why = Clock(moment, amount, unit, CALENDAR, held).explanation
    assert Explanation.from_json(why.to_json()) == why


# From the charter's words


@pytest.mark.parametrize(
    "limit",
    [
        TimeLimit("তাৎক্ষণিক", "instant", instant=True),
        TimeLimit("তাৎক্ষণিক/ কার্যদিবস", "composite", instant=True, unit="working_day"),
        TimeLimit("নির্দেশনা অনুযায়ী", "by_instruction"),
        TimeLimit("", "none"),
        TimeLimit("প্রতি ৩ মাসে", "schedule", max=3, unit="month"),
    ],
)
def test_a_promise_without_a_number_has_no_clock(limit: TimeLimit) -> None:
    assert clock_of(limit, at("2026-11-24T10:00"), CALENDAR) is None


def test_a_range_runs_to_its_upper_end_and_zero_is_the_same_day() -> None:
    span = TimeLimit("৩-৭ কার্যদিবস", "range", min=3, max=7, unit="working_day")
    clock = clock_of(span, at("2026-11-24T10:00"), CALENDAR)
    assert clock is not None
    assert clock.amount == 7
    today = clock_of(TimeLimit("একই দিনে", "duration", max=0, unit="working_day"), at("2026-11-24T10:00"), CALENDAR)
    assert today is not None
    assert today.due_on == date(2026, 11, 24)


def test_a_composite_runs_on_its_longest_part() -> None:
    parts = (
        Part("পরিদর্শন", None, 15, "working_day"),
        Part("প্রতিবেদন", None, 1, "month"),
        Part("জরুরি", None, None, None),
    )
    clock = clock_of(TimeLimit("…", "composite", parts=parts), at("2026-11-24T10:00"), CALENDAR)
    assert clock is not None
    assert (clock.amount, clock.unit) == (1, "month")


def test_an_instant_with_a_fallback_is_held_to_the_fallback() -> None:
    limit = TimeLimit("তাৎক্ষণিক/ ০১ (এক) কার্যদিবস", "composite", instant=True, max=1, unit="working_day")
    clock = clock_of(limit, at("2026-11-24T10:00"), CALENDAR)
    assert clock is not None
    assert clock.due_on == date(2026, 11, 25)


def test_stages_follow_each_other_and_the_last_ends_the_whole() -> None:
    parts = (Part("পরিদর্শন", None, 1, "month"), Part("প্রতিবেদন", None, 15, "day"))
    clocks = staged(TimeLimit("…", "composite", parts=parts), at("2026-01-28T10:00"), CALENDAR)
    # 28 February is a Saturday: the inspection may end on Sunday 1 March; fifteen days later is the 16th.
    assert [clock.due_on for clock in clocks] == [date(2026, 3, 1), date(2026, 3, 16)]


def test_a_stage_without_a_number_is_named() -> None:
    with pytest.raises(ValueError, match="বরাদ্দ"):
        staged(TimeLimit("…", "composite", parts=(Part("বরাদ্দ", None, None, None),)), at("2026-01-28T10:00"), CALENDAR)


def test_days_left_counts_open_days_and_goes_below_zero_once_late() -> None:
    due_on = date(2026, 11, 29)
    assert days_left(due_on, date(2026, 11, 24), CALENDAR) == 3
    assert days_left(due_on, due_on, CALENDAR) == 0
    assert days_left(due_on, date(2026, 12, 1), CALENDAR) == -2
