"""Times of day as people type them: 14:30, ৯.৩০, 2:30 pm, বিকাল ৩টা."""

from __future__ import annotations

from collections.abc import Container
from datetime import time

from ongikar.bangla.patterns import compiled
from ongikar.bangla.typed_dates import plain

# The hours of the clock of twelve that each part of the day has after noon.
_AFTER_NOON: dict[str, Container[int]] = {
    "ভোর": (),
    "সকাল": (),
    "দুপুর": (12, 1, 2, 3),
    "বিকাল": range(1, 8),
    "বিকেল": range(1, 8),
    "সন্ধ্যা": range(4, 9),
    "রাত": range(6, 12),
    "am": (),
    "pm": range(1, 13),
}
_TIME = compiled(
    r"(?:(ভোর|সকাল|দুপুর|বিকাল|বিকেল|সন্ধ্যা|রাত)\s*)?(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?"
    r"\s*(?:টায়|টা|ঘটিকায়|ঘটিকা|মিনিট)?\s*([ap])?\.?(?:m\.?)?"
)


class NoTime(ValueError):  # noqa: N818 - says what was typed
    """What was typed is no time of day, or leaves open which half of the day is meant."""


def typed_time(text: str) -> time:
    """One time of day; NoTime where it is none. An hour alone needs the half of the day."""
    match = _TIME.fullmatch(plain(text).strip(" ,।"))
    if match is None:
        raise NoTime(text)
    hour, minute, part = int(match[2]), int(match[3] or 0), match[1] or (f"{match[4]}m" if match[4] else "")
    if not part and match[3] is None:
        raise NoTime(text)
    if part and 1 <= hour <= 12:
        hour = hour % 12 + (12 if hour in _AFTER_NOON[part] else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise NoTime(text) from None
