"""What a clerk pastes from a gazette, read line by line: nothing lost in silence, nothing guessed."""

from __future__ import annotations

from datetime import date, time

import pytest

from ongikar.bangla.typed_dates import NoDate, typed_date
from ongikar.clock.gazette import Entered, read_orders

LIST = """\
ক্রমিক	দিবসের নাম	তারিখ	বার	দিন
১	শহীদ দিবস ও আন্তর্জাতিক মাতৃভাষা দিবস	২১ ফেব্রুয়ারি ২০২৭	রবিবার	১ দিন	সাধারণ ছুটি

২. মে দিবস ১ মে ২০২৭ শনিবার (১ দিন)
৩ | ঈদুল ফিতর * | ১০-১২ মার্চ | ৩ দিন | নির্বাহী আদেশে
চৈত্র সংক্রান্তি	১৩ এপ্রিল	জেলা: রাঙ্গামাটি, খাগড়াছড়ি ও বান্দরবান
Christmas Day / বড়দিন 25/12/2027
"""


def read(text: str, *, year: int | None = 2027) -> list[Entered]:
    found = read_orders(text, year=year, kind="general")
    assert found.troubles == []
    return found.days


def trouble(text: str, *, year: int | None = 2027) -> str:
    found = read_orders(text, year=year)
    assert (found.days, len(found.troubles)) == ([], 1)
    assert found.troubles[0].message_en
    return found.troubles[0].message_bn


def test_a_list_is_read_whatever_its_columns() -> None:
    assert [(day.on.isoformat(), day.kind, day.name_bn, day.name_en) for day in read(LIST)] == [
        (
            "2027-02-21",
            "general",
            "শহীদ দিবস ও আন্তর্জাতিক মাতৃভাষা দিবস",
            "Shaheed Day and International Mother Language Day",
        ),
        ("2027-03-10", "executive", "ঈদুল ফিতর", "Eid al-Fitr"),
        ("2027-03-11", "executive", "ঈদুল ফিতর", "Eid al-Fitr"),
        ("2027-03-12", "executive", "ঈদুল ফিতর", "Eid al-Fitr"),
        ("2027-04-13", "regional", "চৈত্র সংক্রান্তি", "Chaitra Sankranti"),
        ("2027-05-01", "general", "মে দিবস", "May Day"),
        ("2027-12-25", "general", "বড়দিন", "Christmas Day"),
    ]


def test_moon_days_and_districts_are_read() -> None:
    by_day = {day.on: day for day in read(LIST)}
    assert by_day[date(2027, 3, 11)].moon
    assert not by_day[date(2027, 5, 1)].moon
    hill = by_day[date(2027, 4, 13)]
    assert (hill.level, hill.of) == ("district", frozenset({"rangamati", "khagrachhari", "bandarban"}))


def test_a_working_saturday_a_withdrawal_and_short_hours_are_told_apart() -> None:
    (working,) = read("২২ মে ২০২৭ শনিবার কর্মদিবস ঘোষণা")
    (withdrawn,) = read("১৫ আগস্ট ২০২৭ ছুটি বাতিল")
    short = read("রমজান ৯:০০-৩:৩০ ৮ ফেব্রুয়ারি - ৯ মার্চ")
    assert (working.effect, working.kind) == ("on", "working_saturday")
    assert (withdrawn.effect, withdrawn.kind, withdrawn.name_en) == ("plain", "withdrawn", "Holiday cancelled")
    assert (len(short), short[0].effect, short[0].hours) == (30, "short", (time(9), time(15, 30)))


def test_two_lines_about_one_day_are_one_holiday_with_both_names() -> None:
    (day,) = read("মে দিবস\t১ মে\nবুদ্ধ পূর্ণিমা\t১ মে")
    assert (day.name_bn, day.name_en) == ("মে দিবস ও বুদ্ধ পূর্ণিমা", "May Day and Buddha Purnima")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("কোনো দিবস ৩০ ফেব্রুয়ারি", "তারিখ পড়া যায়নি"),
        ("স্বাধীনতা দিবস", "তারিখ পড়া যায়নি"),
        ("স্বাধীনতা দিবস ২৬ মার্চ শনিবার", "শুক্রবার, লেখা আছে শনিবার"),
        ("ঐচ্ছিক ছুটি ৫ মে", "ঐচ্ছিক"),
        ("জুলাই দিবস ৫ আগস্ট ২০২৬", "২০২৭ সালের নয়"),
        ("১০-৮ মার্চ ঈদ", "শেষ তারিখ শুরুর আগে"),
        ("১ জানুয়ারি - ৩০ ডিসেম্বর বন্ধ", "অনেক পরে"),
        ("২৬ মার্চ", "কী উপলক্ষে"),
        ("রমজান ৯:০০-২৯:৯০ ৮ মার্চ", "সময়টি পড়া যায়নি"),
        ("বিজু ১২ এপ্রিল জেলা: মঙ্গলগ্রহ", "জেলার নাম"),
        ("দিবস " * 60 + "২৬ মার্চ", "নামটি বড়: সর্বোচ্চ ২০০ অক্ষর, আছে ২৯৯"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(line: str, words: str) -> None:
    assert words in trouble(line)


def test_a_day_that_stands_twice_is_said_and_its_line_named() -> None:
    found = read_orders("মে দিবস ১ মে\n\nমে দিবস 01/05/2027", year=2027)
    assert len(found.days) == 1
    assert (found.troubles[0].line, "আগের একটি লাইনে" in found.troubles[0].message_bn) == (3, True)


def test_without_a_year_given_a_line_must_write_it() -> None:
    assert read("শোক ২৯ নভেম্বর ২০২৬", year=None)[0].on == date(2026, 11, 29)
    assert "তারিখ পড়া যায়নি" in trouble("শোক ২৯ নভেম্বর", year=None)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-29",
        "২০২৬-১১-২৯",
        "29/11/2026",
        "২৯/১১/২০২৬",
        "29.11.2026",
        "২৯-১১-২০২৬",
        "২৯ নভেম্বর ২০২৬",
        "রবিবার, ২৯শে নভেম্বর ২০২৬",
        "Sunday, 29 November 2026",
        "29 nov 2026",
        " ২৯ নভে ২০২৬ ",
    ],
)
def test_a_date_is_read_as_people_type_it(text: str) -> None:
    assert typed_date(text) == date(2026, 11, 29)


@pytest.mark.parametrize(
    "text", ["", "কাল", "29", "৩১/১১/২০২৬", "29/13/2026", "২৯ নভেম্বর", "29/11/2026 10:00", "0000-01-01"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NoDate):
        typed_date(text)
