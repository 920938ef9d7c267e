"""The annual report on grievances at the desk, and the meeting where nobody complained."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST, require_safe

from ongikar.doors.desk.forms import DayField
from ongikar.doors.desk.frame import page
from ongikar.doors.desk.grievance_reports import rows_page, rows_path, year_now
from ongikar.doors.desk.grievance_sending import SendForm, sending_of, typed
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import NumberField, TypedForm
from ongikar.figures.grievance_month import COMPLAINTS
from ongikar.figures.grievance_year import hold_meeting, nobody_complained, year_sheet
from ongikar.figures.models import SentReport
from ongikar.figures.months import Month, Year
from ongikar.figures.sending import differs, send_year
from ongikar.grievances.seats import sits_at
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui import sheet_files
from ongikar.ui.audiences import officer, posting_of


class SendYearForm(SendForm):
    remarks = TextField(
        label=_l("সুপারিশ ও মন্তব্য"), help_text=_l("প্রতিবেদনের শেষে ছাপা হবে। কারও নাম লিখবেন না।"), required=False
    )


class MeetingForm(TypedForm):
    """A meeting with those whom the office serves."""

    held_on = DayField(label=_l("সভার তারিখ"), error_messages={"required": _l("সভা কবে হয়েছে, লিখুন।")})
    place = LineField(label=_l("স্থান"), max_length=300, error_messages={"required": _l("সভা কোথায় হয়েছে, লিখুন।")})
    attended = NumberField(
        label=_l("কতজন উপস্থিত ছিলেন"),
        min_value=1,
        max_value=100_000,
        error_messages={"required": _l("কতজন উপস্থিত ছিলেন, লিখুন।"), "invalid": _l("সংখ্যাটি অঙ্কে লিখুন।")},
    )
    minutes = TextField(label=_l("আলোচনা ও সিদ্ধান্ত"), error_messages={"required": _l("কী আলোচনা ও সিদ্ধান্ত হয়েছে, লিখুন।")})
    memo_no = LineField(label=_l("কার্যবিবরণীর স্মারক নং"), max_length=120, required=False)


def asked_year(text: str) -> Year:
    """The year that begins in the year of an address; absent where it has not begun."""
    now = year_now()
    month = Month.read(f"{text}-{now.opening.number:02d}")
    if month is None or Year(month) > now:
        raise Http404
    return Year(month)


@officer
@require_safe
def report_year(request: HttpRequest, year: str) -> HttpResponse:
    return _year_page(request, asked_year(year))


def _year_page(
    request: HttpRequest, year: Year, *, form: Any = None, meeting: MeetingForm | None = None, status: int = 200
) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    sending = sending_of(posting, SentReport.Kind.YEAR, year, at=now, form=form, of=SendYearForm)
    sits = bool(sits_at(posting.post))
    return page(
        request,
        "desk/report_year.html",
        here="reports",
        status=status,
        year=year,
        running=year == year_now(),
        sheet=year_sheet(
            posting,
            year,
            at=now,
            link=lambda part, column: reverse("desk:year_rows", args=[str(year), part, column]),
            of_month=lambda month, column: rows_path(month, COMPLAINTS, column),
            of_group=lambda name, key: _causes_path(year, name, key),
        ),
        quiet=sits and nobody_complained(posting, year),
        differs=bool(sending["sent"]) and differs(sending["sent"][0], posting),
        form=form or meeting,
        meeting=(meeting or MeetingForm(auto_id="meeting_%s")) if sits else None,
        **sending,
    )


def _causes_path(year: Year, name: str, key: str) -> str:
    asked = {"first": f"{year.first}", "last": f"{year.last}", name: key}
    return f"{reverse('desk:grievance_causes')}?{urlencode(asked)}"


@officer
@require_safe
def year_rows(request: HttpRequest, year: str, part: str, column: str) -> HttpResponse:
    found = asked_year(year)
    return rows_page(request, found, part, column, back=reverse("desk:report_year", args=[str(found)]))


@officer
@require_safe
def year_file(request: HttpRequest, year: str, kind: str) -> HttpResponse:
    found, posting = asked_year(year), posting_of(request)
    if kind not in sheet_files.MEDIA_TYPES:
        raise Http404
    sheet = year_sheet(posting, found, at=timezone.now())
    return sheet_files.response(sheet, kind, office=posting.office, name=f"grievances-{found}-year")


@officer
@require_POST
def year_sending(request: HttpRequest, year: str) -> HttpResponse:
    """Freeze the year and write down to whom it went."""
    posting, found = posting_of(request), asked_year(year)
    form = typed(request, posting, SentReport.Kind.YEAR, found, of=SendYearForm)
    if form.is_valid():
        try:
            report = send_year(found, **form.cleaned_data, by=posting, at=timezone.now())
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("প্রতিবেদনটি পাঠানো হিসেবে রাখা হয়েছে; এটি আর বদলাবে না।"))
            return redirect("desk:sent_report", report.pk)
    return _year_page(request, found, form=form, status=422)


@officer
@require_POST
def meeting(request: HttpRequest, year: str) -> HttpResponse:
    """Write down a meeting with stakeholders."""
    found, form = asked_year(year), MeetingForm(request.POST, auto_id="meeting_%s")
    if form.is_valid():
        try:
            hold_meeting(**form.cleaned_data, by=posting_of(request), at=timezone.now())
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("সভাটি লেখা হয়েছে; যে বছরে হয়েছে সেই বছরের প্রতিবেদনে থাকবে।"))
            return redirect("desk:report_year", str(found))
    return _year_page(request, found, meeting=form, status=422)
