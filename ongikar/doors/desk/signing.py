"""Signing in and out. What was typed when a session ended goes along through the sign-in, in the page itself.

A desk's computer is shared: whoever signs in ends the session before, and what was typed comes back only to who
typed it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST

from ongikar.doors.fields import LineField
from ongikar.doors.holding import LEFT_OUT, NAMED, forget, holding_of
from ongikar.doors.known import remember, try_of
from ongikar.offices import timezone
from ongikar.offices.models import Account
from ongikar.offices.sign_in import may_enter, read_name
from ongikar.offices.tries import PASSWORD
from ongikar.rules import TooOften
from ongikar.ui.audiences import anyone, choose_posting, officer
from ongikar.ui.failures import tell_wait

WAS_IN = "desk"  # a cookie that tells whether the same person comes back, and no name: nobody has signed out
WAS_IN_SECONDS = 12 * 3600
KEPT = "kept-"  # goes before the names of fields of another form
NOT_KEPT = {"csrfmiddlewaretoken", "came_back", NAMED, LEFT_OUT}


class SignInForm(forms.Form):
    """Name and password. Wrong tries are counted; which of the two was wrong is not told."""

    username = LineField(
        label=_l("ব্যবহারকারীর নাম"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _l("ব্যবহারকারীর নাম লিখুন।")},
    )
    password = forms.CharField(
        label=_l("পাসওয়ার্ড"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _l("পাসওয়ার্ড লিখুন।")},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.account: Account | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            self.account = self._account(data["username"], data["password"])
        return data

    def _account(self, username: str, password: str) -> Account:
        now, tried = timezone.now(), try_of(self.request, PASSWORD, read_name(username))
        try:
            tried.check(now)
        except TooOften as error:
            raise forms.ValidationError(tell_wait(self.request, error)) from error
        account = authenticate(self.request, username=username, password=password)
        if not isinstance(account, Account):
            tried.was_wrong(now)
            raise forms.ValidationError(_("নাম বা পাসওয়ার্ড মেলেনি। আবার চেষ্টা করুন।"))
        if not may_enter(account, now):
            raise forms.ValidationError(no_posting())
        return account


@anyone
def sign_in(request: HttpRequest) -> HttpResponse:
    """The way in; also shown in place of a page whose session has ended (ui.audiences)."""
    too_late = request.path != reverse("desk:sign_in")
    in_already = request.user if request.user.is_authenticated and not too_late else None
    if in_already and request.method != "POST" and "another" not in request.GET:
        home = home_of(in_already)
        return redirect(safe_next(request.GET.get("next", ""), home) if home == "desk:work" else home)
    bound = request.method == "POST" and not too_late
    form = SignInForm(request.POST if bound else None, request=request)
    if form.is_valid():
        return _go_on(request, form)
    context = {
        "form": form,
        "next": request.get_full_path() if too_late else request.POST.get("next") or request.GET.get("next", ""),
        "kept": _typed(request) if too_late else _kept(request),
        "ended": "" if in_already else _why_ended(request),
        "in_already": in_already,
    }
    return render(request, "desk/sign_in.html", context, status=422 if form.errors else 200)


def _go_on(request: HttpRequest, form: SignInForm) -> HttpResponse:
    """To where the reader was; with a form that was sent too late, through a page that brings it back."""
    assert form.account is not None
    same = constant_time_compare(request.COOKIES.get(WAS_IN, ""), mark_of(form.account))
    token = request.META.get("CSRF_COOKIE")
    login(request, form.account)
    if same:  # the forms that this person left open stay good; those of anybody else are dead from now on
        request.META["CSRF_COOKIE"] = token
    else:
        forget(request)
    where, kept = safe_next(request.POST.get("next", ""), home_of(form.account)), _kept(request) if same else []
    answer: HttpResponse = redirect(where)
    if kept and where.startswith("/"):
        answer = render(request, "desk/come_back.html", {"action": where, "kept": kept})
    remember(request, answer, PASSWORD, read_name(form.cleaned_data["username"]))
    answer.set_cookie(
        WAS_IN,
        mark_of(form.account),
        max_age=WAS_IN_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return answer


def mark_of(account: Account) -> str:
    """What the cookie holds: the same for the same person, and telling nobody who it is."""
    return salted_hmac("ongikar.was-in", str(account.pk), algorithm="sha256").hexdigest()[:32]


def home_of(account: Any) -> str:
    """Where a sign-in leads: an officer to the work, an administrator to the people."""
    return "desk:people" if account.is_administrator and not account.postings_now() else "desk:work"


def safe_next(wanted: str, home: str = "desk:work") -> str:
    """The path asked for where it is a page of this very site; else home."""
    path = wanted.partition("?")[0]
    if not (path.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)):
        return home
    try:
        resolve(path)
    except Resolver404:
        return home
    return wanted


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form sent too late, and what names its files, which lie ready (doors.holding)."""
    rows = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    return rows + [(NAMED, file.token) for file in holding_of(request).files]


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name.removeprefix(KEPT), value)
        for name, values in request.POST.lists()
        if name.startswith(KEPT)
        for value in values
    ]


def _why_ended(request: HttpRequest) -> str:
    if SESSION_KEY in request.session:
        return no_posting()
    if request.COOKIES.get(WAS_IN):
        return _("৩০ মিনিট কোনো কাজ না হওয়ায় আপনি বের হয়ে গেছেন। আবার প্রবেশ করুন।")
    return ""


def no_posting() -> str:
    return _("এই নামে আজ কোনো পদ নেই: দায়িত্ব শেষ হয়েছে বা এখনো শুরু হয়নি। দপ্তরপ্রধানকে জানান।")


@officer
@require_POST
def posting(request: HttpRequest) -> HttpResponse:
    """Act under another of the posts one holds; every act from now on is recorded under it."""
    typed = request.POST.get("posting", "")
    held = choose_posting(request, int(typed) if typed.isascii() and typed.isdigit() else 0)
    messages.success(request, _("এখন থেকে আপনার কাজ “%(post)s” পদে লেখা হবে।") % {"post": held.post.title_bn})
    return redirect("desk:work")


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    forget(request)
    rotate_token(request)  # a form left open by who went out can be sent by nobody
    answer = redirect("desk:sign_in")
    answer.delete_cookie(WAS_IN, samesite="Lax")
    return answer
