"""Dates in words, in Bangla and English, and the Bangla calendar as revised in 2019."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from ongikar.bangla.digits import to_bangla

MONTHS_BN = "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর".split()  # noqa: SIM905
MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAYS_BN = "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার".split()  # noqa: SIM905
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
BANGLA_MONTHS = (
    "বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র".split()  # noqa: SIM905
)
BANGLA_MONTHS_EN = (
    "Boishakh Joishtho Asharh Shrabon Bhadro Ashwin Kartik Ogrohayon Poush Magh Falgun Choitro".split()  # noqa: SIM905
)

OLDER = 593  # years by which the other calendar is ahead on Boishakh 1


def long_date(day: date, language: str = "bn") -> str:
    """'রবিবার, ২৯ নভেম্বর ২০২৬' or 'Sunday, 29 November 2026'."""
    weekday = (DAYS_BN if language == "bn" else DAYS_EN)[day.weekday()]
    return f"{weekday}, {short_date(day, language)}"


def short_date(day: date, language: str = "bn") -> str:
    """'২৯ নভেম্বর ২০২৬' or '29 November 2026'."""
    if language == "bn":
        return to_bangla(f"{day.day} {MONTHS_BN[day.month - 1]} {day.year}")
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def month_year(day: date, language: str = "bn") -> str:
    """'নভেম্বর ২০২৬' or 'November 2026'."""
    return short_date(day, language).partition(" ")[2]


def bangla_date(day: date, language: str = "bn") -> str:
    """The day in the Bangla calendar (Bangla Academy, revised 2019), as official letters carry it: '১৪ অগ্রহায়ণ ১৪৩৩'.

    Boishakh 1 is 14 April; the first six months have 31 days, Falgun 29 (30 in a leap year), the rest 30.
    """
    starts = date(day.year if (day.month, day.day) >= (4, 14) else day.year - 1, 4, 14)
    year, left = starts.year - OLDER, (day - starts).days
    for month, length in enumerate(_months(year)):
        if left < length:
            if language == "bn":
                return to_bangla(f"{left + 1} {BANGLA_MONTHS[month]} {year}")
            return f"{left + 1} {BANGLA_MONTHS_EN[month]} {year}"
        left -= length
    raise AssertionError("a year of the Bangla calendar holds every day")


def from_bangla(day: int, month: int, year: int) -> date:
    """The day of a date in the Bangla calendar; Boishakh is month 0. ValueError where there is none."""
    lengths = _months(year)
    if not 1 <= day <= lengths[month]:
        raise ValueError(f"no such day of the Bangla calendar: {day} {BANGLA_MONTHS[month]} {year}")
    return date(year + OLDER, 4, 14) + timedelta(days=sum(lengths[:month]) + day - 1)


def _months(year: int) -> list[int]:
    """How many days each month of a year of the Bangla calendar has."""
    return [31] * 6 + [30] * 4 + [30 if isleap(year + OLDER + 1) else 29, 30]
