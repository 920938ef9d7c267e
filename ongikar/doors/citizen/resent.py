"""A form that is sent again from the same browser, after going back or losing the line, is the asking already filed.

The form's own key tells double clicks and re-sent forms; a page fetched anew has a new key, but the same words.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from ongikar.cases.models import Case
from ongikar.doors.citizen.forms import AskForm

COOKIE, SALT, SECONDS = "sent", "ongikar.sent", 30 * 60
MOST = 5


def _sent(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def words_of(form: AskForm) -> str:
    """What was asked by whom, as a keyed hash: the cookie tells nobody who asked for what."""
    told = (str(form.promise.pk), *(form.cleaned_data.get(name, "") for name in ("name", "address", "phone", "matter")))
    return salted_hmac(SALT, "\n".join(told), algorithm="sha256").hexdigest()[:24]


def filed_before(request: HttpRequest, form: AskForm) -> str | None:
    """The reference of the asking that this browser filed with these words in the last half hour."""
    return _sent(request).get(words_of(form))


def remember(request: HttpRequest, response: HttpResponse, form: AskForm, case: Case) -> HttpResponse:
    sent = {words_of(form): case.reference, **_sent(request)}
    response.set_cookie(
        COOKIE,
        signing.dumps(dict(list(sent.items())[:MOST]), salt=SALT),
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return response
