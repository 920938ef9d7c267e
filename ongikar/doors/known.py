"""Browsers that were let in before: signed in with a name, filed or opened a case. A stranger's tries never stop them.

The browser holds a random number and keyed hashes of what it was let into; they open nothing, and name nobody.
"""

from __future__ import annotations

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse

from ongikar.doors import signed
from ongikar.offices.counts import key_of
from ongikar.offices.tries import Kind, Try

SALT, SECONDS, MOST = "ongikar.known", 180 * 24 * 3600, 20


def try_of(request: HttpRequest, kind: Kind, subject: str) -> Try:
    """What is tried by this request, of whoever's browser it is."""
    number, known = _known(request, kind)
    mine = number if _mark(kind, subject) in known else ""
    return Try(kind, subject, request.META.get("REMOTE_ADDR", ""), mine)


def is_known(request: HttpRequest, kind: Kind) -> bool:
    """Whether this browser was let into anything of this kind."""
    return bool(_known(request, kind)[1])


def remember(request: HttpRequest, response: HttpResponse, kind: Kind, subject: str) -> HttpResponse:
    """It was let in: its tries count for itself from now on."""
    number, known = _known(request, kind)
    mark = _mark(kind, subject)
    marks = [mark, *(one for one in known if one != mark)]
    return signed.keep(response, cookie_of(kind), [number, marks[:MOST]], salt=SALT + kind.name, seconds=SECONDS)


def cookie_of(kind: Kind) -> str:
    return f"known-{kind.name}"


def _known(request: HttpRequest, kind: Kind) -> tuple[str, list[str]]:
    """The number of the browser, and the marks of what it was let into."""
    told = request.COOKIES.get(cookie_of(kind), "")
    try:
        number, known = signed.loads(told, salt=SALT + kind.name, max_age=SECONDS)
    except (signing.BadSignature, TypeError, ValueError):
        return secrets.token_urlsafe(12), []
    return str(number), list(known)


def _mark(kind: Kind, subject: str) -> str:
    return key_of("known", kind.name, subject)[:16]
