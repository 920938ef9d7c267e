"""What an order about the calendar does to dates that were told: they move later, openly, once, and never earlier."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from ongikar.cases import deadlines
from ongikar.cases import ripple as case_ripple
from ongikar.cases.deeds import act_next
from ongikar.cases.models import Case
from ongikar.clock.explanation import Explanation
from ongikar.clock.gazette import read_orders
from ongikar.journal.authors import requester
from ongikar.notices.models import Notice
from ongikar.notices.tell import tell_next
from ongikar.offices import ordering
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import CalendarOrder, Ripple
from ongikar.offices.ripples import Phase
from ongikar.ops import ripples
from ongikar.ops.ripples import ripple_next
from ongikar.rules import Overtaken
from tests.cast import NOW, Cast, make_case, moment
from tests.orders import REF, counted, in_force, ripple_of, settle

FIVE_DAYS, OWN_TARGET, BY_ORDER, TOP_DAYS = "institutional-1", "citizen-5", "citizen-6", "institutional-8"
MOURNING = "রাষ্ট্রীয় শোক ২৬ নভেম্বর ২০২৬"  # a Thursday


def again(case: Case) -> Case:
    return Case.objects.select_related("promise", "office", "requester").get(pk=case.pk)


def why(case: Case) -> Explanation:
    return Explanation.from_json(again(case).explanation)


def test_a_date_moves_later_with_its_reason_and_an_entry(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    assert case.due_on == date(2026, 11, 29)
    in_force(cast, MOURNING)
    moved = again(case)
    assert (moved.due_on, moved.told_due_on, moved.lapses_at) == (
        date(2026, 11, 30),
        date(2026, 11, 30),
        moment("2026-12-01 00:00"),
    )
    event = moved.events.get(verb="case.redated")
    assert (event.at, event.by_kind) == (NOW, "system")
    assert (event.facts["was"], event.facts["due_on"], event.facts["source"]) == ("2026-11-29", "2026-11-30", REF)
    assert moved.revision == case.revision + 1


def test_the_explanation_says_which_announcement_moved_it_and_on_which_calendar(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    before = why(case)
    in_force(cast, MOURNING)
    after = why(case)
    assert after.calendar != before.calendar
    assert [(span.starts.day, span.name_bn) for span in after.spans if span.source == REF] == [(26, "রাষ্ট্রীয় শোক")]
    assert [(one.was, one.now, one.source) for one in after.moved] == [(date(2026, 11, 29), date(2026, 11, 30), REF)]
    assert "২২ নভে ২০২৬ তারিখের ঘোষণায় (রাষ্ট্রীয় শোক) শেষ দিন ২৯ নভে ২০২৬ থেকে ৩০ নভে ২০২৬" in after.sentences("bn")


def test_the_preview_counts_by_office_from_and_to_and_writes_nothing(cast: Cast) -> None:
    first, second = make_case(cast, FIVE_DAYS), make_case(cast, FIVE_DAYS, key="key-2")
    target = make_case(cast, OWN_TARGET, key="key-3")
    order = counted(cast, MOURNING)
    found = ripple_of(order).counts.by_office()
    assert [(one.office, one.outcome, one.due_from, one.due_to, one.clocks) for one in found] == [
        (cast.office, "moved", date(2026, 11, 29), date(2026, 11, 30), 2),
    ]
    assert again(first).due_on == again(second).due_on == date(2026, 11, 29)
    assert again(target).due_on == date(2026, 11, 25)
    assert ripple_of(order).phase == Phase.READY


def test_what_is_done_is_what_the_preview_said(cast: Cast) -> None:
    for number in range(4):
        make_case(cast, FIVE_DAYS if number % 2 else OWN_TARGET, key=f"key-{number}", at=moment("2026-11-23 10:00"))
    order = counted(cast, MOURNING, at=moment("2026-11-23 12:00"))
    said = ripple_of(order).totals()
    ordering.approve(order, by=cast.head, at=moment("2026-11-23 12:05"))
    settle(moment("2026-11-23 12:06"))
    done = ripple_of(order)
    assert (done.moved, said["moved"]) == (4, 4)
    assert done.phase == Phase.DONE


def test_a_saturday_declared_working_is_advice_and_the_told_date_stays(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    done = in_force(cast, "শনিবার ২৮ নভেম্বর ২০২৬ কর্মদিবস")
    kept = again(case)
    assert (kept.due_on, kept.calendar_due_on) == (date(2026, 11, 29), date(2026, 11, 28))
    assert kept.lapses_at == case.lapses_at
    assert not kept.events.filter(verb="case.redated").exists()
    assert done.totals() == {"kept": 1}
    assert why(case).sentences("bn")[-1] == "ক্যালেন্ডারে শেষ দিন ২৮ নভে ২০২৬, তবে জানানো তারিখ ২৯ নভে ২০২৬ বহাল"


def test_a_cancelled_holiday_moves_nothing_earlier(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    in_force(cast, MOURNING)
    in_force(cast, "ছুটি বাতিল ২৬ নভেম্বর ২০২৬", at=moment("2026-11-23 10:00"), key="order-2")
    kept = again(case)
    assert (kept.due_on, kept.calendar_due_on) == (date(2026, 11, 30), date(2026, 11, 29))
    assert kept.events.filter(verb="case.redated").count() == 1


def test_a_date_already_lapsed_never_unlapses(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    at = moment("2026-11-30 09:00")
    in_force(cast, "রাষ্ট্রীয় শোক ২৯ নভেম্বর ২০২৬", at=at, announced_on=date(2026, 11, 28))
    assert again(case).due_on == date(2026, 11, 29)
    assert again(case).late_at(at)


def test_a_date_that_moves_is_not_noted_as_lapsed_by_a_ticker_that_was_off(cast: Cast) -> None:
    """Approved on the last evening; the ticker comes back after midnight."""
    case = make_case(cast, FIVE_DAYS)
    order = counted(cast, "রাষ্ট্রীয় শোক ২৯ নভেম্বর ২০২৬", at=moment("2026-11-28 18:00"))
    ordering.approve(order, by=cast.head, at=moment("2026-11-28 20:00"))
    late = moment("2026-11-30 03:00")
    settle(late)
    while act_next(late):
        pass
    assert again(case).due_on == date(2026, 11, 30)
    assert not again(case).events.filter(verb="case.lapsed").exists()


def test_a_clock_that_stands_is_counted_and_reckoned_when_it_runs_again(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.ask(by=cast.head.author(), at=moment("2026-11-22 11:00"), reason="other", why="তালিকা")
    done = in_force(cast, MOURNING, at=moment("2026-11-22 12:00"))
    assert done.totals() == {"stands": 1}
    standing = again(case)
    assert standing.due_on == date(2026, 11, 29)
    standing.reply(by=requester("রহিমা"), body="দিলাম", at=moment("2026-11-23 09:00"))
    # The clock stood at the close of day zero alone; the 26th is closed now.
    assert again(case).due_on == date(2026, 11, 30)


def test_a_date_by_order_stays_and_is_pointed_out(cast: Cast) -> None:
    case = make_case(cast, BY_ORDER)
    head = cast.head.author()
    case.set_fee(by=head, at=NOW, amount="0", rule="নীতিমালা")
    case.accept(by=head, at=NOW, order_no="৫৬", order_on=date(2026, 11, 19), new_date=date(2026, 11, 26))
    done = in_force(cast, MOURNING, at=moment("2026-11-23 10:00"))
    assert done.totals() == {"fixed": 1}
    assert again(case).due_on == date(2026, 11, 26)


def test_a_date_the_officer_gave_moves_off_the_closed_day(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.accept(by=cast.head.author(), at=NOW, limit_applies=False, reason="অন্য দপ্তরে", new_date=date(2026, 11, 26))
    in_force(cast, MOURNING, at=moment("2026-11-23 10:00"))
    assert (again(case).basis, again(case).due_on) == ("agreed", date(2026, 11, 29))
    assert why(case).since == "agreed"
    assert again(case).events.filter(verb="case.redated").count() == 1


def test_the_day_to_take_a_case_up_moves_too(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS, at=moment("2026-11-25 10:00"))
    assert case.accept_by == moment("2026-11-27 00:00")
    in_force(cast, MOURNING, at=moment("2026-11-25 12:00"))
    assert again(case).accept_by == moment("2026-11-30 00:00")


def test_the_target_that_was_told_is_kept_whatever_the_office_aims_at_now(cast: Cast, settings: Settings) -> None:
    case = make_case(cast, OWN_TARGET, at=moment("2026-11-23 10:00"))
    assert case.due_on == date(2026, 11, 26)
    settings.OWN_TARGET_DAYS = 9
    in_force(cast, MOURNING, at=moment("2026-11-23 12:00"))
    assert again(case).due_on == date(2026, 11, 29)


def test_cases_of_an_office_that_the_order_does_not_reach_stay(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    in_force(cast, "বিজু ২৬ নভেম্বর ২০২৬ জেলা: রাঙ্গামাটি")
    assert again(case).due_on == case.due_on


def test_a_year_that_is_entered_takes_the_doubt_from_its_dates(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS, at=moment("2026-12-28 10:00"))
    assert why(case).doubt == "year_not_loaded"
    in_force(cast, "স্বাধীনতা দিবস ২৬ মার্চ", at=moment("2026-12-29 10:00"), kind="year", year=2027)
    assert (why(case).doubt, again(case).due_on) == (None, case.due_on)
    assert not again(case).events.filter(verb="case.redated").exists()


def test_a_date_in_a_year_without_a_list_moves_when_the_list_brings_a_holiday(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS, at=moment("2026-12-28 10:00"))
    assert case.due_on == date(2027, 1, 4)
    in_force(cast, "নতুন ছুটি ৩ জানুয়ারি", at=moment("2026-12-29 10:00"), kind="year", year=2027)
    assert again(case).due_on == date(2027, 1, 5)
    assert why(case).moved[0].name_bn == "২০২৭ সালের ছুটির তালিকা"


# Telling


def notices(case: Case) -> list[Notice]:
    """The letters about the move; whom to call up besides is a list of its own."""
    return list(Notice.objects.filter(case=case, event__verb="case.redated").exclude(carrier="call").order_by("pk"))


def test_an_applicant_is_told_once_by_the_ripple_and_not_again(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS, email="rahima@example.org")
    in_force(cast, MOURNING)
    while tell_next(NOW):
        pass
    screen, mail = notices(case)
    assert (screen.carrier, mail.carrier) == ("screen", "file")
    assert "আগে জানানো তারিখ ছিল রবিবার, ২৯ নভেম্বর ২০২৬" in mail.body
    assert "\n  সোমবার, ৩০ নভেম্বর ২০২৬\n" in mail.body
    assert REF in mail.body
    assert case.matter not in mail.body


def test_letters_go_out_by_day_and_not_all_at_once(cast: Cast, settings: Settings) -> None:
    settings.BULK_PER_MINUTE = 1
    cases = [make_case(cast, FIVE_DAYS, key=f"key-{n}", email=f"r{n}@example.org") for n in range(3)]
    in_force(cast, MOURNING, at=moment("2026-11-22 21:00"))
    times = sorted(notice.next_at for case in cases for notice in notices(case) if notice.next_at)
    assert times == [moment("2026-11-23 09:00"), moment("2026-11-23 09:01"), moment("2026-11-23 09:02")]


def test_two_announcements_on_one_day_make_one_letter_from_the_date_told_to_the_last_one(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    first = counted(cast, MOURNING)
    ordering.approve(first, by=cast.head, at=NOW)
    while ripple_of(first).phase == Phase.REDATING:
        assert ripple_next(NOW)
    second = counted_beside(cast, "আরেক দিন ২৫ নভেম্বর ২০২৬")
    ordering.approve(second, by=cast.head, at=NOW)
    settle(NOW)
    assert again(case).due_on == date(2026, 12, 1)
    told = notices(case)
    assert [notice.carrier for notice in told] == ["screen"]
    assert "আগে জানানো তারিখ ছিল রবিবার, ২৯ নভেম্বর ২০২৬" in told[0].body
    assert "মঙ্গলবার, ১ ডিসেম্বর ২০২৬" in told[0].body
    assert len(why(case).moved) == 2


def counted_beside(cast: Cast, text: str) -> CalendarOrder:
    """An order counted and approved while the letters of another have not gone yet."""
    days = read_orders(text).days
    order = ordering.enter(
        by=cast.clerk, at=NOW, kind="order", year=None, legal_ref="আদেশ ২", announced_on=NOW.date(), days=days,
        only_here=False, entry_key="beside",
    )  # fmt: skip
    ripple = ordering.check(order, by=cast.head, at=NOW)
    Ripple.objects.exclude(pk=ripple.pk).update(act_after=moment("2026-11-22 23:00"))
    settle(NOW)
    Ripple.objects.exclude(pk=ripple.pk).update(act_after=NOW)
    return order


def test_a_case_closed_before_the_letter_goes_is_not_told(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    order = counted(cast, MOURNING)
    ordering.approve(order, by=cast.head, at=NOW)
    while ripple_of(order).phase == Phase.REDATING:
        assert ripple_next(NOW)
    again(case).deliver(by=cast.head.author(), at=NOW, text="দেওয়া হয়েছে")
    settle(NOW)
    assert notices(case) == []


# Long work


def many(cast: Cast, number: int) -> list[Case]:
    return [make_case(cast, FIVE_DAYS, key=f"key-{n}") for n in range(number)]


def test_it_is_done_in_stretches_and_who_comes_next_goes_on_where_it_stopped(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_ripple, "SIZE", 2)
    cases = many(cast, 5)
    order = counted(cast, MOURNING)
    ordering.approve(order, by=cast.head, at=NOW)
    assert ripple_next(NOW)
    assert sum(again(case).due_on == date(2026, 11, 30) for case in cases) == 2
    assert settle(NOW) > 3
    assert {again(case).due_on for case in cases} == {date(2026, 11, 30)}
    assert all(again(case).events.filter(verb="case.redated").count() == 1 for case in cases)
    assert ripple_of(order).moved == 5


def test_a_stretch_that_fails_leaves_nothing_half_done_and_is_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cases = many(cast, 3)
    order = counted(cast, MOURNING)
    ordering.approve(order, by=cast.head, at=NOW)

    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    with caplog.at_level(logging.ERROR), monkeypatch.context() as full:
        full.setattr(case_ripple, "insert_alike", fails)
        assert ripple_next(NOW)
    assert {again(case).due_on for case in cases} == {date(2026, 11, 29)}
    assert "tried again in five minutes" in caplog.text
    assert not ripple_next(NOW)
    settle(moment("2026-11-22 10:06"))
    assert {again(case).due_on for case in cases} == {date(2026, 11, 30)}


def test_a_case_filed_on_the_calendar_of_before_the_approval_is_found_behind_the_cursor(cast: Cast) -> None:
    """It was filed by a request that had read the office just before, and came to lie where the ripple had been."""
    order = counted(cast, MOURNING)
    case = make_case(cast, FIVE_DAYS, at=NOW)
    ordering.approve(order, by=cast.head, at=NOW)
    Ripple.objects.filter(order=order).update(cursor="f" * 8 + "-ffff-ffff-ffff-" + "f" * 12)
    settle(NOW)
    assert again(case).due_on == date(2026, 11, 30)


def test_cases_written_together_get_each_their_own_date_sum_and_moment(cast: Cast) -> None:
    """Of two services and three days, some taken up, some moved before: what is alike is written once, no more."""
    days = ("2026-11-22 10:00", "2026-11-23 11:00", "2026-11-24 17:30")
    cases = [
        make_case(cast, code, at=moment(day), key=f"{code}-{day}-{number}")
        for code in (FIVE_DAYS, OWN_TARGET)
        for day in days
        for number in range(2)
    ]
    for case in cases[::2]:
        case.accept(by=cast.head.author(), at=moment("2026-11-24 18:00"), limit_applies=True)
    before = {case.pk: again(case) for case in cases}
    in_force(cast, MOURNING, at=moment("2026-11-24 18:30"))
    in_force(cast, "আরেক দিন ৩০ নভেম্বর ২০২৬", at=moment("2026-11-24 19:00"), key="order-2")
    calendar = calendar_of(type(cast.office).objects.get(pk=cast.office.pk))
    for case in map(again, cases):
        alone = deadlines.reckon_on(calendar, case.promise, at=case.clock_from)
        was = before[case.pk]
        assert (case.due_on, case.lapses_at) == (alone.due_on, alone.lapses_at)
        assert alone.explanation
        assert replace(why(case), moved=(), calendar=alone.explanation.calendar) == alone.explanation
        assert [one.was for one in why(case).moved][:1] == ([was.due_on] if case.due_on != was.due_on else [])
        assert case.events.filter(verb="case.redated").count() == len(why(case).moved)
        if why(case).moved:
            next_ = deadlines.next_moment(
                case.state,
                at=moment("2026-11-24 19:00"),
                accept_by=case.accept_by,
                lapses_at=case.lapses_at,
                calendar=calendar,
            )
            assert (case.act_after, case.revision > was.revision) == (next_, True)


def test_an_act_begun_before_its_date_moved_is_refused_and_not_lost(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    stale = again(case)
    in_force(cast, MOURNING)
    with pytest.raises(Overtaken):
        stale.accept(by=cast.head.author(), at=NOW, limit_applies=True)
    again(case).accept(by=cast.head.author(), at=NOW, limit_applies=True)
    assert again(case).due_on == date(2026, 11, 30)


def test_an_idle_installation_takes_no_lock(cast: Cast) -> None:
    assert not ripple_next(NOW)
    assert ripples.SUBJECTS
