"""Telling what stands around the demo's grievances: hearings, suggestions, a report, and ratings."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from ongikar.clock.hours import DHAKA, in_dhaka
from ongikar.grievances.around import hearings
from ongikar.grievances.around.models import MediaReport
from ongikar.grievances.around.rating import rate
from ongikar.grievances.around.suggesting import answer_suggestion, suggest
from ongikar.grievances.complaining import complainant_of
from ongikar.grievances.models import Grievance, Medium, Referral
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Posting

WEEK = timedelta(days=7)


def tell_around(head: Posting, *, now: datetime) -> None:
    """The weekly hearing with who came of late, suggestions with and without an answer, and some ratings."""
    story = json.loads((files("ongikar.ops") / "samples" / "around.json").read_text(encoding="utf8"))
    _hear(story["hearing"], head, now)
    for row in story["suggestions"]:
        _suggest(row, head, now)
    for grievance in Grievance.objects.filter(medium=Medium.SUO_MOTU):
        day = in_dhaka(grievance.filed_at).date()
        MediaReport.objects.create(grievance=grievance, appeared_on=day - timedelta(days=1), **story["report"])
    decided = Referral.objects.filter(decisions__isnull=False, grievance__complainant__isnull=False)
    for stars, turn in zip(story["ratings"], decided.distinct().order_by("closed_at", "pk"), strict=False):
        rate(turn, stars=stars, by=complainant_of(turn.grievance), at=now).mark_told(at=now)


def _hear(story: dict[str, Any], head: Posting, now: datetime) -> None:
    """The day is set for a while back, so that a week of which nothing is written is named."""
    weekday, starts = story["weekday"], time.fromisoformat(story["starts"])
    words = {"weekday": weekday, "starts": starts, "place": story["place"]}
    hearings.set_rule(head.office, **words, by=head, at=now - 4 * WEEK)
    today, calendar = in_dhaka(now).date(), calendar_of(head.office)
    last = today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    for row in story["entries"]:
        said = dict(row)
        day = last - WEEK * (said.pop("weeks_ago") - 1)
        if not calendar.is_working(day):
            continue
        at = datetime.combine(day, starts, DHAKA)
        hearings.write(hearings.hold(head.office, held_on=day, by=head, at=at), by=head, at=at, **said)


def _suggest(row: dict[str, Any], head: Posting, now: datetime) -> None:
    said = dict(row)
    at, answer = now - timedelta(days=said.pop("days_ago")), said.pop("answer", "")
    made = suggest(head.office, at=at, by=None, intake_key=f"demo:{secrets.token_hex(8)}", **said)
    if answer:
        answer_suggestion(made, text=answer, by=head, at=at + timedelta(days=3))
