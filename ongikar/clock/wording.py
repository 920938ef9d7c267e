"""Dates and reckonings in words, in Bangla and in English: short parts of plain text."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from ongikar.bangla.digits import to_bangla

if TYPE_CHECKING:
    from ongikar.clock.explanation import Span

MONTHS_BN = ["জানু", "ফেব্রু", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টে", "অক্টো", "নভে", "ডিসে"]
MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEK_BN = ["সোম", "মঙ্গল", "বুধ", "বৃহস্পতি", "শুক্র", "শনি", "রবি"]
WEEK_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
UNITS = {
    "working_day": ("কার্যদিবস", "working day", "working days"),
    "day": ("দিন", "day", "days"),
}
DOUBTS = {
    "year_not_loaded": (
        "আনুমানিক: {year} সালের ছুটির তালিকা এখনো যোগ হয়নি",
        "provisional: the holidays of {year} are not loaded yet",
    ),
    "moon": (
        "আনুমানিক: একটি ছুটি চাঁদ দেখার উপর নির্ভরশীল",
        "provisional: a holiday depends on the sighting of the moon",
    ),
}


def received(came: date, zero: date, bangla: bool) -> str:
    """When it came, and from which day the days count."""
    if came == zero:
        shown = _day(zero, bangla, year=True)
        return f"{shown} গ্রহণ (দিন শূন্য)" if bangla else f"received {shown} (day zero)"
    first, second = _day(came, bangla), _day(zero, bangla, year=True)
    if bangla:
        return f"{first} অফিস সময়ের বাইরে প্রাপ্ত; {second} গ্রহণ ধরা হয় (দিন শূন্য)"
    return f"came outside office hours on {first}; taken as received {second} (day zero)"


def span(of: Span, unit: str, bangla: bool) -> str:
    """Days that count, with their number; or days that do not, with the reason."""
    shown = _range(of.starts, of.ends, bangla)
    if of.counts:
        amount = (of.ends - of.starts).days + 1
        return f"{shown} = {_counted(amount, unit, bangla)}"
    if of.why == "weekly":
        return f"{shown} {of.name_bn if bangla else of.name_en} ({_weekdays(of, bangla)})"
    if of.why == "paused":
        return f"{shown} বিরতি: {of.name_bn}" if bangla else f"{shown} paused: {of.name_en}"
    return f"{shown} {of.name_bn if bangla else of.name_en}"


def due(on: date | None, at: datetime | None, bangla: bool) -> str:
    """The last day; for a limit of hours with its time; or that the clock stands."""
    if on is None:
        return "ঘড়ি এখন থেমে আছে, শেষ তারিখ পরে জানা যাবে" if bangla else "the clock stands; the date is not known yet"
    shown = _day(on, bangla, year=True)
    if at is not None:
        shown += " " + _digits(f"{at:%H:%M}", bangla)
    return f"শেষ দিন {shown}" if bangla else f"due {shown}"


def doubt(code: str, year: int, bangla: bool) -> str:
    """Why the date is provisional."""
    return DOUBTS[code][0 if bangla else 1].format(year=_digits(str(year), bangla))


def _counted(amount: int, unit: str, bangla: bool) -> str:
    name_bn, one, many = UNITS[unit]
    return _digits(f"{amount} {name_bn}", True) if bangla else f"{amount} {one if amount == 1 else many}"


def _weekdays(of: Span, bangla: bool) -> str:
    names = WEEK_BN if bangla else WEEK_EN
    first, last = names[of.starts.weekday()], names[of.ends.weekday()]
    return first if first == last else f"{first}–{last}"


def _range(starts: date, ends: date, bangla: bool) -> str:
    if starts == ends:
        return _day(starts, bangla)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{_digits(str(starts.day), bangla)}–{_day(ends, bangla)}"
    return f"{_day(starts, bangla)} – {_day(ends, bangla)}"


def _day(on: date, bangla: bool, year: bool = False) -> str:
    month = (MONTHS_BN if bangla else MONTHS_EN)[on.month - 1]
    return _digits(f"{on.day} {month} {on.year}" if year else f"{on.day} {month}", bangla)


def _digits(text: str, bangla: bool) -> str:
    return to_bangla(text) if bangla else text
