"""Closing a page at a computer that others use too: whoever comes next finds nothing there, nor by going back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ongikar.cases import access as of_cases
from ongikar.cases.references import Tracked
from ongikar.doors.browser import forget_before
from ongikar.doors.citizen.opened import shut
from ongikar.doors.citizen.resent import forget_sent
from ongikar.doors.holding import forget
from ongikar.grievances import access as of_grievances
from ongikar.grievances.around.access import tracked_suggestion
from ongikar.offices import timezone
from ongikar.ui.audiences import View, anyone


def closing_of(find: Callable[[str], Tracked]) -> View:
    """The button on an opened page and on its receipt: this browser needs the code again, and its form is no longer
    its own (sent again after going back, it opens nothing). What else is open stays so.
    """

    @anyone
    @require_POST
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        found = find(reference)
        forget(request)
        forget_before(request, timezone.now())
        messages.success(request, _("পাতাটি এই যন্ত্রে বন্ধ হয়েছে। আবার দেখতে রসিদের নম্বর ও কোড লাগবে।"))
        return forget_sent(request, shut(request, redirect("citizen:track"), found), found)

    return view


case = closing_of(of_cases.tracked)
grievance = closing_of(of_grievances.tracked)
suggestion = closing_of(tracked_suggestion)
