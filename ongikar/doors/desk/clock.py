"""The page of the clock: what is known of it, what waits while it is in doubt, and saying that it is right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ongikar.doors.desk.frame import page
from ongikar.doors.desk.people import keeper
from ongikar.notices.put_off import held_back
from ongikar.offices import timezone, watch
from ongikar.offices.access import office_kept
from ongikar.ui.audiences import people as for_people

BACK = "/desk/clock/"


@for_people
@require_safe
def clock(request: HttpRequest) -> HttpResponse:
    office, now = office_kept(keeper(request)), timezone.now()
    return page(
        request,
        "desk/clock.html",
        here="people",
        office=office,
        known=watch.known(),
        waits=held_back(now),
        wrong=watch.times_wrong(office),
    )


@for_people
@require_POST
def clock_confirmation(request: HttpRequest) -> HttpResponse:
    """The clock is right as it stands."""
    account = keeper(request)
    request.back_to = BACK  # type: ignore[attr-defined]
    watch.confirm(by=account.author(), office=office_kept(account), doubt=request.POST.get("doubt", ""))
    messages.success(request, _("ঘড়ি ঠিক আছে বলে লেখা হয়েছে। যা থেমে ছিল, এখন আবার চলবে।"))
    return redirect("desk:clock")
