"""An office's own orders: entered, checked, in force; append-only, dated, and merged with what is shipped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.clock.gazette import read_orders
from ongikar.offices import calendars, ordering
from ongikar.offices.calendars import calendar_in, calendar_of
from ongikar.offices.models import CalendarOrder, Office, OrderDay, Ripple
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, build_cast, moment
from tests.orders import entered, in_force, settle

CLOSED = "রাষ্ট্রীয় শোক ২৯ নভেম্বর ২০২৬"
DAY = date(2026, 11, 29)


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def order_of(ripple: Ripple) -> CalendarOrder:
    return CalendarOrder.objects.get(ripples=ripple)


def seen(office: Office) -> Office:
    """The office as a request reads it."""
    return Office.objects.get(pk=office.pk)


def test_nothing_changes_until_an_order_is_in_force(cast: Cast) -> None:
    order = entered(cast.clerk, CLOSED)
    assert calendar_of(seen(cast.office)).is_working(DAY)
    ordering.check(order, by=cast.head, at=NOW)
    assert calendar_of(seen(cast.office)).is_working(DAY)
    settle(NOW)
    ordering.approve(order, by=cast.head, at=NOW)
    closed = calendar_of(seen(cast.office)).why_closed(DAY)
    assert closed is not None
    assert (closed.name_bn, closed.source, closed.announced) == ("রাষ্ট্রীয় শোক", order.legal_ref, NOW.date())


def test_who_enters_does_not_check(cast: Cast) -> None:
    order = entered(cast.clerk, CLOSED)
    with pytest.raises(RuleBroken, match="অন্য একজন"):
        ordering.check(order, by=cast.clerk, at=NOW)
    ordering.check(order, by=cast.officer, at=NOW)
    order.refresh_from_db()
    assert (order.checked_by, order.unchecked) == (cast.officer, False)


def test_who_is_alone_confirms_again_and_the_order_is_marked_unchecked(cast: Cast) -> None:
    order = ordering.enter(
        by=cast.stranger,  # the only one in the other office
        at=NOW,
        kind="order",
        year=None,
        legal_ref="আদেশ ১২",
        announced_on=NOW.date(),
        days=read_orders(CLOSED).days,
        only_here=False,
        entry_key="alone",
    )
    ordering.check(order, by=cast.stranger, at=NOW)
    order.refresh_from_db()
    assert order.unchecked


def test_only_the_head_approves_and_only_what_was_counted(cast: Cast) -> None:
    order = entered(cast.clerk, CLOSED)
    ordering.check(order, by=cast.officer, at=NOW)
    with pytest.raises(RuleBroken, match="শুধু দপ্তরপ্রধান"):
        ordering.approve(order, by=cast.officer, at=NOW)
    with pytest.raises(RuleBroken, match="গোনা এখনো শেষ হয়নি"):
        ordering.approve(order, by=cast.head, at=NOW)


def test_an_order_is_approved_once(cast: Cast) -> None:
    order = order_of(in_force(cast, CLOSED))
    with pytest.raises(RuleBroken):
        ordering.approve(order, by=cast.head, at=NOW)
    stale = CalendarOrder.objects.get(pk=order.pk)
    stale.state, stale.revision = "checked", 1
    with pytest.raises((Overtaken, RuleBroken)):
        ordering.approve(stale, by=cast.head, at=NOW)


def test_two_clicks_enter_one_order(cast: Cast) -> None:
    assert entered(cast.clerk, CLOSED) == entered(cast.clerk, CLOSED)
    assert CalendarOrder.objects.count() == 1
    assert OrderDay.objects.count() == 1


def test_an_order_reaches_the_offices_under_the_one_that_entered_it(cast: Cast) -> None:
    upazila = cast.office.children.order_by("pk")[0]
    stranger = cast.stranger.office
    in_force(cast, CLOSED)
    assert not calendar_of(seen(upazila)).is_working(DAY)
    assert calendar_of(seen(stranger)).is_working(DAY)


def test_an_offices_own_holiday_closes_that_office_alone(cast: Cast) -> None:
    in_force(cast, "উপনির্বাচন ২৯ নভেম্বর ২০২৬", only_here=True)
    upazila = cast.office.children.order_by("pk")[0]
    assert not calendar_of(seen(cast.office)).is_working(DAY)
    assert calendar_of(seen(upazila)).is_working(DAY)


def test_an_order_for_other_districts_changes_nothing_here(cast: Cast) -> None:
    in_force(cast, "বিজু ২৯ নভেম্বর ২০২৬ জেলা: রাঙ্গামাটি")
    office = seen(cast.office)
    assert calendar_of(office).is_working(DAY)
    assert not calendar_in(office, "rangamati").is_working(DAY)
    assert calendar_in(office, "bandarban").is_working(DAY)


def test_a_cancelled_holiday_supersedes_and_erases_nothing(cast: Cast) -> None:
    in_force(cast, CLOSED)
    later = moment("2026-11-24 10:00")
    in_force(cast, "ছুটি বাতিল ২৯ নভেম্বর ২০২৬", at=later, key="order-2")
    office = seen(cast.office)
    assert calendar_of(office).is_working(DAY)
    assert not calendar_of(office, known_on=NOW.date()).is_working(DAY)
    assert OrderDay.objects.count() == 2


def test_an_order_announced_later_is_not_known_before(cast: Cast) -> None:
    in_force(cast, CLOSED)
    assert calendar_of(seen(cast.office), known_on=date(2026, 11, 21)).is_working(DAY)


def test_a_year_from_the_gazette_is_loaded_and_no_longer_provisional(cast: Cast) -> None:
    text = "শহীদ দিবস\t২১ ফেব্রুয়ারি\nস্বাধীনতা দিবস\t২৬ মার্চ\nঈদুল ফিতর *\t১০-১২ মার্চ"
    in_force(cast, text, kind="year", year=2027, legal_ref="গেজেট ২০২৭")
    calendar = calendar_of(seen(cast.office))
    assert calendar.loaded_until == date(2027, 12, 31)
    assert not calendar.is_working(date(2027, 3, 11))
    assert calendar.is_working(date(2027, 8, 5))  # expected, and not in the list
    assert calendar.doubt(date(2027, 4, 1), date(2027, 4, 20)) is None


def test_a_day_of_an_order_is_never_rewritten_or_deleted(cast: Cast) -> None:
    day = order_of(in_force(cast, CLOSED)).days.get()
    with pytest.raises(TypeError):
        day.save()
    with pytest.raises(TypeError):
        day.delete()
    with pytest.raises(TypeError):
        OrderDay.objects.update(name_bn="অন্য")
    with pytest.raises(TypeError):
        OrderDay.objects.all().delete()


def test_an_order_in_force_is_not_put_away_and_one_before_is(cast: Cast) -> None:
    wrong = entered(cast.clerk, CLOSED, key="wrong")
    ordering.discard(wrong, by=cast.head, at=NOW)
    assert wrong.state == "discarded"
    with pytest.raises(RuleBroken, match="বাতিলের আদেশ"):
        ordering.discard(order_of(in_force(cast, CLOSED)), by=cast.head, at=NOW)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"legal_ref": " "}, "স্মারক নং"),
        ({"announced_on": date(2026, 11, 23)}, "আজকের পরে"),
        ({"text": ""}, "কোনো দিন নেই"),
        ({"kind": "year", "year": 2027}, "একই বছরের"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, changes: dict[str, Any], words: str) -> None:
    text = changes.pop("text", CLOSED)
    year = changes.pop("year", None)
    days = read_orders(text).days
    said = {"kind": "order", "legal_ref": "আদেশ", "announced_on": NOW.date(), **changes}
    with pytest.raises(RuleBroken, match=words):
        ordering.enter(by=cast.clerk, at=NOW, year=year, days=days, only_here=False, entry_key="x", **said)


def test_a_calendar_asked_for_before_costs_no_statement(cast: Cast) -> None:
    in_force(cast, CLOSED)
    office = seen(cast.office)
    calendar_of(office)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        calendar_of(office)
        calendar_of(seen(cast.office))
    assert len(statements) == 1  # the office itself


def test_the_first_asking_costs_one_statement_for_each_office_above_and_one_more(cast: Cast) -> None:
    upazila = cast.office.children.order_by("pk")[0]
    in_force(cast, "একক ৩০ নভেম্বর ২০২৬", key="own")
    office = seen(upazila)
    with CaptureQueriesContext(connection) as statements:
        calendar_of(office)
    assert len(statements) <= 2


def test_the_journal_of_the_office_says_who_did_what(cast: Cast) -> None:
    order = order_of(in_force(cast, CLOSED))
    events = cast.office.events.filter(verb__startswith="calendar.").order_by("pk")
    assert [(event.verb, event.by_posting) for event in events] == [
        ("calendar.entered", cast.clerk),
        ("calendar.checked", cast.head),
        ("calendar.approved", cast.head),
    ]
    assert events[0].facts["legal_ref"] == order.legal_ref


def test_an_order_that_comes_into_force_between_two_readings_is_not_kept_under_the_old_stamp(cast: Cast) -> None:
    in_force(cast, "একটি ছুটি ৩০ নভেম্বর ২০২৬", key="first")
    before = seen(cast.office)
    in_force(cast, CLOSED, key="second")
    calendars._kept.cache_clear()  # this process has not seen the old stamp yet
    assert not calendar_of(before).is_working(DAY)
    assert calendars._kept.cache_info().currsize == 0
    assert before.calendar_stamp != seen(cast.office).calendar_stamp


def test_who_is_alone_is_alone_in_the_office_and_those_under_it(cast: Cast) -> None:
    assert not ordering.is_alone(cast.head, NOW)
    assert ordering.is_alone(cast.stranger, NOW)
