"""The desk: signing in, the queue, and the page of a case."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ongikar.cases import access, desk, files
from ongikar.cases.models import Case
from ongikar.doors.desk import forms
from ongikar.doors.desk.rows import rows_of
from ongikar.offices.calendars import calendar_of
from ongikar.offices.sign_in import check_tries, note_failure
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone, officer, posting_of


@anyone
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; wrong tries are counted, and neither is told apart."""
    if request.method != "POST":
        return render(request, "desk/sign_in.html", {"next": request.GET.get("next", "")})
    username, address = request.POST.get("username", "")[:80], request.META.get("REMOTE_ADDR", "")
    error, now = "", timezone.now()
    try:
        check_tries(username=username, address=address, at=now)
        account = authenticate(request, username=username, password=request.POST.get("password", "")[:200])
    except RuleBroken as refused:
        account, error = None, refused.message
    if account is None:
        if not error:
            note_failure(username=username, address=address, at=now)
        error = error or _("নাম বা পাসওয়ার্ড মেলেনি। আবার চেষ্টা করুন।")
        context = {"error": error, "username": username, "next": request.POST.get("next", "")}
        return render(request, "desk/sign_in.html", context, status=422)
    login(request, account)
    return redirect(_safe_next(request))


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "desk:work"


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("desk:sign_in")


@officer
def work(request: HttpRequest) -> HttpResponse:
    """My work. Words to search by come by POST."""
    posting, now = posting_of(request), timezone.now()
    today = timezone.localdate(now)
    name = request.GET.get("show", "open")
    words = request.POST.get("words", "")[:100].replace("\x00", "")
    after = request.GET.get("after", "")[:60]
    page = desk.queue(posting, name, words=words, after=after, at=now, today=today)
    context = {
        "posting": posting,
        "rows": rows_of(page.rows, calendar=calendar_of(posting.office), at=now, today=today),
        "after": page.after,
        "show": name,
        "words": words,
        "counts": desk.counts(posting, at=now, today=today),
        "here": "work",
    }
    return render(request, "desk/work.html", context)


@officer
def case(request: HttpRequest, reference: str) -> HttpResponse:
    posting = posting_of(request)
    found = access.case_for(posting, reference, at=timezone.now())
    return render(request, "desk/case.html", case_context(request, found))


def case_context(request: HttpRequest, case: Case, *, form: Any = None, act: str = "") -> dict[str, Any]:
    """Everything the page of a case shows; `form` is the one act that was not accepted as typed."""
    posting, now = posting_of(request), timezone.now()
    panels = forms.panels(case, posting)
    if form is not None:
        panels[act] = form
    return {
        "posting": posting,
        "case": case,
        "panels": panels,
        "open_act": act,
        "today": timezone.localdate(now),
        "tone": "red" if case.late_at(now) else "amber" if case.past_due_at(now) or case.state == "waiting" else "",
        "not_accepted": case.not_yet_accepted(now),
        "events": list(case.events.order_by("pk")),
        "said": list(case.messages.all()),
        "attachments": list(case.attachments.all()),
        "results": list(case.results.all()),
        "here": "work",
    }


@officer
def file(request: HttpRequest, reference: str, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    posting, now = posting_of(request), timezone.now()
    found = access.case_for(posting, reference, at=now)
    return files.answer(access.file_of(found, file_id))
