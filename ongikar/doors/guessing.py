"""A brake on whoever tries numbers and links one after the other: past so many that lead to nothing, the line waits."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse

from ongikar.cases import access
from ongikar.doors.known import is_known, try_of
from ongikar.grievances import access as grievances
from ongikar.grievances.around import access as around
from ongikar.offices import timezone
from ongikar.offices.tries import CODE, NUMBER, WINDOW
from ongikar.rules import TooOften
from ongikar.ui.failures import wait_first

NUMBERED = ("/track/", "/t/", "/grievances/", "/g/", "/suggestions/", "/answers/", "/desk/invitation/")


def brakes_guessing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count what is asked for and is not there, by line; who signed in, or was let into something, is not held up.

    A process asks the database only about a line that has guessed too often here: what is there costs no statement.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info.removeprefix("/en")
        known = request.user.is_authenticated or is_known(request, CODE)
        if known or path in NUMBERED or not path.startswith(NUMBERED):
            return get_response(request)
        tried = try_of(request, NUMBER, "")
        held_up = f"guessing:{tried.address}"
        if cache.get(held_up):
            try:
                tried.check(timezone.now())
            except TooOften as error:
                return wait_first(request, error)
        response = get_response(request)
        if response.status_code == 404 and not _is_there(request) and tried.was_wrong(timezone.now()):
            cache.set(held_up, value=True, timeout=WINDOW.total_seconds())
        return response

    return answer


def _is_there(request: HttpRequest) -> bool:
    """Whether the number is somebody's, and only what was asked of it is not to be seen: nothing was guessed."""
    number = str(request.resolver_match.kwargs.get("reference", "")) if request.resolver_match else ""
    for find in (access.tracked, grievances.tracked, around.tracked_suggestion) if number else ():
        with suppress(ObjectDoesNotExist):
            find(number)
            return True
    return False
