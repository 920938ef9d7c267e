"""Every view says for whom it is; a test walks the addresses and demands it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import resolve

from ongikar.offices import timezone
from ongikar.offices.access import keeps_people
from ongikar.offices.models import Posting
from ongikar.ui.once import done_once

View = Callable[..., Any]
RENEW_EVERY = 60  # seconds
CHOSEN = "posting"  # the key in the session of the posting that is acted under


def posting_of(request: HttpRequest) -> Posting:
    """The posting of who is signed in, in a view for officers."""
    posting: Posting = request.user.posting  # type: ignore[union-attr,assignment]
    return posting


def choose_posting(request: HttpRequest, posting_id: int) -> Posting:
    """Act under another of the postings that one account holds now. Raises ObjectDoesNotExist for any other."""
    for held in request.user.postings_held:  # type: ignore[union-attr]
        if held.pk == posting_id:
            request.session[CHOSEN] = held.pk
            return held
    raise Posting.DoesNotExist


def _posting(request: HttpRequest) -> Posting | None:
    """The posting acted under: the one chosen while it is held, else the regular one. None: no officer."""
    account: Any = request.user
    chosen = request.session.get(CHOSEN) if getattr(account, "postings_held", ()) else None
    if chosen:
        account.posting = next((held for held in account.postings_held if held.pk == chosen), account.posting)
    return getattr(account, "posting", None)


def anyone(view: View) -> View:
    """For everybody, signed in or not."""
    view.audience = "anyone"  # type: ignore[attr-defined]
    return view


def published(view: View) -> View:
    """For everybody, and for caches and search engines too: what the office has made public. Nothing else is."""
    view.published = True  # type: ignore[attr-defined]
    return anyone(view)


def officer(view: View) -> View:
    """For whoever holds a post today; the session is renewed once a minute."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if _posting(request) is None:
            return sign_in_first(request)
        _renew(request)
        return done_once(request, lambda: view(request, *args, **kwargs))

    checked.audience = "officer"  # type: ignore[attr-defined]
    return checked


def head(view: View) -> View:
    """For the head of the office; to others the page does not exist."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        posting = _posting(request)
        if posting is None:
            return sign_in_first(request)
        if not posting.is_head:
            raise Http404
        _renew(request)
        return done_once(request, lambda: view(request, *args, **kwargs))

    checked.audience = "head"  # type: ignore[attr-defined]
    return checked


def people(view: View) -> View:
    """For who keeps people in order: the head of the office, or an administrator; to others it does not exist."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        _posting(request)
        if not keeps_people(request.user):
            raise Http404
        _renew(request)
        return done_once(request, lambda: view(request, *args, **kwargs))

    checked.audience = "people"  # type: ignore[attr-defined]
    return checked


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """The sign-in, with the way back. A form sent after its session ended goes to it whole: nothing typed is lost."""
    if request.method == "POST":
        page: HttpResponse = resolve(resolve_url(settings.LOGIN_URL)).func(request)
        return page
    return redirect_to_login(request.get_full_path())


def came_back(request: HttpRequest) -> bool:
    """Whether this is what was typed before a session ended, brought back to be looked at and sent again."""
    return "came_back" in request.POST


def _renew(request: HttpRequest) -> None:
    now = int(timezone.now().timestamp())
    if not 0 <= now - request.session.get("seen", 0) < RENEW_EVERY:
        request.session["seen"] = now
