"""A version of the program that brings other holidays: what rests on those before comes to its head's preview."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ongikar.cases.ripple import on_another_calendar
from ongikar.clock.days import EXPECTED_FOR, SHIPPED_YEARS
from ongikar.clock.hours import in_dhaka
from ongikar.grievances.ripple import turns_on_another_calendar
from ongikar.offices.calendars import shipped_now
from ongikar.offices.models import Office, Ripple
from ongikar.offices.ripples import Phase


def shipped_next(now: datetime) -> bool:
    """Note for one office on which shipped data its dates rest; False where that stands for every office.

    Where an open clock was reckoned on another calendar it is counted what would move, for the head to approve; a
    preview of older data that nobody approved makes room for it. The same follows where a setting of the calendar
    is changed.
    """
    stamp = shipped_now()
    office = Office.objects.tops().exclude(ripples__shipped=stamp).first()
    if office is None:
        return False
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)  # of two tickers one notes it
        if not Ripple.objects.filter(office=office, shipped=stamp).exists():
            _note(office, stamp, now)
    return True


def _note(office: Office, stamp: str, now: datetime) -> None:
    Ripple.objects.filter(office=office).of_data().waiting().update(phase=Phase.DROPPED)
    first, last = in_dhaka(now).date(), date(SHIPPED_YEARS[-1] + EXPECTED_FOR, 12, 31)
    made = Ripple(office=office, shipped=stamp, first_day=first, last_day=last, made_at=now, act_after=now)
    if not (on_another_calendar(made) or turns_on_another_calendar(made)):
        made.phase, made.done_at = Phase.DONE, now
    made.save()
