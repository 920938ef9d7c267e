"""A form of one page that comes twice, by a double click or a broken line, is done once."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ongikar.offices import timezone
from ongikar.offices.sent_forms import done, first_or_earlier, hash_of, not_done

PATIENCE, STEP = 10.0, 0.05  # seconds: how long the second waits for the first


def done_once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What `act` answers; the very same form sent again leads to where the first led, and says so.

    The mark against forged forms differs each time a page is drawn, so that it tells the same form from the same words.
    Only what led on was done: a form that was refused may be sent again.
    """
    mark = request.POST.get("csrfmiddlewaretoken", "") if request.method == "POST" else ""
    if not mark:
        return act()
    key = hash_of(_said(request))
    if earlier := first_or_earlier(key, at=timezone.now(), wait=_patience()):
        messages.info(request, _("এই ফরমটি আগেই পাওয়া গেছে; দ্বিতীয়বার কিছু করা হয়নি।"))
        return redirect(earlier)
    led_to = ""
    try:
        answer = act()
        led_to = answer.url if isinstance(answer, HttpResponseRedirect) else ""
    finally:
        if led_to:
            done(key, led_to)
        else:
            not_done(key)
    return answer


def _said(request: HttpRequest) -> str:
    """All that makes the form the same: the browser, where it was sent, each word, and the files by name and size."""
    files = [(name, one.name, one.size) for name, sent in request.FILES.lists() for one in sent]
    return repr((request.META.get("CSRF_COOKIE", ""), request.path, sorted(request.POST.lists()), sorted(files)))


def _patience() -> Callable[[], bool]:
    ends = time.monotonic() + PATIENCE

    def wait() -> bool:
        time.sleep(STEP)
        return time.monotonic() < ends

    return wait
