"""What people are told about a date."""

from __future__ import annotations

from datetime import date, datetime

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.explanation import Pause
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
    assert "11–12 Jun Extra days for Eid al-Adha" in told


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


def test_an_open_pause_is_told_as_a_standing_clock() -> None:
    held = Pause(datetime(2026, 11, 25, 10, tzinfo=DHAKA), None, "কাগজ বাকি")
    assert clock("2026-11-24T10:00", 2, "working_day", held).explanation.sentences("en")[-1] == (
        "the clock stands; the date is not known yet"
    )


def test_a_date_past_the_loaded_lists_says_that_it_is_provisional() -> None:
    why = clock("2026-12-29T10:00", 3).explanation
    assert why.provisional
    assert why.doubt == "year_not_loaded"
    assert why.sentences("en")[-1] == "provisional: the holidays of 2027 are not loaded yet"
    assert why.sentences("bn")[-1] == "আনুমানিক: ২০২৭ সালের ছুটির তালিকা এখনো যোগ হয়নি"


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
