"""The working calendar of an office, as a pure value: the shipped orders, and those its own people entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import cast

from django.conf import settings

from ongikar.clock.calendar import (
    BUDDHA_PURNIMA_2023,
    CHAITRA_SANKRANTI_2026,
    Readings,
    WorkingCalendar,
    YearList,
    shipped_calendar,
    shipped_stamp,
)
from ongikar.clock.days import Day, fingerprint
from ongikar.clock.hours import AfterHours
from ongikar.clock.places import place_of
from ongikar.offices.holidays import CalendarOrder, OrderDay, lineage
from ongikar.offices.models import Office


def calendar_of(office: Office, *, known_on: date | None = None) -> WorkingCalendar:
    """The calendar of an office as known on `known_on`. Costs no statement where it was asked for before.

    The office's row, which every page has at hand, carries a stamp of the orders that reach it; it changes in
    the transaction that brings an order into force, so what is kept here is never stale.
    """
    return calendar_in(office, office.district, known_on=known_on)


def calendar_in(office: Office, district: str, *, known_on: date | None = None) -> WorkingCalendar:
    """The calendar that an office of this district has by the orders of `office` and those above it."""
    late = cast(AfterHours, settings.AFTER_HOURS)
    asked = _Asked(office.calendar_stamp, district, office.calendar_class, known_on, _readings(), late, office)
    try:
        return _kept(asked)
    except _Overtaken as found:
        return asked.calendar(found.rows)


def shipped_now() -> str:
    """What stands for the shipped calendar by the settings of this installation."""
    return shipped_stamp(_readings(), cast(AfterHours, settings.AFTER_HOURS))


def calendar_with(office: Office, order: CalendarOrder) -> WorkingCalendar:
    """The calendar the office will have once `order` is in force."""
    rows = [row for row in order.days.select_related("order") if row.is_for(office.code)]
    return _with(calendar_of(office), rows, office, office.district)


def restamp(office_ids: Sequence[int]) -> None:
    """Let the stamp of each office stand for the orders in force that reach it; within a transaction.

    Offices that had one stamp had the same orders, and here get the same new one.
    """
    offices = Office.objects.select_for_update().filter(pk__in=office_ids).order_by("pk")
    one_of_each = {office.calendar_stamp: office for office in offices}
    for stamp, office in one_of_each.items():
        alike = Office.objects.filter(pk__in=office_ids, calendar_stamp=stamp)
        alike.update(calendar_stamp=_stamp(_rows_of(office)))


@dataclass(frozen=True)
class _Asked:
    """Which calendar is asked for. Offices with the same stamp have the same orders, so they share what is kept."""

    stamp: str
    district: str
    office_class: str
    known_on: date | None
    readings: Readings
    after_hours: AfterHours
    office: Office = field(compare=False)

    def calendar(self, rows: Sequence[OrderDay]) -> WorkingCalendar:
        classes = frozenset({self.office_class}) if self.office_class else frozenset[str]()
        shipped = shipped_calendar(
            self.district or None, self.known_on, readings=self.readings, classes=classes, after_hours=self.after_hours
        )
        return _with(shipped, rows, self.office, self.district)


class _Overtaken(Exception):  # noqa: N818 - an order came into force between reading the office and its orders
    def __init__(self, rows: Sequence[OrderDay]) -> None:
        self.rows = rows


@lru_cache(maxsize=512)
def _kept(asked: _Asked) -> WorkingCalendar:
    """The calendar for a stamp; an error, which is not kept, where the rows are no longer those it stands for."""
    rows = _rows_of(asked.office) if asked.stamp else []
    if _stamp(rows) != asked.stamp:
        raise _Overtaken(rows)
    return asked.calendar(rows)


def _rows_of(office: Office) -> list[OrderDay]:
    return [row for row in OrderDay.objects.in_force_for(lineage(office)) if row.is_for(office.code)]


def _stamp(rows: Sequence[OrderDay]) -> str:
    """What stands for these rows: by their content, so that equal stamps are equal orders in any database."""
    if not rows:
        return ""
    said = sorted(f"{row.order_id} {row.order.year} {row.pk} {fingerprint(row.as_day())}" for row in rows)
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def _with(calendar: WorkingCalendar, rows: Sequence[OrderDay], office: Office, district: str) -> WorkingCalendar:
    """The calendar with the rows meant for this place. Another district asks as a stranger to the office's own."""
    classes = frozenset({office.calendar_class}) if office.calendar_class else frozenset[str]()
    place, at_home = place_of(district or None, classes), district == office.district
    days = [day for row in rows if _reaches(day := row.as_day(), at_home) and day.reaches(place)]
    listed = {row.order.year: row.order.announced_on for row in rows if row.order.year}
    return calendar.with_orders(days, [YearList(year, announced) for year, announced in listed.items()])


def _reaches(day: Day, at_home: bool) -> bool:
    return at_home or day.level != "office"


def _readings() -> Readings:
    return (
        (CHAITRA_SANKRANTI_2026, settings.APRIL_13_2026),
        (BUDDHA_PURNIMA_2023, settings.BUDDHA_PURNIMA_2023),
    )
