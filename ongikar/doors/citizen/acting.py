"""The acts of whoever has the receipt. One that cannot be done as it was sent comes back whole, to be sent again.

The half hour of a code may end while somebody writes. The page then asks for the code, with everything typed,
chosen and attached; with the right code the act is done at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _

from ongikar.cases.references import Tracked
from ongikar.doors.citizen.entering import way_to, wrong_code
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.holding import allow
from ongikar.offices import timezone
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import anyone
from ongikar.ui.once import done_once

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Act:
    """What one can do with one's own case or grievance. `deed` raises RuleBroken or Overtaken where it cannot be done.

    A deed that went otherwise than the page meant says so itself; else what `said` says is told. `then`: the page that
    follows, by the name of its address; None: the page of the case or grievance.
    """

    title: str | Lazy
    button: str | Lazy
    said: str | Lazy
    form: Callable[..., forms.Form]
    deed: Callable[[Any, Any, datetime], str | None]
    then: str | None = None


def view_of(act: Act, find: Callable[[str], Tracked]) -> View:
    """The view of an act. It comes by POST; whoever opens its address is shown the page it belongs to."""

    @anyone
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        found = find(reference)
        page = way_to(found).page
        if request.method != "POST":
            return redirect(page, reference)
        if not getattr(found, "sealed", False):
            allow(request)
        form = act.form(request.POST, request.FILES, subject=found)
        if not is_open(request, found) and (wrong := _kept_out(request, found)) is not None:
            return _again(request, act, found, form, status=403, asks_code=True, wrong=wrong)

        def answer() -> HttpResponse:
            status, otherwise = _done(act, found, form)
            if status:
                return _again(request, act, found, form, status=status)
            (messages.warning if otherwise else messages.success)(request, otherwise or str(act.said))
            return redirect(act.then or page, reference)

        return open_to(request, done_once(request, answer), found)

    return view


def _kept_out(request: HttpRequest, found: Tracked) -> str | None:
    """None where the code that came along lets this browser in; else what is wrong with it, '' where none came."""
    return (wrong_code(request, found) or None) if "code" in request.POST else ""


def _done(act: Act, found: Tracked, form: forms.Form) -> tuple[int, str | None]:
    """Do the deed of a good form: 0 and what it says; else the status of the answer, with the reason on the form."""
    if not form.is_valid():
        return 422, None
    try:
        return 0, act.deed(found, form, timezone.now())
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return 422, None
    except Overtaken:
        form.add_error(None, _("এর মধ্যে এটি বদলে গেছে; আপনার কাজটি করা হয়নি। এখন কী অবস্থা, তার পাতায় দেখুন।"))
        return 409, None


def _again(
    request: HttpRequest,
    act: Act,
    found: Tracked,
    form: forms.Form,
    *,
    status: int,
    asks_code: bool = False,
    wrong: str = "",
) -> HttpResponse:
    way = way_to(found)
    context = {
        "office": way.office(found),
        "found": found,
        "act": act,
        "form": form,
        "asks_code": asks_code,
        "wrong": wrong,
        "back": reverse(way.page, args=[found.reference]),
        "write_to": reverse(way.write_to, args=[found.reference])
        if way.write_to and not asks_code and "asked" not in form.fields
        else "",
        "here": way.here,
    }
    return render(request, "citizen/act_again.html", context, status=status)
