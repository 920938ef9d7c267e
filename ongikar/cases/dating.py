"""What a doubt of the clock left undone on cases: dates that were not given, lapses that were not recorded, and
lapses that a wrong clock recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from ongikar.cases import consequences, deadlines
from ongikar.cases.models import Case, CaseEvent, Result
from ongikar.clock.steady import Reading, moment_of
from ongikar.journal.authors import SYSTEM
from ongikar.offices import watched
from ongikar.offices.calendars import calendar_of

VERB = "case.dated"


def date_next(now: datetime) -> bool:
    """Give one case its date that was filed while the clock was behind; False where there is none.

    The loop asks only while the clock is believed. The number stands since it was filed; the date counts from when
    that truly was.
    """
    case = Case.objects.undated().select_related("promise", "office").first()
    if case is None:
        return False
    with transaction.atomic():
        if Case.objects.undated().filter(pk=case.pk).update(undated=None):
            _date(case, now)
    return True


def _date(case: Case, now: datetime) -> None:
    assert case.undated is not None
    filed = moment_of(Reading.from_json(case.undated), case.filed_at, watched.reading_at(now))
    ahead = filed - case.filed_at
    for pause in case.pauses.all():
        case.pauses.filter(pk=pause.pk).update(
            starts_at=pause.starts_at + ahead, ends_at=pause.ends_at and pause.ends_at + ahead
        )
    changes: dict[str, Any] = {"filed_at": filed, "undated": None}
    if case.clock_from == case.filed_at:  # else it was reopened meanwhile, and its second clock has its own date
        changes |= _clock(case, filed, now)
    case.results.filter(clock_number=case.clock_number).update(at=F("at") + ahead)
    Case.objects.filter(pk=case.pk).update(**changes, revision=F("revision") + 1)
    case.refresh_from_db()
    if case.is_open:
        case.record(VERB, by=SYSTEM, at=now, facts={"filed_at": filed.isoformat()})


def _clock(case: Case, filed: datetime, now: datetime) -> dict[str, Any]:
    """The dates of the first clock, as they would have been given when it was filed."""
    calendar = calendar_of(case.office)
    accept_by = deadlines.accept_by(filed, calendar)
    changes: dict[str, Any] = {"clock_from": filed, "accept_by": accept_by}
    if not case.is_open:
        return changes
    if case.lapses_at is None:
        pauses = consequences.pauses_of(case, until=now)
        changes |= deadlines.reckon_on(calendar, case.promise, at=filed, pauses=pauses, part=case.limit_part).fields()
    return changes | {"act_after": now}


def note_lapses(since: datetime, until: datetime, *, now: datetime) -> None:
    """Record the lapses that came true in a doubt, of cases on which somebody acted before it ended.

    Who acted did so in doubt, and recorded none. The letter of a result names the date that was told, so of what is
    closed nobody is told once more.
    """
    acted = Q(results__at__range=(since, until), results__at__gte=F("lapses_at"), results__undone_at__isnull=True)
    acted |= Q(pauses__starts_at__range=(since, until), pauses__starts_at__gte=F("lapses_at"))
    for case in Case.objects.filter(acted, lapses_at__range=(since, until)).distinct():
        at = case.lapses_at
        assert at is not None
        if case.events.filter(verb="case.lapsed", at=at, misdated_at__isnull=True).exists():
            continue
        event = case.record("case.lapsed", by=SYSTEM, at=at, noticed_at=now)
        if not case.is_open:
            event.mark_told(at=now)


def look_again(now: datetime) -> None:
    """Let the loop look anew at every open case of which a wrong clock has written something down, and mark the
    results that it has dated."""
    misdated = CaseEvent.objects.filter(misdated_at__isnull=False)
    wrong, own = misdated.values("case"), misdated.filter(case=OuterRef("case"), at=OuterRef("at"))
    Result.objects.filter(Exists(own), misdated_at__isnull=True).update(misdated_at=now)
    Case.objects.open().filter(pk__in=wrong, act_after__gt=now).update(act_after=now)
