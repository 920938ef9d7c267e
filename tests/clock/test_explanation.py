"""What people are told about a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.explanation import Explanation, Moved, Pause
from ongikar.clock.hours import DHAKA
from ongikar.clock.limits import Unit

CALENDAR = shipped_calendar("joypurhat")


def clock(received: str, amount: int, unit: Unit = "working_day", *pauses: Pause) -> Clock:
    return Clock(datetime.fromisoformat(received).replace(tzinfo=DHAKA), amount, unit, CALENDAR, pauses)


def test_a_plain_reckoning_reads_as_short_parts_in_both_languages() -> None:
    why = clock("2026-11-23T10:00", 4).explanation
    assert why.sentences("bn") == (
        "২৩ নভে ২০২৬ গ্রহণ (দিন শূন্য)",
        "২৪–২৬ নভে = ৩ কার্যদিবস",
        "২৭–২৮ নভে সাপ্তাহিক ছুটি (শুক্র–শনি)",
        "২৯ নভে = ১ কার্যদিবস",
        "শেষ দিন ২৯ নভে ২০২৬",
    )
    assert why.sentences("en") == (
        "received 23 Nov 2026 (day zero)",
        "24–26 Nov = 3 working days",
        "27–28 Nov weekly holiday (Fri–Sat)",
        "29 Nov = 1 working day",
        "due 29 Nov 2026",
    )


def test_a_holiday_is_named_and_joined_over_the_weekend_it_swallows() -> None:
    told = clock("2025-06-03T10:00", 3).explanation.sentences("en")
    assert "5–10 Jun Eid al-Adha" in told
    assert "11–12 Jun Extra days for Eid al-Adha (announced 6 May 2025)" in told


def test_what_came_after_hours_says_so() -> None:
    why = clock("2025-05-15T17:10", 3).explanation
    assert why.sentences("en")[0] == ("came outside office hours on 15 May; taken as received 17 May 2025 (day zero)")
    assert [(s.starts.day, s.why) for s in why.spans] == [
        (15, "received"),
        (16, "weekly"),
        (17, "day_zero"),
        (18, "counted"),
    ]


def test_a_pause_is_told_with_its_reason() -> None:
    held = Pause(
        datetime(2026, 11, 25, 10, tzinfo=DHAKA),
        datetime(2026, 11, 26, 10, tzinfo=DHAKA),
        "কাগজ বাকি",
        "papers",
    )
    why = clock("2026-11-24T10:00", 2, "working_day", held).explanation
    assert "25 Nov paused: papers" in why.sentences("en")
    assert "২৫ নভে বিরতি: কাগজ বাকি" in why.sentences("bn")
    assert why.pauses == (held,)


def test_a_pause_is_told_with_who_stopped_the_clock() -> None:
    starts, ends = (datetime(2026, 11, day, 10, tzinfo=DHAKA) for day in (25, 26))
    held = Pause(starts, ends, "কাগজের অপেক্ষা", "waiting for papers", "প্রোগ্রামার", "Programmer")
    why = clock("2026-11-24T10:00", 2, "working_day", held).explanation
    assert "25 Nov paused: waiting for papers (Programmer)" in why.sentences("en")
    assert "২৫ নভে বিরতি: কাগজের অপেক্ষা (প্রোগ্রামার)" in why.sentences("bn")
    assert Explanation.from_json(why.to_json()) == why


def test_a_saturday_declared_working_is_counted_and_named() -> None:
    told = clock("2025-05-15T10:00", 3).explanation.sentences("en")
    assert "17 May = 1 working day (Saturday declared working; announced 6 May 2025)" in told
    assert told[-1] == "due 19 May 2025"


def test_a_told_date_later_than_the_calendars_stays_and_both_are_said() -> None:
    why = clock("2025-05-15T10:00", 3).explanation.keeping(date(2025, 5, 20))
    assert (why.due_on, why.told_on) == (date(2025, 5, 19), date(2025, 5, 20))
    assert why.sentences("en")[-1] == "by the calendar 19 May 2025, but the date told stays: due 20 May 2025"
    assert why.sentences("bn")[-1] == "ক্যালেন্ডারে শেষ দিন ১৯ মে ২০২৫, তবে জানানো তারিখ ২০ মে ২০২৫ বহাল"
    assert [(mark.day.day, mark.state) for mark in why.days()][-2:] == [(19, "counted"), (20, "due")]
    assert Explanation.from_json(why.to_json()) == why
    assert why.keeping(date(2025, 5, 18)).kept_on is None


def test_the_announcement_that_moved_a_date_is_named() -> None:
    moved = Moved(
        was=date(2026, 1, 1),
        now=date(2026, 1, 4),
        announced=date(2025, 12, 30),
        name_bn="রাষ্ট্রীয় শোক উপলক্ষে সাধারণ ছুটি",
        name_en="General holiday for state mourning",
        source="প্রজ্ঞাপন ৪৫১",
    )
    why = replace(clock("2025-12-29T10:00", 3).explanation, moved=(moved,))
    assert why.sentences("en")[-2] == (
        "moved from 1 Jan 2026 to 4 Jan 2026 by what was announced on 30 Dec 2025 (General holiday for state mourning)"
    )
    assert "৩০ ডিসে ২০২৫ তারিখের ঘোষণায়" in why.sentences("bn")[-2]
    assert Explanation.from_json(why.to_json()) == why


def test_an_expected_holiday_is_skipped_and_named_as_expected() -> None:
    why = clock("2027-02-18T10:00", 1).explanation
    assert why.due_on == date(2027, 2, 22)
    assert "21 Feb Shaheed Day and International Mother Language Day (expected)" in why.sentences("en")
    assert why.doubt == "year_not_loaded"


def test_a_date_stored_by_the_first_release_is_still_read() -> None:
    """Written by the program as it was before pauses had authors and dates were moved by announcements."""
    stored = {
        "received_on": "2026-11-22",
        "zero": "2026-11-22",
        "due_on": "2026-11-26",
        "due_at": None,
        "limits": [{"amount": 3, "unit": "working_day"}],
        "spans": [
            {
                "from": "2026-11-22",
                "to": "2026-11-22",
                "counts": False,
                "why": "day_zero",
                "name_bn": "দিন শূন্য",
                "name_en": "day zero",
            },
            {
                "from": "2026-11-23",
                "to": "2026-11-26",
                "counts": True,
                "why": "counted",
                "name_bn": "গণনা",
                "name_en": "counted",
            },
        ],
        "pauses": [{"from": "2026-11-22T15:00:00+06:00", "to": None, "reason": "কাগজ", "reason_en": "papers"}],
        "calendar": "bd-2026-0a1b2c3d",
        "provisional": False,
        "doubt": None,
    }
    why = Explanation.from_json(stored)
    assert (why.told_on, why.pauses[0].by, why.moved, why.extensions) == (date(2026, 11, 26), "", (), ())
    assert why.sentences("en")[-1] == "due 26 Nov 2026"
    assert Explanation.from_json(why.to_json()) == why


def test_an_open_pause_is_told_as_a_standing_clock() -> None:
    held = Pause(datetime(2026, 11, 25, 10, tzinfo=DHAKA), None, "কাগজ বাকি")
    assert clock("2026-11-24T10:00", 2, "working_day", held).explanation.sentences("en")[-1] == (
        "the clock stands; the date is not known yet"
    )


def test_a_date_past_the_loaded_lists_says_that_it_is_provisional() -> None:
    why = clock("2026-12-29T10:00", 3).explanation
    assert why.provisional
    assert why.doubt == "year_not_loaded"
    assert why.sentences("en")[-1] == (
        "provisional: the holidays of 2027 are not loaded yet, only those of fixed date are taken"
    )
    assert why.sentences("bn")[-1] == ("আনুমানিক: ২০২৭ সালের ছুটির তালিকা এখনো যোগ হয়নি, শুধু নির্দিষ্ট তারিখের ছুটি ধরা হয়েছে")


def test_the_month_strip_knows_each_day() -> None:
    states = {mark.day.day: mark.state for mark in clock("2026-11-23T10:00", 4).explanation.days()}
    assert states == {
        23: "zero",
        24: "counted",
        25: "counted",
        26: "counted",
        27: "off",
        28: "off",
        29: "due",
    }


def test_a_same_day_promise_explains_itself() -> None:
    why = Clock.same_day(datetime(2026, 11, 24, 10, tzinfo=DHAKA), CALENDAR).explanation
    assert [mark.state for mark in why.days()] == ["due"]
    assert why.due_on == date(2026, 11, 24)


def test_an_hour_limit_tells_its_time() -> None:
    told = clock("2026-11-24T16:00", 2, "hour").explanation.sentences("bn")
    assert told[-1] == "শেষ দিন ২৫ নভে ২০২৬ ১০:০০"
