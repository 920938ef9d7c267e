"""Dates and reckonings in words, in Bangla and in English: short parts of plain text."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from ongikar.bangla.digits import to_bangla
from ongikar.clock.hours import in_dhaka

if TYPE_CHECKING:
    from ongikar.clock.explanation import Extension, Moved, Pause, Span

MONTHS_BN = ["জানু", "ফেব্রু", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টে", "অক্টো", "নভে", "ডিসে"]
MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEK_BN = ["সোম", "মঙ্গল", "বুধ", "বৃহস্পতি", "শুক্র", "শনি", "রবি"]
WEEK_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
UNITS = {
    "working_day": ("কার্যদিবস", "working day", "working days"),
    "day": ("দিন", "day", "days"),
    "week": ("সপ্তাহ", "week", "weeks"),
    "month": ("মাস", "month", "months"),
    "year": ("বছর", "year", "years"),
    "hour": ("ঘণ্টা", "hour", "hours"),
    "minute": ("মিনিট", "minute", "minutes"),
}
KEPT = ("জানানো তারিখ বহাল", "the date told stays")
DOUBTS = {
    "year_not_loaded": (
        "আনুমানিক: {year} সালের ছুটির তালিকা এখনো যোগ হয়নি, শুধু নির্দিষ্ট তারিখের ছুটি ধরা হয়েছে",
        "provisional: the holidays of {year} are not loaded yet, only those of fixed date are taken",
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


def agreed(on: date, bangla: bool) -> str:
    """That the days go on from a date somebody gave."""
    shown = _day(on, bangla, year=True)
    return f"জানানো তারিখ {shown} থেকে" if bangla else f"from the date given, {shown}"


def stood(pause: Pause, bangla: bool) -> str:
    """From when to when the clock stood, and why."""
    starts, name = in_dhaka(pause.starts).date(), pause.words[0 if bangla else 1]
    shown = _range(starts, in_dhaka(pause.ends).date() if pause.ends else starts, bangla)
    return f"{shown} বিরতি: {name}" if bangla else f"{shown} paused: {name}"


def span(of: Span, unit: str, bangla: bool) -> str:
    """Days that count, with their number; or days that do not, with the reason and the order."""
    shown, name = _range(of.starts, of.ends, bangla), of.name_bn if bangla else of.name_en
    if of.counts:
        amount = (of.ends - of.starts).days + 1
        why = "" if of.why == "counted" else f" ({name}{_order(of, bangla)})"
        return f"{shown} = {_counted(amount, unit, bangla)}{why}"
    if of.why == "weekly":
        return f"{shown} {name} ({_weekdays(of, bangla)})"
    if of.why == "paused":
        return f"{shown} বিরতি: {name}" if bangla else f"{shown} paused: {name}"
    if of.why == "expected":
        return f"{shown} {name} ({'সম্ভাব্য' if bangla else 'expected'})"
    order = _order(of, bangla)
    return f"{shown} {name} ({order.strip('; ')})" if order else f"{shown} {name}"


def _order(of: Span, bangla: bool) -> str:
    """When a later order was announced; '' for what stood in the year's list."""
    if of.announced is None:
        return ""
    shown = _day(of.announced, bangla, year=True)
    return f"; ঘোষণা {shown}" if bangla else f"; announced {shown}"


def extended(more: Extension, bangla: bool) -> str:
    """More time, why, and who gave it."""
    shown = _counted(more.amount, more.unit, bangla)
    return f"সময় বৃদ্ধি {shown}: {more.reason} ({more.by})" if bangla else f"{shown} more: {more.reason} ({more.by})"


def moved(by: Moved, bangla: bool) -> str:
    """The announcement that moved the date, from where to where."""
    was, now, told = (_day(day, bangla, year=True) for day in (by.was, by.now, by.announced))
    if bangla:
        return f"{told} তারিখের ঘোষণায় ({by.name_bn}) শেষ দিন {was} থেকে {now}"
    return f"moved from {was} to {now} by what was announced on {told} ({by.name_en})"


def due(on: date | None, at: datetime | None, kept: date | None, bangla: bool) -> str:
    """The last day; for a limit of hours with its time; or that the clock stands."""
    if on is None:
        return "ঘড়ি এখন থেমে আছে, শেষ তারিখ পরে জানা যাবে" if bangla else "the clock stands; the date is not known yet"
    shown = _day(on, bangla, year=True)
    if at is not None:
        shown += " " + _digits(f"{at:%H:%M}", bangla)
    if kept is None:
        return f"শেষ দিন {shown}" if bangla else f"due {shown}"
    stays = _day(kept, bangla, year=True)
    if bangla:
        return f"ক্যালেন্ডারে শেষ দিন {shown}, তবে জানানো তারিখ {stays} বহাল"
    return f"by the calendar {shown}, but the date told stays: due {stays}"


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
