"""The page of a case, and its files."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ongikar.cases import access, consequences, deadlines, files
from ongikar.cases.lifecycle import State
from ongikar.cases.mistakes import right_one
from ongikar.cases.models import Basis, Case
from ongikar.doors.desk import panels
from ongikar.doors.desk.forms import ActForm
from ongikar.doors.desk.frame import page
from ongikar.doors.desk.reading import history
from ongikar.doors.desk.rows import Dates
from ongikar.doors.desk.timeline import moments_of
from ongikar.notices.access import told_of
from ongikar.offices import timezone
from ongikar.offices.calendars import calendar_of
from ongikar.ui.audiences import officer, posting_of


@officer
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    found = access.case_for(posting_of(request), reference, at=timezone.now())
    return case_page(request, found)


def case_page(
    request: HttpRequest, case: Case, *, form: ActForm | None = None, act: str = "", status: int = 200
) -> HttpResponse:
    """Everything about a case. `form` is an act with what was typed; `act` the one that stands open."""
    posting, now = posting_of(request), timezone.now()
    attachments = list(case.attachments.all())
    shown = panels.panels(case, posting, at=now, typed=form, name=act)
    return page(
        request,
        "desk/case.html",
        here="work",
        status=status,
        case=case,
        due=due_of(case, now),
        panels=shown,
        open_act=act or (shown[0].name if case.is_open else ""),
        form=form,
        **history(moments_of(case, attachments), case, reads=access.reads(posting, case, at=now)),
        given=[file for file in attachments if file.delivered],
        brought=[file for file in attachments if not file.delivered],
        pauses=list(case.pauses.all()),
        results=list(case.results.all()),
        told=told_of(case),
        right_one=right_one(case),
        not_accepted=case.not_yet_accepted(now),
    )


@dataclass(frozen=True)
class Due:
    """The date as the hero of the page: a sentence above it, what is left until it, and its tone."""

    lead: str
    left: str = ""
    tone: str = ""
    accept_until: date | None = None
    month_end: datetime | None = None


def due_of(case: Case, now: datetime) -> Due:
    dates = Dates(calendar_of(case.office), timezone.localdate(now), english=get_language() == "en")
    remaining = dates.left(case.state, case.due_on, own=case.basis == Basis.OWN_TARGET)
    if not case.is_open:
        return Due(_("সর্বশেষ জানানো তারিখ ছিল"))
    if case.state == State.WAITING:
        return Due(_("সময় থেমে আছে। থামার আগে তারিখ ছিল"), tone="amber")
    if case.due_on is None:
        return Due(_("তারিখ নির্দেশনা থেকে আসবে"), tone="amber", month_end=deadlines.month_end(now))
    if case.late_at(now):
        return Due(_("প্রতিশ্রুত তারিখ পেরিয়ে গেছে"), remaining, "red")
    if case.past_due_at(now):
        return Due(_("দপ্তরের নিজস্ব লক্ষ্যের তারিখ পেরিয়ে গেছে"), remaining, "amber")
    until = consequences.papers_until(case) if case.state == State.FILED else None
    return Due(_("সেবা দিতে হবে"), remaining, accept_until=until)


@officer
@require_safe
def file(request: HttpRequest, reference: str, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    found = access.case_for(posting_of(request), reference, at=timezone.now())
    return files.answer(access.file_of(found, file_id))
