"""Which closed cases are due for archiving. Nothing here deletes or hides anything: it names what is due."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from ongikar.cases.models import Case
from ongikar.cases.queries import CaseQuerySet


def due(now: datetime) -> CaseQuerySet:
    """Cases whose last clock ended more than RETENTION_YEARS ago, oldest first, with `closed_at`; none that is open."""
    return Case.objects.closed_before(years_before(now, settings.RETENTION_YEARS))


def years_before(moment: datetime, years: int) -> datetime:
    """The same day so many years before; of 29 February the 28th, where that year has none."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)
