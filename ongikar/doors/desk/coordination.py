"""The page of whoever coordinates (5.4): what is late, by number and date, and the list of a month for the agenda."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ongikar.doors.desk.frame import page
from ongikar.figures.coordination import coordination_sheet
from ongikar.figures.months import Month
from ongikar.grievances.access import coordinates_any
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.ui import sheet_files
from ongikar.ui.audiences import officer, posting_of

MONTHS = 12


def _coordinator(request: HttpRequest) -> Posting:
    posting = posting_of(request)
    if not coordinates_any(posting):
        raise ObjectDoesNotExist
    return posting


def _month(text: str) -> Month:
    month = Month.read(text)
    if month is None or month > Month.of(timezone.now()):
        raise Http404
    return month


@officer
@require_safe
def coordination(request: HttpRequest) -> HttpResponse:
    """What is late now and in the month asked for; the running one where none is."""
    posting, now = _coordinator(request), timezone.now()
    running = Month.of(now)
    month = _month(request.GET["month"]) if "month" in request.GET else running
    months = [running]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    language = "en" if get_language() == "en" else "bn"
    sheet = coordination_sheet(posting, month, at=now, language=language)
    return page(request, "desk/coordination.html", here="grievances", sheet=sheet, month=month, months=months)


@officer
@require_safe
def coordination_file(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """The same as PDF, DOCX or CSV, for the coordination meeting and the report to the cell."""
    posting, found = _coordinator(request), _month(month)
    if kind not in sheet_files.MEDIA_TYPES:
        raise Http404
    sheet = coordination_sheet(posting, found, at=timezone.now())
    return sheet_files.response(sheet, kind, office=posting.post.office, name=f"late-{found}")
