"""Reports on grievances at the desk: the months of form গ-১, the rows behind each figure, and the files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.doors.desk.frame import page
from ongikar.figures.grievance_month import COLUMNS, PARTS, Stay, report_of
from ongikar.figures.grievance_sheets import COLUMNS_OF, month_sheet, rows_sheet
from ongikar.figures.months import Month
from ongikar.grievances.seats import sits_at
from ongikar.ui import sheet_files
from ongikar.ui.audiences import officer, posting_of

MONTHS = 12  # listed; any other has its address


def asked_month(text: str) -> Month:
    """The month of an address, which has begun; absent where it is none."""
    month = Month.read(text)
    if month is None or month > Month.of(timezone.now()):
        raise Http404
    return month


@officer
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The months that can be reported on, the running one first."""
    month = Month.of(timezone.now())
    months = [month]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    return page(request, "desk/reports.html", here="reports", months=months, sits=sits_at(posting_of(request).post))


@officer
@require_safe
def report_month(request: HttpRequest, month: str) -> HttpResponse:
    found = asked_month(month)
    return page(
        request,
        "desk/report_month.html",
        here="reports",
        month=found,
        running=found == Month.of(timezone.now()),
        sheet=month_sheet(posting_of(request), found, link=lambda part, column: rows_path(found, part, column)),
    )


def rows_path(month: Month, part: str, column: str) -> str:
    return reverse("desk:report_rows", args=[str(month), part, column])


@officer
@require_safe
def report_rows(request: HttpRequest, month: str, part: str, column: str) -> HttpResponse:
    """Exactly the rows that a figure counts."""
    found = asked_month(month)
    if part not in PARTS or column not in COLUMNS or column not in (*COLUMNS_OF[part], "running"):
        raise Http404
    report = report_of(posting_of(request), part, found)
    sheet = rows_sheet(report, part, column, link=_grievance_path)
    return page(request, "desk/report_rows.html", here="reports", month=found, sheet=sheet)


def _grievance_path(stay: Stay) -> str:
    return reverse("desk:grievance", args=[stay.turn.grievance.reference])


@officer
@require_safe
def report_file(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """The month as it is reckoned now, as PDF, DOCX or CSV."""
    found, posting = asked_month(month), posting_of(request)
    if kind not in sheet_files.MEDIA_TYPES:
        raise Http404
    content = sheet_files.file_of(month_sheet(posting, found), kind, office=posting.office)
    return sheet_files.answer(content, kind, name=f"grievances-{found}")
