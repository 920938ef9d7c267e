"""What every answer carries, and how the expected failures are told."""

from __future__ import annotations

import errno
import math
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ongikar.rules import Overtaken, RuleBroken, TooOften
from ongikar.ui.failures import has_written, no_room, refused, too_large, wait_first

Answer = Callable[[HttpRequest], HttpResponse]
UNIQUE_VIOLATION, DISK_FULL = "23505", "53100"  # PostgreSQL, appendix A

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def private_and_strict(get_response: Answer) -> Answer:
    """A strict content policy everywhere; no index and no cache but of what a view marks as `published`."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not _is_published(request, response):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def _is_published(request: HttpRequest, response: HttpResponse) -> bool:
    """A page, file or way on that may be kept and found: what is written to a view is answered to one person."""
    if request.method not in ("GET", "HEAD") or response.status_code >= 400:
        return False
    view = request.resolver_match.func if request.resolver_match else None
    return request.path_info.startswith(settings.STATIC_URL) or getattr(view, "published", False)


def not_too_large(get_response: Answer) -> Answer:
    """Answer a body larger than all files allowed together with a page that says so; its files are not read."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.REQUEST_MAX_BYTES:
            return too_large(request)
        return get_response(request)

    return answer


def _was_taken(error: Exception) -> bool:
    """Whether a unique key refused it. What else a constraint refuses is a fault of the program."""
    cause = error.__cause__ if isinstance(error, IntegrityError) else None
    if getattr(cause, "sqlstate", "") == UNIQUE_VIOLATION:
        return True
    return getattr(cause, "sqlite_errorname", "") in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def _is_full(error: Exception) -> bool:
    """Whether the disk took no more, of a file or of either database."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else error
    if isinstance(cause, OSError):
        return cause.errno in (errno.ENOSPC, errno.EDQUOT)
    return getattr(cause, "sqlstate", "") == DISK_FULL or getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"


class expected_failures:  # noqa: N801  a middleware is named like the function it stands for
    """RuleBroken and Overtaken become a sentence on the page the act came from; views have no `try`.

    Where something was written or attached, it comes back with the sentence. A unique key that was taken while an act
    was done is the same: the database has the last word on who was quicker.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if wait := getattr(request, "told_to_wait", None):
            response.status_code = 429
            response.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> Any:
        if isinstance(error, ObjectDoesNotExist):
            raise Http404 from error
        if isinstance(error, TooOften):
            return wait_first(request, error)
        if request.method == "POST" and _is_full(error):
            return no_room(request)
        if not (isinstance(error, RuleBroken | Overtaken) or (request.method == "POST" and _was_taken(error))):
            return None
        back = getattr(request, "back_to", None) or request.path.rstrip("/").rsplit("/", 1)[0] + "/"
        if isinstance(error, RuleBroken):
            level, said, status = messages.ERROR, error.message, 422
        else:
            said = _("অন্য কেউ এইমাত্র এটি বদলেছেন; আপনার কাজটি করা হয়নি। বর্তমান অবস্থা দেখে নিন।")
            level, status = messages.WARNING, 409
        if has_written(request):
            return refused(request, said, back, status=status)
        messages.add_message(request, level, said)
        return redirect(back)
