"""Filing for the next person: an empty form in a browser that knows nothing of the one before.

Whoever files for others all day, as a union digital centre does, sees how many it was today; the number lies in
that browser alone.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ongikar.doors import signed
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import forget_before
from ongikar.doors.citizen import opened, resent
from ongikar.doors.holding import forget
from ongikar.doors.known import cookie_of
from ongikar.offices import timezone
from ongikar.offices.tries import CODE
from ongikar.ui.audiences import View, anyone

COOKIE, SALT, SECONDS = "helps", "ongikar.helps", 24 * 3600


def helped_today(request: HttpRequest) -> int | None:
    """How many were filed for others from this browser today; None where nobody files for others there."""
    try:
        day, number = signed.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return number if day == timezone.localdate().isoformat() and isinstance(number, int) else 0


def count_help(request: HttpRequest, response: HttpResponse, form: AskedForm) -> HttpResponse:
    """Count one filing more, where it was filed for another."""
    helped = helped_today(request)
    if helped is None and not form.cleaned_data.get("agent"):
        return response
    return _count(response, (helped or 0) + 1)


def next_person(form: str) -> View:
    """The button of a receipt: to the empty form of this name, with nothing left of whoever was helped before."""

    @anyone
    @require_POST
    def view(request: HttpRequest, **where: Any) -> HttpResponse:
        response = redirect(form, **where)
        forget(request)
        forget_before(request, timezone.now())
        for cookie in (opened.COOKIE, resent.COOKIE, cookie_of(CODE)):
            response.delete_cookie(cookie, samesite="Lax")
        helped = helped_today(request)
        return _count(response, 1 if helped is None else helped)  # the first was filed before anybody said so

    return view


def _count(response: HttpResponse, number: int) -> HttpResponse:
    told = [timezone.localdate().isoformat(), number]
    return signed.keep(response, COOKIE, told, salt=SALT, seconds=SECONDS)
