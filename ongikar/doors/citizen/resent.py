"""The same words from the same browser within half an hour are the asking already received.

The form's own key tells double clicks and re-sent forms; a page fetched anew has a new key, but the same words.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse

from ongikar.cases.references import Tracked
from ongikar.doors import signed
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import is_own

COOKIE, SALT, SECONDS = "sent", "ongikar.sent", 30 * 60
MOST = 12


def _sent(request: HttpRequest) -> list[list[str]]:
    """Pairs of words and reference, the latest first."""
    try:
        found = signed.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return []
    return found if isinstance(found, list) else []


def sent_before(request: HttpRequest, words: str) -> list[str]:
    """The references of what this browser sent with these words in the last half hour, the latest first."""
    return [reference for said, reference in _sent(request) if said == words]


def is_of_browser(request: HttpRequest, form: AskedForm, what: Tracked, words: str) -> bool:
    """Whether what was received under this form's key and words came from whoever sits at this very browser."""
    return is_own(request, form.key, what.filed_at) or what.reference in sent_before(request, words)


def remember(request: HttpRequest, response: HttpResponse, words: str, what: Tracked) -> HttpResponse:
    """Note in the browser, as keyed hashes that tell nobody anything, what it sent."""
    return _keep(response, [[words, what.reference], *_sent(request)])


def forget_sent(request: HttpRequest, response: HttpResponse, what: Tracked) -> HttpResponse:
    """Another person sits at the browser: the same words sent again open this no more."""
    return _keep(response, [row for row in _sent(request) if row[1] != what.reference])


def _keep(response: HttpResponse, sent: list[list[str]]) -> HttpResponse:
    return signed.keep(response, COOKIE, sent[:MOST], salt=SALT, seconds=SECONDS)
