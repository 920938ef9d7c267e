"""The desk: signing in, the queue, and the page of a case."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone

from ongikar.cases import access, files
from ongikar.cases.models import Case
from ongikar.doors.desk import forms
from ongikar.doors.desk.frame import page
from ongikar.ui.audiences import officer, posting_of


@officer
def case(request: HttpRequest, reference: str) -> HttpResponse:
    posting = posting_of(request)
    found = access.case_for(posting, reference, at=timezone.now())
    return page(request, "desk/case.html", here="work", **case_context(request, found))


def case_context(request: HttpRequest, case: Case, *, form: Any = None, act: str = "") -> dict[str, Any]:
    """Everything the page of a case shows; `form` is the one act that was not accepted as typed."""
    posting, now = posting_of(request), timezone.now()
    panels = forms.panels(case, posting)
    if form is not None:
        panels[act] = form
    return {
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
    }


@officer
def file(request: HttpRequest, reference: str, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    posting, now = posting_of(request), timezone.now()
    found = access.case_for(posting, reference, at=now)
    return files.answer(access.file_of(found, file_id))
