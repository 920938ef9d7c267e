"""The registers গ-২ of grievances and appeals: a period on the screen, and as PDF, DOCX and CSV."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ongikar.bangla.digits import to_bangla
from ongikar.doors.desk.frame import page
from ongikar.doors.desk.registers import ON_PAPER, asked_period, days_of, query_of
from ongikar.figures.grievance_month import PARTS
from ongikar.figures.grievance_register import register_sheet, register_turns
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.offices.people import record
from ongikar.rules import RuleBroken
from ongikar.ui import sheet_files
from ongikar.ui.audiences import officer, posting_of


@officer
@require_safe
def report_register(request: HttpRequest, part: str) -> HttpResponse:
    """What came from a day to a day; this month until today where none was asked for."""
    posting, form = posting_of(request), asked_period(request)
    if part not in PARTS:
        raise Http404
    if not form.is_valid():
        return page(request, "desk/report_register.html", here="reports", form=form, part=part, status=422)
    sheet, query = register_sheet(posting, part, *days_of(form)), query_of(form)
    return page(request, "desk/report_register.html", here="reports", form=form, part=part, sheet=sheet, query=query)


@officer
@require_safe
def report_register_file(request: HttpRequest, part: str, kind: str) -> HttpResponse:
    """The same as a file; who took which period out of the program is kept, since it names people."""
    posting, (first, last), now = posting_of(request), days_of(asked_period(request)), timezone.now()
    if part not in PARTS or kind not in sheet_files.MEDIA_TYPES:
        raise Http404
    if kind == "pdf" and len(register_turns(posting, part, first, last)) > ON_PAPER:
        most = {"most": to_bangla(ON_PAPER)}
        raise RuleBroken(_("এক কাগজে %(most)sটির বেশি অভিযোগ ছাপা হয় না; ছোট ছোট সময় ধরে ছাপান।") % most)
    _note_taken(posting, part, kind, first, last, now)
    sheet, name = register_sheet(posting, part, first, last), f"register-{part}-{first}-{last}"
    return sheet_files.response(sheet, kind, office=posting.office, name=name)


def _note_taken(posting: Posting, part: str, kind: str, first: date, last: date, now: datetime) -> None:
    facts: dict[str, object] = {"first": f"{first}", "last": f"{last}", "kind": kind, "of": part}
    record(posting.office, "office.register_taken", by=posting.author(), at=now, facts=facts)
