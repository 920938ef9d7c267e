"""What every page of the desk shows around its matter: who is signed in, and whether time is being counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ongikar.grievances.waiting import waiting
from ongikar.offices import nights, timezone, watched
from ongikar.offices.access import keeps_people
from ongikar.offices.machine import is_first_day_over
from ongikar.offices.years import offices_without_list
from ongikar.ui.audiences import came_back

STOPPED_AFTER = timedelta(minutes=5)  # the ticker writes every two seconds; a long deed may take a minute


@dataclass(frozen=True)
class Heartbeat:
    """When the ticker last made its round (None: never), and whether that is so long ago that it must have stopped."""

    at: datetime | None
    stopped: bool


def heartbeat(now: datetime) -> Heartbeat:
    try:
        at = datetime.fromisoformat(settings.HEARTBEAT_FILE.read_text())
    except (OSError, ValueError):
        return Heartbeat(None, stopped=True)
    return Heartbeat(at, stopped=abs(now - at) > STOPPED_AFTER)


def page(request: HttpRequest, template: str, *, here: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the desk. `here` is the entry of the menu it belongs to."""
    now, keeps = timezone.now(), keeps_people(request.user)  # type: ignore[arg-type]
    posting = getattr(request.user, "posting", None)
    around = {
        "posting": posting,
        "unread": waiting(posting, at=now) if posting else None,
        "here": here,
        "now": now,
        "heartbeat": heartbeat(now),
        "backup_alarm": nights.alarm(now) if keeps else None,
        "first_day_left": keeps and _first_day_left(request),
        "list_alarm": list_alarm(request, now),
        "came_back": came_back(request),
        "clock_doubted": watched.in_doubt(),
        "keeps_clock": keeps,
    }
    return render(request, template, {**around, **context}, status=status)


def list_alarm(request: HttpRequest, now: datetime) -> int | None:
    """The year whose holidays some office has not entered, for an administrator; officers read it on their desk."""
    if not request.user.is_administrator:  # type: ignore[union-attr]
        return None
    found = offices_without_list(timezone.localdate(now))
    return found[0][1].on.year if found and found[0][1].on else None


def _first_day_left(request: HttpRequest) -> bool:
    """Whether the list of the first day is called for: until it was finished for the office, on this machine."""
    posting: Any = getattr(request.user, "posting", None)
    return not settings.DEMO and not is_first_day_over(posting.office.code if posting else None)


def typed(request: HttpRequest) -> tuple[Any, Any]:
    """The fields and files of a form that came by POST; for a form only asked for, none."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def sent(request: HttpRequest) -> bool:
    """Whether a form was sent to be acted upon."""
    return request.method == "POST" and not came_back(request)
