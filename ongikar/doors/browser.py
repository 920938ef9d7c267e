"""Which browser was given a form: so what is sent again is told from what a stranger sends with a key he learnt.

The browser holds a random number of its own, which names nobody and lies in no row; the key of a form carries a
keyed hash of it.
"""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE, SALT, SECONDS = "browser", "ongikar.browser", 24 * 3600
_NUMBER = re.compile(r"[A-Za-z0-9_-]{1,64}")
KEY_LENGTH = 48  # 32 signs of its own, 16 of the browser

Answer = Callable[[HttpRequest], HttpResponse]


def browser_of(request: HttpRequest) -> str:
    """What the browser calls itself; '' for one that was given no form, or keeps no cookies."""
    told = request.COOKIES.get(COOKIE, "")
    return told if _NUMBER.fullmatch(told) else ""


def number_of(request: HttpRequest) -> str:
    """What the browser calls itself; one that has no number yet gets it with the answer."""
    browser = browser_of(request) or secrets.token_urlsafe(16)
    request.COOKIES[COOKIE] = browser  # the second form of one page has the same
    request.given_browser = browser  # type: ignore[attr-defined]
    return browser


def new_key(request: HttpRequest) -> str:
    """A key for a form that is given to this browser."""
    browser, own = number_of(request), uuid.uuid4().hex
    return own + _mark(own, browser)


def forget_browser(request: HttpRequest) -> None:
    """Give the browser another number with the answer: what it was given before is no longer its own."""
    request.COOKIES.pop(COOKIE, None)
    new_key(request)


def is_own_key(request: HttpRequest, key: str) -> bool:
    """Whether the form with this key was given to this browser."""
    browser = browser_of(request)
    return bool(browser) and len(key) == KEY_LENGTH and constant_time_compare(key[32:], _mark(key[:32], browser))


def _mark(own: str, browser: str) -> str:
    return salted_hmac(SALT, f"{own}:{browser}", algorithm="sha256").hexdigest()[:16]


def knows_browsers(get_response: Answer) -> Answer:
    """Give the browser its number with the answer that brings it a form; it is kept for a day after the last one."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if given := getattr(request, "given_browser", ""):
            response.set_cookie(COOKIE, given, max_age=SECONDS, httponly=True, samesite="Lax", secure=settings.SECURE)
        if given or request.method == "POST":  # a form is one browser's own, and so is what is answered to it
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
