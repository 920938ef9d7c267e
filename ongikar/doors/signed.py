"""What a browser keeps for a while, signed: as old as the office's own time says, and nothing from the future."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from ongikar.clock.steady import LEAP
from ongikar.offices import timezone


def keep(response: HttpResponse, name: str, value: Any, *, salt: str, seconds: int) -> HttpResponse:
    """Let the browser keep a value, signed, that no script and no other site reads."""
    told = dumps(value, salt=salt)
    response.set_cookie(name, told, max_age=seconds, httponly=True, samesite="Lax", secure=settings.SECURE)
    return response


def dumps(value: Any, *, salt: str) -> str:
    return signing.dumps([int(timezone.now().timestamp()), value], salt=salt)


def loads(text: str, *, salt: str, max_age: int) -> Any:
    """What was signed so many seconds ago at most. Raises BadSignature for anything else."""
    found = signing.loads(text, salt=salt)
    if not (isinstance(found, list) and len(found) == 2 and isinstance(found[0], int)):
        raise signing.BadSignature("not signed here")
    if not -LEAP.total_seconds() <= timezone.now().timestamp() - found[0] <= max_age:
        raise signing.SignatureExpired("too old, or from the future")
    return found[1]
