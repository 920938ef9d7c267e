"""Coming in for the first time, or after a forgotten password: with a code that was given by hand."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.bangla.codes import typed_code
from ongikar.doors.desk.frame import page
from ongikar.doors.desk.people_forms import PasswordForm
from ongikar.doors.fields import LineField
from ongikar.offices import timezone
from ongikar.offices.invitations import invitation_of, password_rule, set_password, spaced
from ongikar.offices.models import Account
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone


def slip(request: HttpRequest, account: Account, code: str) -> HttpResponse:
    """The code on a slip to be printed or read out: the only time that it is shown."""
    path = reverse("desk:invitation", args=[code])
    return page(
        request,
        "desk/invitation_slip.html",
        here="people",
        account=account,
        code=spaced(code),
        link=f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path),
        days=settings.INVITATION_DAYS,
        rule=password_rule(),
    )


class CodeForm(forms.Form):
    code = LineField(
        label=_l("প্রবেশের কোড"),
        help_text=_l("দপ্তর থেকে পাওয়া বারো অক্ষরের কোড।"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": _l("কোডটি লিখুন।")},
    )


@anyone
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code typed from a slip."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = typed_code(form.cleaned_data["code"])
        if invitation_of(typed, at=timezone.now()):
            return redirect("desk:invitation", typed)
        form.add_error("code", _("কোডটি ঠিক নয়, ব্যবহার হয়ে গেছে, বা মেয়াদ শেষ। দপ্তরপ্রধানের কাছে নতুন কোড নিন।"))
    return render(request, "desk/invitation_code.html", {"form": form}, status=422 if form.errors else 200)


@anyone
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has the code sets the password; then the code is good for nothing."""
    now = timezone.now()
    found = invitation_of(code, at=now)
    if found is None:
        return render(request, "desk/invitation_code.html", {"form": CodeForm(), "bad": True}, status=404)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            set_password(found, form.cleaned_data["password"], at=now)
        except RuleBroken as refused:
            form.add_error("password", refused.message)
        else:
            messages.success(request, _("পাসওয়ার্ড ঠিক হয়েছে। এখন প্রবেশ করুন।"))
            return redirect("desk:sign_in")
    context = {"form": form, "account": found.account, "rule": password_rule()}
    return render(request, "desk/invitation.html", context, status=422 if form.errors else 200)
