"""Asking: the form becomes a case and its receipt. Nobody needs an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ongikar.cases.deadlines import outlook
from ongikar.cases.intake import file_case
from ongikar.cases.models import Channel
from ongikar.charter.models import Promise, Section
from ongikar.charter.shelf import on_offer_as
from ongikar.doors.citizen.forms import AskForm
from ongikar.doors.citizen.often import asks_again
from ongikar.doors.citizen.opened import open_to
from ongikar.doors.citizen.resent import filed_before, remember
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone, came_back, sign_in_first


@anyone
def ask(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The form; a good one becomes a case, and its receipt is shown after the commit."""
    promise = on_offer_as(office, service)
    posting = getattr(request.user, "posting", None) if promise.section == Section.INTERNAL else None
    if promise.section == Section.INTERNAL and posting is None:
        if request.method == "POST":
            answer: HttpResponse = sign_in_first(request)
            return answer
        return render(request, "citizen/sign_in_first.html", page_of(promise), status=403)
    if request.method != "POST":
        name = posting.account.name_bn if posting else ""
        form = AskForm(promise=promise, name=name, place=request.GET.get("at", ""))
        return render(request, "citizen/ask.html", page_of(promise, form=form))
    form = AskForm(request.POST, request.FILES, promise=promise)
    if form.is_valid() and not came_back(request):
        try:
            if answer := file_and_show(request, form, promise, posting):
                return answer
        except RuleBroken as refused:
            form.add_error(None, refused.message)
    page = page_of(promise, form=form, came_back=came_back(request))
    status = 200 if page["came_back"] else 409 if page["suspension"] else 422
    return render(request, "citizen/ask.html", page, status=status)


def file_and_show(
    request: HttpRequest, form: AskForm, promise: Promise, posting: Posting | None
) -> HttpResponse | None:
    """File what was asked and show its receipt; None where somebody who is not signed in is asked once more."""
    if reference := filed_before(request, form):
        messages.info(request, _("এই আবেদনটি আগেই পাওয়া গেছে; এটি তার রসিদ।"))
        return redirect("citizen:receipt", reference)
    if posting is None and asks_again(request, form, phone=form.cleaned_data["phone"]):
        return None
    who = form.requester()
    who.account = posting.account if posting else None
    case = file_case(
        promise=promise,
        requester=who,
        matter=form.matter_text(),
        papers=form.papers(),
        documents=form.cleaned_data["documents"],
        channel=Channel.WEB,
        intake_key=f"web:{form.cleaned_data['intake_key']}",
        at=timezone.now(),
        post=form.post(),
    )
    return remember(request, open_to(request, redirect("citizen:receipt", case.reference), case), form, case)


def page_of(promise: Promise, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    return {
        "office": promise.edition.office,
        "promise": promise,
        "expectations": list(promise.edition.expectations.all()),
        "outlook": outlook(promise, at=now),
        "suspension": promise.suspension(timezone.localdate(now)),
        "here": "home",
        **more,
    }
