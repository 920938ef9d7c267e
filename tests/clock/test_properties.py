"""What must hold for every week, every year, every limit and every pause."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.clock.calendar import WorkingCalendar, shipped_calendar
from ongikar.clock.clock import Clock, told
from ongikar.clock.days import Day
from ongikar.clock.explanation import Explanation, Extension, Pause
from ongikar.clock.hours import DHAKA
from ongikar.clock.limits import Unit

WEEKENDS = [frozenset(days) for n in range(7) for days in combinations(range(7), n)]
YEARS = range(2023, 2028)
FIRST, LAST = datetime.fromisoformat("2022-12-01"), datetime.fromisoformat("2027-12-31")
MOMENTS = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(tzinfo=DHAKA))
DAYS = st.dates(FIRST.date(), LAST.date())
DAY_UNITS: st.SearchStrategy[Unit] = st.sampled_from(["working_day", "day", "week"])
ALL_UNITS: st.SearchStrategy[Unit] = st.sampled_from(["working_day", "day", "week", "month", "hour", "minute"])


def week(weekend: frozenset[int], orders: tuple[Day, ...] = ()) -> WorkingCalendar:
    return WorkingCalendar("test", weekend, orders, date(2023, 1, 1), date(2026, 12, 31))


def order(day: date, effect: str = "off", announced: date = date(2020, 1, 1)) -> Day:
    return Day(day, effect, "office", "আদেশ", "order", announced, "order 12", level="office")  # type: ignore[arg-type]


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Any week with any orders: closed days, days declared working, orders withdrawn."""
    orders = draw(st.lists(st.builds(order, DAYS, st.sampled_from(["off", "on", "plain"]), DAYS), max_size=12))
    return week(draw(st.sampled_from(WEEKENDS)), tuple(orders))


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    starts = draw(st.lists(MOMENTS, max_size=3))
    return tuple(Pause(s, s + timedelta(hours=draw(st.integers(0, 300))), f"কারণ {i}") for i, s in enumerate(starts))


@pytest.mark.parametrize("weekend", WEEKENDS, ids=lambda days: "".join(map(str, sorted(days))) or "none")
def test_n_working_days_after_any_day_lie_on_a_working_day_and_count_n(weekend: frozenset[int]) -> None:
    for year in YEARS:
        calendar = week(weekend, tuple(order(date(year, month, 5)) for month in range(1, 13)))
        for start in (date(year, 1, 1) + timedelta(days=offset) for offset in range(0, 365, 13)):
            for n in (1, 3, 30):
                due = calendar.nth_after(start, n)
                assert calendar.is_working(due)
                assert calendar.count_between(start, due) == n


@given(calendars(), DAYS, st.integers(1, 60))
def test_counting_back_is_counting_the_other_way_round(calendar: WorkingCalendar, day: date, n: int) -> None:
    before = calendar.nth_before(day, n)
    assert calendar.is_working(before)
    assert calendar.count_between(before - timedelta(days=1), day - timedelta(days=1)) == n


@settings(max_examples=150)
@given(MOMENTS, st.integers(1, 60), DAY_UNITS, pauses(), st.sets(DAYS, max_size=10))
def test_a_holiday_added_never_moves_a_date_earlier(
    moment: datetime, amount: int, unit: Unit, held: tuple[Pause, ...], added: set[date]
) -> None:
    calendar = shipped_calendar("joypurhat")
    more = calendar.with_orders([order(day, announced=date(2027, 12, 31)) for day in added])
    assert Clock(moment, amount, unit, more, held).due_on >= Clock(moment, amount, unit, calendar, held).due_on


@settings(max_examples=100)
@given(MOMENTS, st.integers(1, 30), ALL_UNITS, DAYS)
def test_a_holiday_added_never_moves_a_limit_of_months_or_hours_earlier(
    moment: datetime, amount: int, unit: Unit, added: date
) -> None:
    calendar = shipped_calendar("joypurhat")
    more = calendar.with_orders([order(added, announced=date(2027, 12, 31))])
    before, after = (Clock(moment, amount, unit, one).lapses_at for one in (calendar, more))
    assert after >= before


@given(MOMENTS, st.integers(1, 60), calendars(), calendars())
def test_a_date_once_told_is_never_shortened_by_any_change(
    moment: datetime, amount: int, before: WorkingCalendar, now: WorkingCalendar
) -> None:
    first, again = (Clock(moment, amount, "working_day", one) for one in (before, now))
    assert told(first.due_on, again.due_on) >= first.due_on
    assert again.explanation.keeping(first.due_on).told_on == told(first.due_on, again.due_on)


@settings(max_examples=80)
@given(
    st.lists(
        st.builds(
            order,
            DAYS,
            st.sampled_from(["off", "on"]),
            st.dates(date(2022, 1, 1), date(2022, 6, 30)),
        )
    )
)
def test_orders_about_different_days_may_come_in_any_order(orders: list[Day]) -> None:
    single = list({row.on: row for row in orders}.values())
    forward, back = week(frozenset({4, 5}), tuple(single)), week(frozenset({4, 5}), tuple(reversed(single)))
    assert forward.version == back.version
    assert forward.rows == back.rows


@settings(max_examples=80)
@given(MOMENTS, st.integers(1, 30), ALL_UNITS, pauses(), st.randoms(use_true_random=False))
def test_pauses_may_be_told_in_any_order(
    moment: datetime, amount: int, unit: Unit, held: tuple[Pause, ...], random: Random
) -> None:
    shuffled = list(held)
    random.shuffle(shuffled)
    calendar = shipped_calendar("joypurhat")
    first = Clock(moment, amount, unit, calendar, held).explanation
    assert Clock(moment, amount, unit, calendar, tuple(shuffled)).explanation == first


@given(MOMENTS, st.integers(1, 20), st.lists(st.integers(1, 20), min_size=2, max_size=4))
def test_extensions_of_one_unit_may_come_in_any_order(moment: datetime, amount: int, more: list[int]) -> None:
    given_ = tuple(Extension(days, "working_day", "তদন্ত", "প্রধান") for days in more)
    calendar = shipped_calendar("joypurhat")
    whole = Clock(moment, amount + sum(more), "working_day", calendar).due_on
    assert Clock(moment, amount, "working_day", calendar, extensions=given_).due_on == whole
    assert Clock(moment, amount, "working_day", calendar, extensions=given_[::-1]).due_on == whole


@settings(max_examples=150)
@given(calendars(), MOMENTS, st.integers(1, 40), ALL_UNITS, pauses())
def test_an_explanation_covers_every_day_and_sums_to_the_date(
    calendar: WorkingCalendar, moment: datetime, amount: int, unit: Unit, held: tuple[Pause, ...]
) -> None:
    clock = Clock(moment, amount, unit, calendar, held)
    why = clock.explanation
    shown = [mark.day for mark in why.days()]
    assert shown == [why.received_on + timedelta(days=i) for i in range(len(shown))]
    assert shown[-1] == why.due_on == clock.due_on
    if unit == "working_day":
        assert why.counted == amount
        assert calendar.is_working(clock.due_on)
        counted = [day for span in why.spans if span.counts for day in (span.starts, span.ends)]
        assert all(map(calendar.is_working, counted))


@settings(max_examples=100)
@given(calendars(), MOMENTS, st.integers(1, 40), ALL_UNITS, pauses(), st.integers(0, 20))
def test_a_stored_explanation_comes_back_as_it_was(
    calendar: WorkingCalendar, moment: datetime, amount: int, unit: Unit, held: tuple[Pause, ...], later: int
) -> None:
    why = Clock(moment, amount, unit, calendar, held).explanation
    why = why.keeping(why.due_on + timedelta(days=later) if why.due_on else None)
    assert Explanation.from_json(json.loads(json.dumps(why.to_json()))) == why
