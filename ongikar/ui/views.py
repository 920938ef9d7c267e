"""The pattern page: every component with sample values."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.hours import DHAKA
from ongikar.ui.audiences import anyone


@anyone
def patterns(request: HttpRequest) -> HttpResponse:
    clock = Clock(datetime(2026, 3, 16, 10, 0, tzinfo=DHAKA), 5, "working_day", shipped_calendar())
    context = {"explanation": clock.explanation, "due_on": clock.due_on, "another_day": date(2026, 11, 29)}
    return render(request, "patterns.html", context)
