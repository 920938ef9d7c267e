"""The working calendar of an office, as a pure value."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from ongikar.clock.calendar import BUDDHA_PURNIMA_2023, CHAITRA_SANKRANTI_2026, WorkingCalendar, shipped_calendar
from ongikar.offices.models import Office


def calendar_of(office: Office, *, known_on: date | None = None) -> WorkingCalendar:
    """The national calendar with what holds for the office's district, as known on `known_on`."""
    readings = (
        (CHAITRA_SANKRANTI_2026, settings.APRIL_13_2026),
        (BUDDHA_PURNIMA_2023, settings.BUDDHA_PURNIMA_2023),
    )
    return shipped_calendar(office.district or None, known_on, readings=readings, after_hours=settings.AFTER_HOURS)
