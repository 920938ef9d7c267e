"""A year at a glance: twelve months of days, and the list of all that an order decides."""

from __future__ import annotations

import calendar as weeks
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ongikar.bangla.dates import MONTHS_BN, MONTHS_EN, short_date
from ongikar.clock import lint
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.days import Day
from ongikar.clock.gazette import Reading
from ongikar.clock.sources import named
from ongikar.offices.models import CalendarOrder, OrderDay
from ongikar.ui.templatetags.parts import in_digits


class Cell(NamedTuple):
    """A day of the picture; `state` is '' for an open day and '-' for one of another month."""

    day: str
    state: str
    why: str


class Listed(NamedTuple):
    """A day, or neighbours of one name, as the list shows them."""

    when: str
    name: str
    what: str
    announced: str
    source: str
    doubtful: str  # '' or why it is not certain


def months(calendar: WorkingCalendar, year: int, today: date) -> list[tuple[str, list[list[Cell]]]]:
    """The months by name, each as weeks from Sunday to Saturday."""
    names = MONTHS_EN if get_language() == "en" else MONTHS_BN
    grid = weeks.Calendar(firstweekday=6)
    return [
        (
            names[month - 1],
            [[_cell(calendar, day, month, today) for day in week] for week in grid.monthdatescalendar(year, month)],
        )
        for month in range(1, 13)
    ]


def _cell(calendar: WorkingCalendar, day: date, month: int, today: date) -> Cell:
    if day.month != month:
        return Cell("", "-", "")
    off, open_by = calendar.why_closed(day), calendar.why_open(day)
    state, shown = "", off or open_by
    if off:
        state = "weekly" if off.kind == "weekly" else "expected" if off.kind == "expected" else "holiday"
    elif open_by:
        state = "opened"
    elif day in calendar.short:
        state = "short"
    why = (shown.name_en if get_language() == "en" else shown.name_bn) if shown else ""
    return Cell(in_digits(day.day), f"{state} today" if day == today else state, why)


def listed(calendar: WorkingCalendar, year: int) -> list[Listed]:
    """All that orders decide in a year, by day; neighbours alike are one line."""
    rows = sorted(
        (row for row in (*calendar.rows.values(), *calendar.short.values()) if row.on.year == year),
        key=lambda row: (row.effect == "short", row.on),
    )
    return list(_together(rows))


def days_of(order: CalendarOrder) -> list[Listed]:
    """The days of an order as it was entered."""
    rows = sorted(order.days.all(), key=lambda row: (row.effect == "short", row.on, row.pk))
    return list(_together([_as_day(row, order) for row in rows]))


def days_read(reading: Reading, announced: date) -> list[Listed]:
    """The days of a text as they were read, before the order is written down."""
    days = [
        Day(
            on=day.on,
            effect=day.effect,
            kind=day.kind,
            name_bn=day.name_bn,
            name_en=day.name_en,
            announced=announced,
            level=day.level,
            of=day.of,
            moon=day.moon,
            hours=day.hours,
        )
        for day in reading.days
    ]
    return list(_together(sorted(days, key=lambda day: (day.effect == "short", day.on))))


def _as_day(row: OrderDay, order: CalendarOrder) -> Day:
    row.order = order
    return row.as_day()


def _together(rows: list[Day]) -> Iterator[Listed]:
    stretch: list[Day] = []
    for row in rows:
        if stretch and not _alike(stretch[-1], row):
            yield _line(stretch)
            stretch = []
        stretch.append(row)
    if stretch:
        yield _line(stretch)


def _alike(one: Day, next_: Day) -> bool:
    same = (one.name_bn, one.effect, one.kind, one.announced, one.of) == (
        next_.name_bn, next_.effect, next_.kind, next_.announced, next_.of,
    )  # fmt: skip
    return same and (next_.on - one.on).days == 1


def _line(days: list[Day]) -> Listed:
    english = get_language() == "en"
    first, last, language = days[0], days[-1], "en" if english else "bn"
    when = short_date(first.on, language) + (f" – {short_date(last.on, language)}" if last is not first else "")
    announced = _("সম্ভাব্য; আদেশ হয়নি") if first.expected else short_date(first.announced, language)
    return Listed(
        when=when,
        name=first.name_en if english else first.name_bn,
        what=_what(first),
        announced=announced,
        source=named(first.source),
        doubtful=_("চাঁদ দেখা সাপেক্ষে") if first.moon else _("ঘোষণার দিন অনুমান করা") if first.assumed else "",
    )


def _what(day: Day) -> str:
    if day.hours:
        opens, closes = (in_digits(f"{hour:%H:%M}") for hour in day.hours)
        return _("অফিস %(opens)s–%(closes)s") % {"opens": opens, "closes": closes}
    where = ", ".join(sorted(day.of))
    kinds = {
        "general": _("সাধারণ ছুটি"),
        "executive": _("নির্বাহী আদেশে ছুটি"),
        "regional": _("ছুটি, শুধু: %(where)s") % {"where": where},
        "class": _("ছুটি, শুধু: %(where)s") % {"where": where},
        "working_saturday": _("কর্মদিবস ঘোষিত"),
        "withdrawn": _("ছুটি বাতিল বা সরানো"),
        "expected": _("নির্দিষ্ট তারিখের ছুটি"),
    }
    return kinds.get(day.kind, _("বন্ধ") if day.effect == "off" else _("খোলা"))


def said(finding: lint.Finding | None) -> str:
    """A finding in the page's language; '' where there is none."""
    if finding is None:
        return ""
    return finding.message_en if get_language() == "en" else finding.message_bn
