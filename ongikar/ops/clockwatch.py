"""The loop's look at the clock: it begins and ends a doubt, and writes down what a wrong clock has done."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from ongikar.cases import dating as cases
from ongikar.clock import steady
from ongikar.clock.steady import LEAP, Reading, Trust
from ongikar.grievances import dating as grievances
from ongikar.journal.authors import SYSTEM
from ongikar.journal.models import Entry
from ongikar.notices.put_off import send_anyway
from ongikar.offices import watched
from ongikar.offices.models import Office, Watch
from ongikar.offices.people import record
from ongikar.offices.watch import WRONG, ends

REFRESH = timedelta(hours=1)
"""How often it is written down that the clock still runs on: what rests on it is told in days."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """What time it is for the office, and whether that is certain: while it is not, lapses and letters wait."""

    moment: datetime
    sure: bool


def look(*, starting: bool = False) -> Seen:
    """Look at the clock, and keep what is new: a doubt, its end, or that all is as it was. `starting`: nobody has
    watched it until now."""
    found = watched.reading()
    if not settings.CLOCK_WATCHED:
        return Seen(found.wall, sure=True)
    row = Watch.kept()
    before = row.trust
    after = steady.look(before, found, newest=watched.newest_fact, ends=ends, starting=starting)
    if _is_news(before, after):
        with transaction.atomic():
            if row.keep(after) and before.doubt is not None and after.doubt is None:
                _settle(before, found)
        _say(before, after)
    return Seen(steady.time_at(after, found), sure=after.doubt is None)


def _is_news(before: Trust, after: Trust) -> bool:
    if before.doubt is not None and after.doubt is not None:
        return before.doubt.reading != after.doubt.reading or after.doubt.seen - before.doubt.seen >= REFRESH
    same = before.doubt is after.doubt and before.sure == after.sure
    return not same or before.seen is None or after.seen is None or after.seen - before.seen >= REFRESH


def _say(before: Trust, after: Trust) -> None:
    if after.doubt is not None and (before.doubt is None or before.doubt.reading != after.doubt.reading):
        log.warning("the clock of this machine is in doubt: it says %s", after.doubt.wall.isoformat())
    elif before.doubt is not None and after.doubt is None:
        log.warning("the clock of this machine is believed again")


def _settle(before: Trust, found: Reading) -> None:
    """Mark what a wrong clock has dated, and write down from when to when it was wrong, where it was.

    Wrong it was where the clock came back to what it had been, or was behind what is now believed; and where
    something written lies ahead of what is believed now.
    """
    assert before.doubt is not None
    acted_in = (before.doubt.began or before.doubt.floor or found.wall, steady.time_at(before, found))
    cases.note_lapses(*acted_in, now=found.wall)
    grievances.note_lapses(*acted_in, now=found.wall)
    marked = [(journal, _misdated(journal, before, found)) for journal in watched.journals()]
    rows = sum(len(pks) for _journal, pks in marked)
    if not (steady.came_back(before, found) or rows):
        return
    since = min(
        [moment for journal, pks in marked if pks and (moment := _good_before(journal, min(pks)))], default=None
    )
    lapses = sum(_mark(journal, pks, found.wall) for journal, pks in marked)
    began = before.doubt.began or before.doubt.floor or found.wall
    wrong = {"from": min(since or began, began), "to": found.wall}
    facts = {name: moment.isoformat() for name, moment in wrong.items()} | {"rows": rows, "lapses": lapses}
    cases.look_again(found.wall)
    grievances.look_again(found.wall)
    send_anyway(found.wall)
    for office in Office.objects.tops():
        record(office, WRONG, by=SYSTEM, at=found.wall, facts=facts)


def _misdated(journal: type[Entry], before: Trust, found: Reading) -> list[int]:
    """The facts of a journal that lie ahead of the clock that is believed now; and those for which, behind what was
    written before, only a moment for the time being was known."""
    wrong, given = Q(noticed_at__gt=found.wall + LEAP), steady.provisional(before, found)
    if given is not None and before.doubt is not None and found.wall - given > LEAP:
        wrong |= Q(noticed_at__gt=before.doubt.floor, noticed_at__lte=given)
    rows: Any = journal._default_manager.filter(wrong, misdated_at__isnull=True)
    return list(rows.values_list("pk", flat=True))


def _good_before(journal: type[Entry], pk: int) -> datetime | None:
    """When the last fact before this one was written down that no wrong clock has dated."""
    rows = journal._default_manager.filter(pk__lt=pk, misdated_at__isnull=True).order_by("-pk")
    return rows.values_list("noticed_at", flat=True).first()


def _mark(journal: type[Entry], pks: list[int], at: datetime) -> int:
    """Mark them; how many lapses are among them."""
    rows: Any = journal._default_manager.filter(pk__in=pks)
    rows.update(misdated_at=at)
    return int(rows.filter(verb__endswith=".lapsed").count())
