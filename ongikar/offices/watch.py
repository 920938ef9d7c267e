"""Who may end a doubt of the clock: a person who says that it is right, or one office day for which it ran on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.clock import steady
from ongikar.clock.steady import Doubt
from ongikar.journal.authors import Author
from ongikar.offices import watched
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office, OfficeEvent
from ongikar.offices.people import record
from ongikar.offices.watched import Watch
from ongikar.rules import Overtaken, RuleBroken

WRONG = "office.clock_wrong"


def ends(after: datetime) -> datetime:
    """When one office day has passed, by the calendar of the first office here."""
    office = Office.objects.tops().first()
    try:
        return steady.end_of_office_day(after, calendar_of(office)) if office else after + timedelta(days=1)
    except (ValueError, OverflowError):  # a year of which no calendar knows
        return after + timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """What the machine's clock says, and the doubt about it; None while it is believed."""

    says: datetime
    doubt: Doubt | None


def known() -> Known:
    """As the loop has it, once it has looked: every process then says the same."""
    found = watched.reading()
    doubt = watched.trust_in(found).doubt if settings.CLOCK_WATCHED else None
    kept = Watch.kept().trust.doubt if doubt else None
    return Known(found.wall, kept or doubt)


@dataclass(frozen=True)
class Wrong:
    """The clock was wrong from `since` to `until`: so many facts were dated by it, and so many lapses among them."""

    since: datetime
    until: datetime
    rows: int
    lapses: int


def times_wrong(office: Office, most: int = 12) -> list[Wrong]:
    """When the clock was wrong here, as the program itself has written down, latest first."""
    top = office.parent or office
    facts = OfficeEvent.objects.filter(office=top, verb=WRONG).order_by("-pk").values_list("facts", flat=True)[:most]
    moment = datetime.fromisoformat
    return [Wrong(moment(said["from"]), moment(said["to"]), said["rows"], said["lapses"]) for said in facts]


@transaction.atomic
def confirm(*, by: Author, office: Office, doubt: str) -> None:
    """A person says that the clock is right as it stands; what waits goes on with the next round of the loop.

    `doubt`: the key of the one that the page showed. Raises RuleBroken where there is none any more, Overtaken where
    it is another one by now.
    """
    found, row = watched.reading(), Watch.kept()
    trust = row.trust if row.trust.doubt else watched.trust_in(found)
    if trust.doubt is None:
        raise RuleBroken(_("ঘড়ি নিয়ে এখন কোনো সন্দেহ নেই।"))
    if trust.doubt.key != doubt or not row.keep(steady.confirmed(trust, found)):
        raise Overtaken(row)
    began = trust.doubt.began
    facts = {"wall": found.wall.isoformat(), "began": began.isoformat() if began else ""}
    record(office, "office.clock_confirmed", by=by, at=found.wall, facts=facts)
