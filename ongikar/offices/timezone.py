"""What time it is for the office: the machine's clock, as long as it is believed (offices.watched).

Every part of the program asks here, and nobody else: so a clock that was a year ahead for a minute dates nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from ongikar.clock import steady
from ongikar.offices import watched


def now() -> datetime:
    if not settings.CLOCK_WATCHED:
        return timezone.now()
    found = watched.reading()
    return steady.time_at(watched.trust_in(found), found)


def localtime(moment: datetime | None = None) -> datetime:
    return timezone.localtime(moment or now())


def localdate(moment: datetime | None = None) -> date:
    return timezone.localdate(moment or now())
