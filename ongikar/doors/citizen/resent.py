"""The same words from the same browser within half an hour are the asking already received.

The form's own key tells double clicks and re-sent forms; a page fetched anew has a new key, but the same words.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from ongikar.cases.references import Tracked
from ongikar.doors import signed
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import is_own_key

COOKIE, SALT, SECONDS = "sent", "ongikar.sent", 30 * 60
MOST = 12


def _sent(request: HttpRequest) -> dict[str, str]:
    try:
        found = signed.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def sent_before(request: HttpRequest, words: str) -> str:
    """The reference of what this browser sent with these words in the last half hour; '' where it did not."""
    return str(_sent(request).get(words, ""))


def is_of_browser(request: HttpRequest, form: AskedForm, what: Tracked, words: str) -> bool:
    """Whether what was received under this form's key and words came from this very browser."""
    return is_own_key(request, form.key) or sent_before(request, words) == what.reference


def remember(request: HttpRequest, response: HttpResponse, words: str, what: Tracked) -> HttpResponse:
    """Note in the browser, as keyed hashes that tell nobody anything, what it sent."""
    sent = {words: what.reference, **{key: one for key, one in _sent(request).items() if key != words}}
    response.set_cookie(
        COOKIE,
        signed.dumps(dict(list(sent.items())[:MOST]), salt=SALT),
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return response
