"""Reports on grievances at the desk: the months of form গ-১, the rows behind each figure, and the files."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ongikar.doors.desk.frame import page
from ongikar.doors.desk.grievance_sending import SendForm, sending_of, typed
from ongikar.figures.grievance_month import PARTS, Span, Stay, report_of
from ongikar.figures.grievance_sheets import COLUMNS_OF, month_sheet, rows_sheet
from ongikar.figures.models import SentReport
from ongikar.figures.months import Month, Year
from ongikar.figures.sending import differs, month_due, send_month, sent_months
from ongikar.grievances.seats import sits_at
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui import sheet_files
from ongikar.ui.audiences import officer, posting_of

MONTHS = 12  # listed; any other has its address


def asked_month(text: str) -> Month:
    """The month of an address, which has begun; absent where it is none."""
    month = Month.read(text)
    if month is None or month > Month.of(timezone.now()):
        raise Http404
    return month


def year_now() -> Year:
    """The year of the annual report that runs."""
    return Year.of(timezone.now(), begins=min(settings.REPORT_YEAR_STARTS, 12))


@officer
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The months that can be reported on, the running one first."""
    posting, now = posting_of(request), timezone.now()
    months = [Month.of(now)]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    sent = {report.month: report for report in sent_months(posting)}
    return page(
        request,
        "desk/reports.html",
        here="reports",
        months=[(month, sent.get(month)) for month in months],
        years=[year_now(), year_now().before],
        sits=sits_at(posting.post),
        report_due=month_due(posting, now),
    )


@officer
@require_safe
def report_month(request: HttpRequest, month: str) -> HttpResponse:
    return _month_page(request, asked_month(month))


def _month_page(request: HttpRequest, month: Month, *, form: SendForm | None = None, status: int = 200) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    sending = sending_of(posting, SentReport.Kind.MONTH, month, at=now, form=form)
    return page(
        request,
        "desk/report_month.html",
        here="reports",
        status=status,
        month=month,
        running=month == Month.of(now),
        sheet=month_sheet(posting, month, at=now, link=lambda part, column: rows_path(month, part, column)),
        differs=bool(sending["sent"]) and differs(sending["sent"][0], posting),
        form=form,
        **sending,
    )


@officer
@require_POST
def month_sending(request: HttpRequest, month: str) -> HttpResponse:
    """Freeze the month and write down to whom it went; what cannot be is said on the form, with what was typed."""
    posting, found = posting_of(request), asked_month(month)
    form = typed(request, posting, SentReport.Kind.MONTH, found)
    if form.is_valid():
        try:
            report = send_month(found, **form.cleaned_data, by=posting, at=timezone.now())
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("প্রতিবেদনটি পাঠানো হিসেবে রাখা হয়েছে; এটি আর বদলাবে না।"))
            return redirect("desk:sent_report", report.pk)
    return _month_page(request, found, form=form, status=422)


def rows_path(month: Month, part: str, column: str) -> str:
    return reverse("desk:report_rows", args=[str(month), part, column])


@officer
@require_safe
def report_rows(request: HttpRequest, month: str, part: str, column: str) -> HttpResponse:
    found = asked_month(month)
    return rows_page(request, found, part, column, back=reverse("desk:report_month", args=[str(found)]))


def rows_page(request: HttpRequest, span: Span, part: str, column: str, *, back: str) -> HttpResponse:
    """Exactly the rows that a figure of a month or a year counts."""
    if part not in PARTS or column == "rate" or column not in (*COLUMNS_OF[part], "running", "received"):
        raise Http404
    sheet = rows_sheet(
        report_of(posting_of(request), part, span, at=timezone.now()), part, column, link=_grievance_path
    )
    return page(request, "desk/report_rows.html", here="reports", back=back, sheet=sheet)


def _grievance_path(stay: Stay) -> str:
    return reverse("desk:grievance", args=[stay.turn.grievance.reference])


@officer
@require_safe
def report_file(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """The month as it is reckoned now, as PDF, DOCX or CSV."""
    found, posting = asked_month(month), posting_of(request)
    if kind not in sheet_files.MEDIA_TYPES:
        raise Http404
    sheet = month_sheet(posting, found, at=timezone.now())
    return sheet_files.response(sheet, kind, office=posting.office, name=f"grievances-{found}")
