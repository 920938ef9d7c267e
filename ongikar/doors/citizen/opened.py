"""Which cases, grievances and suggestions this browser was let into by code, for half an hour. It logs nobody in."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse

from ongikar.cases.references import Tracked
from ongikar.doors import signed
from ongikar.doors.known import remember
from ongikar.offices.tries import CODE

COOKIE, SALT, SECONDS = "opened", "ongikar.opened", 30 * 60
MOST = 5


def _keys(request: HttpRequest) -> list[str]:
    try:
        found = signed.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return []
    return [key for key in found if isinstance(key, str)] if isinstance(found, list) else []


def key_of(case: Tracked) -> str:
    """Changes when the link is revoked, so that an old cookie opens nothing."""
    return f"{case.pk}:{case.link_number}"


def may_be_open(request: HttpRequest) -> bool:
    """Whether this browser was let into any case of late."""
    return COOKIE in request.COOKIES


def is_open(request: HttpRequest, case: Tracked) -> bool:
    return key_of(case) in _keys(request)


def shut(request: HttpRequest, response: HttpResponse, case: Tracked) -> HttpResponse:
    """Let this browser in no longer; the others that it was let into stay open."""
    return _keep(response, [key for key in _keys(request) if key != key_of(case)])


def open_to(request: HttpRequest, response: HttpResponse, case: Tracked) -> HttpResponse:
    """Let this browser in; strangers' wrong codes do not stop it from now on."""
    remember(request, response, CODE, str(case.pk))
    keys = [key_of(case), *(key for key in _keys(request) if key != key_of(case))][:MOST]
    return _keep(response, keys)


def _keep(response: HttpResponse, keys: list[str]) -> HttpResponse:
    return signed.keep(response, COOKIE, keys, salt=SALT, seconds=SECONDS)
