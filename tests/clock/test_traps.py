"""What broke in other systems, each with the thread it was told in, and what must hold here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from ongikar.clock.calendar import WorkingCalendar, YearList, shipped_calendar
from ongikar.clock.clock import Clock, ClockStands
from ongikar.clock.days import Day
from ongikar.clock.explanation import Pause
from ongikar.clock.hours import DHAKA, closing, midnight_after, received_day

CALENDAR = shipped_calendar("joypurhat")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


def pause(starts: str, ends: str) -> Pause:
    return Pause(at(starts), at(ends), "কাগজের অপেক্ষা")


def order(day: str, effect: str, announced: str, name: str = "আদেশ", hours: tuple[time, time] | None = None) -> Day:
    on, told = date.fromisoformat(day), date.fromisoformat(announced)
    return Day(on, effect, "executive", name, name, told, name, hours=hours, later=True)  # type: ignore[arg-type]


def due(received: str, days: int, *pauses: Pause, calendar: WorkingCalendar = CALENDAR) -> str:
    return Clock(at(received), days, "working_day", calendar, pauses).due_on.isoformat()


def test_zero_working_days_in_a_week_are_an_error_and_no_endless_loop() -> None:
    """frappe/helpdesk: no guard; zammad#1396: an error."""
    with pytest.raises(ValueError, match="at least one day"):
        WorkingCalendar("none", frozenset(range(7)), (), date(2026, 1, 1), date(2026, 12, 31))


def test_a_calendar_closed_by_orders_for_ever_is_an_error_and_no_endless_loop() -> None:
    """Libredesk caps its iterations and says so."""
    closed = WorkingCalendar("none", frozenset(), (), date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(ValueError, match="number from"):
        closed.nth_after(date(2026, 1, 1), 10**9)
    with pytest.raises(ValueError, match="start of the calendar"):
        closed.nth_before(date(1, 1, 3), 9)


def test_a_minute_around_midnight_belongs_to_one_day_only() -> None:
    """zammad#3180: 23:59 was mapped to 24:00, and the office closed for a minute each midnight."""
    assert midnight_after(date(2026, 11, 24)) == at("2026-11-25T00:00")
    held = pause("2026-11-24T00:00", "2026-11-25T00:00")
    assert held.holds(at("2026-11-24T23:59"))
    assert not held.holds(at("2026-11-25T00:00"))
    whole_day = Clock(at("2026-11-24T00:00"), 24, "hour", CALENDAR)
    assert whole_day.due_at == at("2026-11-25T00:00")


def test_a_holiday_is_a_date_whatever_zone_the_moment_was_written_in() -> None:
    """zammad#3706: holidays a day early in Chile."""
    evening = datetime(2025, 12, 30, 19, 0, tzinfo=UTC)  # 01:00 on the 31st in Dhaka, a holiday
    assert received_day(evening, CALENDAR) == date(2026, 1, 1)


def test_a_promise_of_december_ends_in_january_past_a_holiday_of_one_days_notice() -> None:
    assert due("2025-12-29T10:00", 3) == "2026-01-04"
    assert due("2025-12-29T10:00", 3, calendar=shipped_calendar("joypurhat", date(2025, 12, 29))) == "2026-01-01"


@pytest.mark.parametrize(
    ("received", "expected"),
    [("2026-01-29T10:00", "2026-03-01"), ("2024-01-29T10:00", "2024-02-29"), ("2026-12-31T10:00", "2027-01-31")],
)
def test_a_month_ends_in_the_month_and_on_an_open_day(received: str, expected: str) -> None:
    assert Clock(at(received), 1, "month", CALENDAR).due_on.isoformat() == expected


def test_a_pause_and_its_limit_are_measured_in_one_unit() -> None:
    """glpi#10594: a pause over a weekend was measured in hours, the limit in working time."""
    assert due("2026-11-24T10:00", 3, pause("2026-11-26T16:00", "2026-11-29T10:00")) == "2026-11-30"
    assert due("2026-11-24T10:00", 3, pause("2026-11-26T18:00", "2026-11-29T10:00")) == "2026-11-29"


def test_a_pause_over_holidays_costs_only_the_open_days() -> None:
    """Paused from before Eid till after it: of eleven days three were open."""
    assert due("2025-06-02T10:00", 5) == "2025-06-17"
    assert due("2025-06-02T10:00", 5, pause("2025-06-03T10:00", "2025-06-16T10:00")) == "2025-06-22"


def test_the_second_clock_of_a_reopened_case_owes_nothing_to_the_first() -> None:
    """osTicket PR 5206: late in the moment of reopening; glpi PR 9267: the time spent closed counted."""
    assert due("2026-10-01T10:00", 3) == "2026-10-06"
    assert due("2026-11-24T10:00", 3) == "2026-11-29"


def test_two_announcements_on_one_day_are_read_in_the_order_given() -> None:
    """Closed in the morning, withdrawn in the evening; and the other way round."""
    closed = order("2026-11-25", "off", "2026-11-24", "ছুটি")
    withdrawn = order("2026-11-25", "plain", "2026-11-24", "ছুটি বাতিল")
    assert CALENDAR.with_orders([closed, withdrawn]).is_working(date(2026, 11, 25))
    assert not CALENDAR.with_orders([withdrawn, closed]).is_working(date(2026, 11, 25))


def test_two_holidays_announced_on_one_day_both_count() -> None:
    both = CALENDAR.with_orders(order(f"2026-11-{day}", "off", "2026-11-24") for day in (25, 26))
    assert due("2026-11-24T10:00", 3, calendar=both) == "2026-12-01"


def test_a_limit_is_not_overruled_by_another_clock() -> None:
    """zammad#5177: the update limit overruled the first response. A clock knows its own limit alone."""
    assert due("2026-11-24T10:00", 30) == "2027-01-06"
    assert due("2026-11-24T10:00", 3) == "2026-11-29"


def test_while_a_pause_stands_there_is_no_date_to_move() -> None:
    """glpi#17186: a promised date moved by itself after a pause."""
    standing = Pause(at("2026-11-25T10:00"), None, "কাগজের অপেক্ষা")
    with pytest.raises(ClockStands):
        _ = Clock(at("2026-11-24T10:00"), 3, "working_day", CALENDAR, (standing,)).due_on


@pytest.mark.parametrize("weekend", [{0}, {6}, {0, 1, 2, 3, 4, 5}, set(), {4, 5}, {5, 6}])
def test_any_weekdays_make_a_week(weekend: set[int]) -> None:
    """osTicket#6739: wrong unless certain weekdays are listed."""
    calendar = WorkingCalendar("any", frozenset(weekend), (), date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.count_between(date(2026, 1, 4), calendar.nth_after(date(2026, 1, 4), 7)) == 7


def test_an_order_changes_the_calendar_at_once_and_its_version_with_it() -> None:
    """zammad#1361: a deleted holiday stayed for days in a cache."""
    closed = CALENDAR.with_orders([order("2026-11-25", "off", "2026-11-24")])
    opened = closed.with_orders([order("2026-11-25", "plain", "2026-11-25")])
    assert len({one.version for one in (CALENDAR, closed, opened)}) == 3
    assert opened.is_working(date(2026, 11, 25))


def test_short_hours_end_the_day_earlier_and_close_nothing() -> None:
    hours = (time(9), time(15, 30))
    ramadan = CALENDAR.with_orders([order("2026-11-24", "short", "2026-11-20", "রমজান", hours)])
    assert received_day(at("2026-11-24T15:31"), ramadan) == date(2026, 11, 25)
    assert received_day(at("2026-11-24T15:31"), CALENDAR) == date(2026, 11, 24)
    assert closing(date(2026, 11, 24), ramadan) == at("2026-11-24T15:30")
    assert Clock(at("2026-11-24T15:00"), 2, "hour", ramadan).due_at == at("2026-11-25T10:30")
    friday = CALENDAR.with_orders([order("2026-11-27", "short", "2026-11-20", "রমজান", hours)])
    assert not friday.is_working(date(2026, 11, 27))


def test_short_hours_are_withdrawn_as_any_order_is() -> None:
    hours = (time(9), time(15, 30))
    orders = [order("2026-11-24", "short", "2026-11-20", "রমজান", hours), order("2026-11-24", "plain", "2026-11-21")]
    assert CALENDAR.with_orders(orders).hours_on(date(2026, 11, 24)).closes == time(17)


def test_hours_that_were_not_announced_yet_are_not_known() -> None:
    """Received at four in Ramadan of 2025: after hours for who knows of Ramadan's hours."""
    received = at("2025-03-20T16:00")
    assert received_day(received, shipped_calendar(known_on=date(2025, 3, 20))) == date(2025, 3, 23)
    assert received_day(received, shipped_calendar(known_on=date(2025, 2, 1))) == date(2025, 3, 20)


def test_a_year_entered_from_the_gazette_replaces_what_was_expected_of_it() -> None:
    gazetted = date(2026, 11, 26)
    listed = [order("2027-03-26", "off", "2026-11-26"), order("2027-03-10", "off", "2026-11-26", "ঈদ")]
    calendar = CALENDAR.with_orders(listed, [YearList(2027, gazetted)])
    assert calendar.loaded_until == date(2027, 12, 31)
    assert calendar.is_working(date(2027, 2, 21))  # expected before, not in the list
    assert not calendar.is_working(date(2027, 3, 10))
    assert not calendar.is_working(date(2028, 12, 25)) or calendar.rows[date(2028, 12, 25)].expected
    assert calendar.doubt(date(2027, 3, 1), date(2027, 3, 30)) is None
    assert calendar.doubt(date(2027, 12, 30), date(2028, 1, 4)) == "year_not_loaded"
    assert calendar.version.startswith("bd-2027-")


def test_a_year_entered_for_a_shipped_year_settles_what_was_open() -> None:
    """The gazette of 2026 itself, read: 13 April is in it for all. What was ordered later stays."""
    listed = [order("2026-04-13", "off", "2025-11-09", "চৈত্র সংক্রান্তি")]
    calendar = CALENDAR.with_orders(listed, [YearList(2026, date(2025, 11, 9))])
    assert not calendar.is_working(date(2026, 4, 13))
    assert calendar.is_working(date(2026, 12, 16))  # not in the list as entered
    assert not calendar.is_working(date(2026, 2, 11))  # ordered in January 2026
    known = shipped_calendar("joypurhat", date(2025, 11, 8)).with_orders(listed, [YearList(2026, date(2025, 11, 9))])
    assert known.loaded_until == date(2025, 12, 31)
