"""The list of holidays of the next year: for which offices it is missing, and that somebody was told to enter it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from ongikar.clock import lint
from ongikar.clock.days import SHIPPED_YEARS
from ongikar.clock.hours import DHAKA, in_dhaka
from ongikar.journal.authors import SYSTEM
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office, OfficeEvent

VERB = "calendar.list_due"


def missing_list(office: Office, today: date) -> lint.Finding | None:
    """That the next year's list should be there and no order in force has brought it; None where all is well."""
    return lint.missing_year(calendar_of(office), today)


def offices_without_list(today: date) -> list[tuple[Office, lint.Finding]]:
    """The offices under no other that lack it, each with what is to be done: their list holds for all under them."""
    found = ((office, missing_list(office, today)) for office in Office.objects.tops())
    return [(office, finding) for office, finding in found if finding]


def remind_of_list(now: datetime) -> tuple[OfficeEvent, lint.Finding] | None:
    """Write into one office's journal that its list is due, once a year; None where no office lacks a reminder.

    The fact is dated at the day from which the list is missed, or at the office's own beginning.
    """
    today = in_dhaka(now).date()
    year = lint.year_due(today)
    if year in SHIPPED_YEARS:
        return None
    reminded = OfficeEvent.objects.filter(verb=VERB, facts__year=year, misdated_at__isnull=True)
    for office in Office.objects.tops().exclude(pk__in=reminded.values("office")):
        if finding := missing_list(office, today):
            return _remind(office, finding, year, now)
    return None


@transaction.atomic
def _remind(office: Office, finding: lint.Finding, year: int, now: datetime) -> tuple[OfficeEvent, lint.Finding] | None:
    Office.objects.select_for_update().get(pk=office.pk)  # of two tickers one reminds
    of_office = OfficeEvent.objects.filter(office=office)
    if of_office.filter(verb=VERB, facts__year=year, misdated_at__isnull=True).exists():
        return None
    since = datetime.combine(lint.missed_from(year), time.min, DHAKA)
    first = of_office.order_by("at").values_list("at", flat=True).first()
    at = min(now, max(since, first or now))
    event: OfficeEvent = OfficeEvent.objects.create(
        office=office, verb=VERB, at=at, noticed_at=now, facts={"year": year}, **SYSTEM.fields()
    )
    return event, finding
