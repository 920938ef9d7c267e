"""Dates, times and addresses of mail, in the ways people write them; what is none is refused."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from ongikar.bangla.dates import bangla_date
from ongikar.bangla.mails import typed_mail
from ongikar.bangla.typed_dates import NoDate
from ongikar.bangla.typed_times import NoTime, typed_time
from ongikar.bangla.written_dates import written_date

THE_FIFTH = (
    "2026-12-05", "০৫/১২/২০২৬", "৫ ডিসেম্বর ২০২৬", "৫ই ডিসেম্বর, ২০২৬ খ্রিঃ", "৫ ডিসেম্বর ২০২৬ ইং", "৫/১২/২৬", "৫-১২-২৬",
    "৫ ডিসেম্বর ২৬", "5 Dec '26", "০৫ / ১২ / ২০২৬", "০৫. ১২. ২০২৬", "২০২৬/১২/০৫", "5-Dec-2026", "December 5, 2026",
    "Dec 5 2026", "তারিখ: ৫/১২/২০২৬", "শনিবার, ৫ ডিসেম্বর ২০২৬", "০৫/১২/২০২৬ তারিখ", "٥/١٢/٢٠٢٦", "২০ অগ্রহায়ণ ১৪৩৩",
    "২০শে অগ্রহায়ন, ১৪৩৩ বঙ্গাব্দ", "20 Ogrohayon 1433",
)  # fmt: skip


@pytest.mark.parametrize("text", THE_FIFTH)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert written_date(text) == date(2026, 12, 5)


@pytest.mark.parametrize(
    "text",
    ["৩১/১১/২৬", "৫/১২", "১২/২০২৬", "৩১ অগ্রহায়ণ ১৪৩৩", "৫ অমুক ১৪৩৩", "৫/১২/২০২৬ ও ৬/১২/২০২৬", "৫/১২/২০২", "আজ", "১/২/৩"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NoDate):
        written_date(text)


def test_every_date_of_the_bangla_calendar_is_read_back() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(0, 4 * 366, 5)]
    assert [written_date(bangla_date(day)) for day in days] == days
    assert [written_date(bangla_date(day, "en")) for day in days] == days


TIMES = (
    ("14:30", (14, 30)), ("১৪:৩০", (14, 30)), ("৯.৩০", (9, 30)), ("14:30:00", (14, 30)),
    ("2:30 pm", (14, 30)), ("2.30 P.M.", (14, 30)),
    ("9 am", (9, 0)), ("12 am", (0, 0)), ("12:15 pm", (12, 15)), ("বিকাল ৩টা", (15, 0)), ("বিকেল ৩:৩০ টায়", (15, 30)),
    ("সকাল ১০টা", (10, 0)), ("দুপুর ১২টা", (12, 0)), ("দুপুর ২.১৫ মিনিট", (14, 15)), ("রাত ১২:০৫", (0, 5)), ("রাত ৯টা", (21, 0)),
    ("সন্ধ্যা ৬টা", (18, 0)), ("ভোর ৫টা", (5, 0)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), TIMES)
def test_a_time_is_read_however_it_is_written(text: str, meant: tuple[int, int]) -> None:
    assert typed_time(text) == time(*meant)


@pytest.mark.parametrize("text", ["", "৩টা", "25:00", "9:75", "বিকাল", "10:00–12:00", "এখন"])
def test_what_is_no_time_or_no_half_of_the_day_is_refused(text: str) -> None:
    with pytest.raises(NoTime):
        typed_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "rahim12@gmail.com", " rahim12@gmail.com. ", "rahim১২@gmail.com", "rahim12 @ gmail.com",
        "mailto:rahim12@gmail.com",
        "রহিম <rahim12@gmail.com>", "rahim12@gmail.com।", "ｒahim12＠gmail.com", "\u200brahim12@gmail.com;",
    ],
)  # fmt: skip
def test_an_address_of_mail_is_read_with_what_stands_around_it(text: str) -> None:
    assert typed_mail(text) == "rahim12@gmail.com"


def test_what_is_no_address_stays_none() -> None:
    assert typed_mail("নেই") == "নেই"
