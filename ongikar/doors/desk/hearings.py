"""The register of the weekly public hearing: its days, who came, what was taken from it; on paper and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.bangla.digits import in_threes
from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import local_phone, normal_phone
from ongikar.clock.wording import WEEK_BN, WEEK_EN
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import new_key
from ongikar.doors.desk.forms import TimeField
from ongikar.doors.desk.frame import page, sent
from ongikar.doors.desk.registers import PeriodForm, asked_in_year
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.grievances.around import hearings as deeds
from ongikar.grievances.around.access import hearing_entries_between
from ongikar.grievances.around.models import HearingEntry, HearingRule
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.offices.people import record
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import head, officer, posting_of
from ongikar.ui.csv_lines import BOM, line
from ongikar.ui.pdf import pdf_response
from ongikar.ui.templatetags.parts import either

HEADINGS = (
    _l("তারিখ"),
    _l("ক্রম"),
    _l("কে এসেছেন"),
    _l("ফোন"),
    _l("ঠিকানা"),
    _l("বিষয়"),
    _l("আলোচনা"),
    _l("সিদ্ধান্ত"),
    _l("যা নেওয়া হয়েছে"),
)


class RuleForm(TypedForm):
    weekday = forms.TypedChoiceField(
        label=_l("কোন বারে"), coerce=int, error_messages={"required": _l("কোন বারে, বেছে নিন।")}
    )
    starts = TimeField(label=_l("কখন শুরু"), error_messages={"required": _l("কখন শুরু হয় লিখুন।")})
    place = LineField(
        label=_l("কোথায়"),
        max_length=300,
        error_messages={"required": _l("গণশুনানি কোথায় হবে লিখুন; নাগরিকেরা এটি পড়বেন।")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = [(number, week_day(number)) for number in (6, 0, 1, 2, 3, 4, 5)]
        self.fields["weekday"].choices = [("", _("বেছে নিন")), *names]  # type: ignore[attr-defined]


def week_day(number: int) -> str:
    return either({"bn": f"{WEEK_BN[number]}বার", "en": WEEK_EN[number]})


class EntryForm(AskedForm):
    """Who came with what; only the matter is needed."""

    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)  # an older page has none
    matter = TextField(label=_l("কী নিয়ে এসেছেন"), error_messages={"required": _l("কী নিয়ে এসেছেন তা লিখুন।")})
    name = LineField(label=_l("নাম"), max_length=200, required=False)
    phone = LineField(label=_l("ফোন"), max_length=40, required=False)
    address = LineField(label=_l("ঠিকানা"), max_length=400, required=False)
    said = TextField(label=_l("যা আলোচনা হলো"), required=False)
    decided = TextField(label=_l("যা সিদ্ধান্ত হলো"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("name", "address"):
            data[name] = normal_form(data.get(name) or "")
        if data.get("phone") and (number := normal_phone(data["phone"])) is not None:
            data["phone"] = number
        elif data.get("phone"):
            self.add_error("phone", _("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        return data


def _entries(posting: Posting, period: PeriodForm) -> list[HearingEntry]:
    return hearing_entries_between(posting, period.cleaned_data["first"], period.cleaned_data["last"])


@officer
@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """When the office hears, the days it heard with who came, and the weeks of which nothing is written."""
    posting, today, period = posting_of(request), timezone.localdate(), asked_in_year(request)
    if not period.is_valid():
        wrong = {"period": period, "form": period, "today": today, "rule": deeds.rule_of(posting.office)}
        return page(request, "desk/hearings.html", here="hearings", status=422, **wrong)
    rule = deeds.rule_of(posting.office)
    days = period.cleaned_data["first"], period.cleaned_data["last"]
    held = deeds.days_held(posting.office)
    return page(
        request,
        "desk/hearings.html",
        here="hearings",
        period=period,
        query=f"first={days[0]}&last={days[1]}",
        entries=_entries(posting, period),
        headings=HEADINGS,
        held=[day for day in held if days[0] <= day <= days[1]],
        today=today,
        **_rule_context(rule, held, today),
    )


def _rule_context(rule: HearingRule | None, held: list[date], today: date) -> dict[str, Any]:
    if rule is None:
        return {"rule": None}
    return {
        "rule": rule,
        "week_day": week_day(rule.weekday),
        "next_day": deeds.next_day(rule, today),
        "missing": deeds.missing_days(rule, held, today),
    }


@head
@require_http_methods(["GET", "POST"])
def hearing_rule(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    rule = deeds.rule_of(posting.office)
    first = {name: getattr(rule, name) for name in ("weekday", "starts", "place")} if rule else None
    form = RuleForm(request.POST if sent(request) else None, initial=first)
    if form.is_valid():
        try:
            deeds.set_rule(posting.office, by=posting, at=timezone.now(), **form.cleaned_data)
        except RuleBroken as refused:
            form.add_error("place", refused.message)
        else:
            messages.success(request, _("রাখা হয়েছে; নাগরিকের পাতায় দেখা যাচ্ছে।"))
            return redirect("desk:hearings")
    status = 422 if form.is_bound else 200
    return page(request, "desk/hearing_rule.html", here="hearings", form=form, status=status)


@officer
@require_http_methods(["GET", "POST"])
def hearing(request: HttpRequest, day: date) -> HttpResponse:
    """One day: what is written, and the form for the next who comes. Sent without words it says that nobody came."""
    posting, now = posting_of(request), timezone.now()
    request.back_to = "/desk/hearings/"  # type: ignore[attr-defined]
    written = any(
        request.POST.get(name, "").strip() for name in ("matter", "name", "phone", "address", "said", "decided")
    )
    nobody = sent(request) and "nobody" in request.POST and not written  # what was typed is not thrown away
    key = {"intake_key": new_key(request)}
    form = EntryForm(request.POST if sent(request) and not nobody else None, initial=key)
    if day > timezone.localdate(now):
        raise ObjectDoesNotExist
    if nobody or form.is_valid():
        _written(posting, day, None if nobody else form, now)
        messages.success(request, _("লেখা হয়েছে।"))
        return redirect("desk:hearing", day)
    entries = hearing_entries_between(posting, day, day)
    held = day in deeds.days_held(posting.office)
    status = 422 if form.is_bound else 200
    return page(
        request, "desk/hearing.html", here="hearings", day=day, form=form, entries=entries, held=held,
        status=status,
    )  # fmt: skip


def _written(posting: Posting, day: date, form: EntryForm | None, now: datetime) -> None:
    held = deeds.hold(posting.office, held_on=day, by=posting, at=now)
    if form is not None:
        key = form.intake("hearing") if form.key else ""
        deeds.write(held, by=posting, at=now, **form.cleaned_data | {"intake_key": key})


@officer
@require_safe
def hearings_pdf(request: HttpRequest) -> HttpResponse:
    """The printed register, A4 landscape."""
    posting, period = posting_of(request), asked_in_year(request)
    if not period.is_valid():
        raise RuleBroken(str(next(iter(period.errors.values()))[0]))
    _note_taken(posting, period, "pdf")
    context = {
        "office": posting.office, "entries": _entries(posting, period), "headings": HEADINGS, "by": posting,
        "now": timezone.now(), **period.cleaned_data,
    }  # fmt: skip
    return pdf_response("desk/hearings_paper.html", context, name="hearings")


@officer
@require_safe
def hearings_csv(request: HttpRequest) -> StreamingHttpResponse:
    posting, period = posting_of(request), asked_in_year(request)
    if not period.is_valid():
        raise RuleBroken(str(next(iter(period.errors.values()))[0]))
    _note_taken(posting, period, "csv")
    lines = _csv([str(one) for one in HEADINGS], _entries(posting, period))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="hearings.csv"'
    return response


def _csv(headings: list[str], entries: list[HearingEntry]) -> Iterator[str]:
    yield BOM + line(headings)
    for one in entries:
        taken = one.grievance or one.case
        yield line(
            (
                one.hearing.held_on, one.number, one.name, local_phone(one.phone), one.address, one.matter, one.said,
                one.decided, in_threes(taken.reference) if taken else "",
            )
        )  # fmt: skip


def _note_taken(posting: Posting, period: PeriodForm, kind: str) -> None:
    """Who took the register of which period out of the program is kept: it names many people."""
    facts: dict[str, object] = {**{name: f"{day}" for name, day in period.cleaned_data.items()}, "kind": kind}
    record(posting.office, "hearing.register_taken", by=posting.author(), at=timezone.now(), facts=facts)
