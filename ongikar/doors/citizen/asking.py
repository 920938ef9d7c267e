"""Asking: the form becomes a case and its receipt. Nobody needs an account."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ongikar.cases import access, adding
from ongikar.cases.deadlines import outlook
from ongikar.cases.identity import first_made, first_that_takes
from ongikar.cases.intake import file_case, filed_as
from ongikar.cases.mistakes import going_on
from ongikar.cases.models import Case, Channel
from ongikar.charter.models import Promise, Section
from ongikar.charter.shelf import on_offer_as
from ongikar.doors.browser import new_key
from ongikar.doors.citizen.forms import AskForm
from ongikar.doors.citizen.helping import count_help, helped_today
from ongikar.doors.citizen.opened import open_to
from ongikar.doors.citizen.resent import is_of_browser, remember, sent_before
from ongikar.doors.often import asks_again
from ongikar.journal.authors import requester
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import came_back, published, sign_in_first


@published
def ask(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The form; a good one becomes a case, and its receipt is shown after the commit."""
    promise = on_offer_as(office, service)
    posting = getattr(request.user, "posting", None) if promise.section == Section.INTERNAL else None
    if promise.section == Section.INTERNAL and posting is None:
        if request.method == "POST":
            return sign_in_first(request)
        return render(request, "citizen/sign_in_first.html", page_of(promise), status=403)
    if request.method != "POST":
        name = posting.account.name_bn if posting else ""
        form = AskForm(promise=promise, key=new_key(request), name=name, place=request.GET.get("at", ""))
        return render(request, "citizen/ask.html", page_of(promise, form=form, helped=helped_today(request)))
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
    about = (promise, posting and posting.account)
    words, key, now = form.words(*about), form.intake("web", *about), timezone.now()
    if earlier := case_sent(request, words, form.cleaned_data["email"]):
        return add_and_show(request, form, earlier, now)
    if earlier := first_made(case_filed, key, form.belongs_to):
        return show_again(request, form, earlier, words, now)
    if posting is None and asks_again(request, form, phone=form.cleaned_data["phone"]):
        return None
    case = file_or_find(form, promise, posting, key, now)
    if case.is_new:
        answer = open_to(request, redirect("citizen:receipt", case.reference), case)
        return count_help(request, remember(request, answer, words, case), form)
    return show_again(request, form, case, words, now)


def show_again(request: HttpRequest, form: AskForm, case: Case, words: str, at: datetime) -> HttpResponse:
    """What was received under this form's key and words before: opened to the browser that sent it, and to no other."""
    if is_of_browser(request, form, case, words):
        return add_and_show(request, form, case, at)
    messages.info(request, _("এই আবেদনটি অন্য একটি ব্রাউজার থেকে আগেই পাওয়া গেছে। দেখতে সেই রসিদের কোড দিন।"))
    return redirect("citizen:case", case.reference)


def case_sent(request: HttpRequest, words: str, email: str) -> Case | None:
    """The case that this browser filed with these words of late, and that takes what is sent now."""
    for reference in sent_before(request, words):
        with suppress(ObjectDoesNotExist):  # swept after the years for which it is kept
            if adding.takes(found := going_on(access.tracked(reference)), email):
                return found
    return None


def case_filed(intake_key: str) -> Case | None:
    """What was filed under this key, or goes on in its place."""
    found = filed_as(intake_key)
    return going_on(found) if found else None


def file_or_find(form: AskForm, promise: Promise, posting: Posting | None, key: str, at: datetime) -> Case:
    """The case of these words in this form: made now, or by an earlier sending of the same."""
    data = form.cleaned_data

    def filed(intake_key: str) -> Case:
        who = form.requester()
        who.account = posting.account if posting else None
        case = file_case(
            promise=promise,
            requester=who,
            matter=form.matter_text(),
            papers=form.papers(),
            documents=data["documents"],
            channel=Channel.AGENT if data.get("agent") else Channel.WEB,
            intake_key=intake_key,
            at=at,
            post=form.post(),
        )
        return case if case.is_new else going_on(case)

    return first_that_takes(filed, key, form.belongs_to)


def add_and_show(request: HttpRequest, form: AskForm, case: Case, at: datetime) -> HttpResponse:
    """The receipt of what this browser sent before with these words, and what was added to it now."""
    said = form.paper_lines_beside(case)
    added = adding.add_to(
        case,
        documents=form.cleaned_data["documents"],
        email=form.cleaned_data["email"],
        said="\n".join(said),
        by=requester(case.requester.name),
        at=at,
    )
    if added:
        messages.success(request, _("এই আবেদনটি আগেই পাওয়া গেছে; নতুন যা দিলেন, তা এতেই যোগ হয়েছে। এটি তার রসিদ।"))
    else:
        messages.info(request, _("এই আবেদনটি আগেই পাওয়া গেছে; এটি তার রসিদ।"))
    return open_to(request, redirect("citizen:receipt", case.reference), case)


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
