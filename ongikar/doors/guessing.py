"""A brake on whoever tries numbers and links one after the other: past so many that lead to nothing, the line waits."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ongikar.doors.known import is_known, try_of
from ongikar.offices import timezone
from ongikar.offices.tries import CODE, NUMBER
from ongikar.rules import TooOften
from ongikar.ui.failures import wait_first

NUMBERED = ("/track/", "/t/", "/grievances/", "/g/", "/suggestions/", "/answers/", "/desk/invitation/")


def brakes_guessing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count what is asked for and is not there, by line; a browser that was let into something is not held up."""

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info.removeprefix("/en")
        if not path.startswith(NUMBERED) or path in NUMBERED or is_known(request, CODE):
            return get_response(request)
        tried = try_of(request, NUMBER, "")
        try:
            tried.check(timezone.now())
        except TooOften as error:
            return wait_first(request, error)
        response = get_response(request)
        if response.status_code == 404:
            tried.was_wrong(timezone.now())
        return response

    return answer
