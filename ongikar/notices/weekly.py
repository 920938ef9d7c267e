"""Once a week each seat outside is mailed what is open before it: numbers and days, and nothing of any matter."""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template import Context
from django.utils import translation

from ongikar.clock.hours import DHAKA, in_dhaka
from ongikar.grievances.models import Concerned, Referral, TierSeat
from ongikar.grievances.packets import mail_address
from ongikar.journal.authors import SYSTEM
from ongikar.notices.carriers import mail_carrier
from ongikar.notices.letters import engine, fold, in_language, tidy
from ongikar.notices.models import Outcome, Recipient, SeatNotice
from ongikar.notices.sending import by_day
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import OfficeEvent
from ongikar.offices.people import record
from ongikar.offices.reaching import reached_at

log = logging.getLogger(__name__)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def list_next(now: datetime) -> bool:
    """List what is open before one seat outside that has no list of this week; False when every one has.

    A loop that stood still for weeks makes one list, of this week. A seat whose list fails is reported and left until
    the next week, so that it stops nobody else.
    """
    week = week_of(in_dhaka(now).date())
    seat = _unlisted(week).select_related("office").first()
    if seat is None:
        return False
    claimed = TierSeat.objects.filter(pk=seat.pk, listed_on=seat.listed_on)
    try:
        with transaction.atomic():
            if claimed.update(listed_on=week) and (address := mail_address(seat)):
                _list(seat, address, week, now)
    except Exception:
        log.exception("seat=%s its weekly list could not be made", seat.pk)
        claimed.update(listed_on=week)
    return True


def week_of(day: date) -> date:
    """The last day on or before this one on which the lists go out (a named setting)."""
    return day - timedelta(days=(day.weekday() - DAYS.index(settings.OUTSIDE_LIST_DAY)) % 7)


def _open_before(week: date) -> QuerySet[Referral]:
    """What had come before a seat when the week began: of what came since, its own letter is newer.

    Nothing of which whoever sits there is complained of, though no tier is left above him to take it.
    """
    own = Concerned.objects.filter(grievance=OuterRef("grievance"), seat=OuterRef("seat"))
    return Referral.objects.open().filter(~Exists(own), opened_at__lt=datetime.combine(week, time(0), DHAKA))


def _unlisted(week: date) -> QuerySet[TierSeat]:
    waiting = Exists(_open_before(week).filter(seat=OuterRef("pk")))
    behind = Q(listed_on__isnull=True) | ~Q(listed_on=week)  # one of a week to come: a wrong clock made it
    return TierSeat.objects.filter(behind, waiting, post=None).order_by("pk")


def _list(seat: TierSeat, address: str, week: date, now: datetime) -> None:
    turns = _open_before(week).filter(seat=seat).select_related("grievance").order_by("due_on", "pk")
    calendar, today = calendar_of(seat.office), in_dhaka(now).date()
    rows = [(turn.grievance.reference, turn.due_on, calendar.count_between(today, turn.due_on)) for turn in turns]
    facts: dict[str, object] = {"seat": seat.pk, "tier": seat.tier, "numbers": [number for number, *_days in rows]}
    event = record(seat.office, "office.outside_listed", by=SYSTEM, at=now, facts=facts)
    _notice(event, address, _letter(seat, rows, today), now)


def _letter(seat: TierSeat, rows: list[tuple[str, date, int]], today: date) -> tuple[str, str]:
    """Subject and body, in the office's language."""
    language = settings.LANGUAGE_CODE
    shown = [{"number": number, "due_on": due, "left": left, "late": due < today} for number, due, left in rows]
    context: dict[str, Any] = {
        "seat": seat,
        "rows": shown,
        "office": in_language(seat.office, "name", language),
        "phone": reached_at(seat.office).phone,
    }
    with translation.override(language):
        text = engine().get_template(f"outside_list.{language}.txt").render(Context(context, autoescape=False))
    subject, _gap, body = tidy(text).partition("\n\n")
    return fold(subject), body


def _notice(event: OfficeEvent, address: str, letter: tuple[str, str], now: datetime) -> None:
    subject, body = letter
    SeatNotice.objects.create(
        event=event, recipient=Recipient.SEAT, carrier=mail_carrier(), address=address,
        language=settings.LANGUAGE_CODE, subject=subject, body=body, outcome=Outcome.WAITING, made_at=now,
        next_at=by_day(now),
    )  # fmt: skip
