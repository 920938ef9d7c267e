"""Which browser was given a form: so what is sent again is told from what a stranger sends with a key he learnt.

The browser holds a random number of its own, which names nobody and lies in no row; the key of a form carries a
keyed hash of it.
"""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE, SALT, SECONDS = "browser", "ongikar.browser", 24 * 3600
_NUMBER = re.compile(r"([A-Za-z0-9_-]{1,64})(?:\.([0-9]{1,17}))?")
KEY_LENGTH = 48  # 32 signs of its own, 16 of the browser

Answer = Callable[[HttpRequest], HttpResponse]


def browsers_of(request: HttpRequest) -> dict[str, int]:
    """What the browser calls itself, the oldest first, and since when it is somebody's own (microseconds; 0: always).

    Two pages that are opened at once, before it has a number, give it one each; it has both from then on.
    """
    told = [value for name, value in request.COOKIES.items() if name.partition("-")[0] == COOKIE]
    return {match[1]: int(match[2] or 0) for value in told if (match := _NUMBER.fullmatch(value))}


def browser_of(request: HttpRequest) -> str:
    """The number under which the form that was sent was given, else the first; '' for a browser that has none."""
    numbers = list(browsers_of(request))
    key = request.POST.get("intake_key", "") if request.method == "POST" else ""
    return next((one for one in numbers if _is_key_of(one, key)), numbers[0] if numbers else "")


def number_of(request: HttpRequest) -> str:
    """What the browser calls itself; one that has no number yet gets it with the answer."""
    browser = browser_of(request) or secrets.token_urlsafe(16)
    since = browsers_of(request).get(browser, 0)
    request.COOKIES[cookie_of(browser)] = told = f"{browser}.{since}"  # the second form of one page has the same
    request.given_browser = told  # type: ignore[attr-defined]
    return browser


def new_key(request: HttpRequest) -> str:
    """A key for a form that is given to this browser."""
    browser, own = number_of(request), uuid.uuid4().hex
    return own + _mark(own, browser)


def forget_before(request: HttpRequest, at: datetime) -> None:
    """Another person sits at the browser: what was sent from it before is no longer its own."""
    told = f"{number_of(request)}.{_moment(at)}"
    request.COOKIES[cookie_of(told)] = told
    request.given_browser = told  # type: ignore[attr-defined]


def is_own(request: HttpRequest, key: str, sent_at: datetime) -> bool:
    """Whether the form with this key was given to this browser, and sent by whoever sits at it now."""
    return any(_is_key_of(one, key) and _moment(sent_at) > since for one, since in browsers_of(request).items())


def cookie_of(browser: str) -> str:
    """The name of the cookie of one number."""
    return f"{COOKIE}-{browser[:8]}"


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


def _is_key_of(browser: str, key: str) -> bool:
    return len(key) == KEY_LENGTH and constant_time_compare(key[32:], _mark(key[:32], browser))


def _mark(own: str, browser: str) -> str:
    return salted_hmac(SALT, f"{own}:{browser}", algorithm="sha256").hexdigest()[:16]


def knows_browsers(get_response: Answer) -> Answer:
    """Give the browser its number with the answer that brings it a form; it is kept for a day after the last one."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if given := getattr(request, "given_browser", ""):
            name = cookie_of(given)
            response.set_cookie(name, given, max_age=SECONDS, httponly=True, samesite="Lax", secure=settings.SECURE)
        if given or request.method == "POST":  # a form is one browser's own, and so is what is answered to it
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
