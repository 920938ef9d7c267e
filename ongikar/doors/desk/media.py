"""Reports in the media taken up of own motion: the form, what came of each, and where the result was published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.cases.identity import first_that_takes
from ongikar.charter import shelf
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import new_key
from ongikar.doors.desk.forms import DayField
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.grievance_register import NOT_KEPT
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.holding import allow, may_be_sealed
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances.adding import add_to, takes
from ongikar.grievances.around import access
from ongikar.grievances.around.media import publish_result, take_up_report
from ongikar.grievances.around.models import MediaReport
from ongikar.grievances.guard import Against, concerned_by, holders_at, keeps_machine
from ongikar.grievances.lodging import edition_for
from ongikar.grievances.models import Grievance
from ongikar.offices import timezone
from ongikar.offices.models import Post, Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.templatetags.parts import either

MOST = 200  # rows of a list


class ReportForm(AskedForm):
    """What appeared where and when, with its copy or address, and what it complains of."""

    source = forms.ChoiceField(
        label=_l("কোথায় প্রকাশিত"),
        choices=MediaReport.Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("কোথায় প্রকাশিত, বেছে নিন।")},
    )
    outlet = LineField(
        label=_l("পত্রিকা, চ্যানেল বা পাতার নাম"),
        max_length=200,
        error_messages={"required": _l("পত্রিকা, চ্যানেল বা পাতার নাম লিখুন।")},
    )
    appeared_on = DayField(label=_l("প্রকাশের তারিখ"), error_messages={"required": _l("কবে প্রকাশিত হয়েছে লিখুন।")})
    link = forms.URLField(
        label=_l("ঠিকানা (লিংক)"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _l("ঠিকানাটি মিলিয়ে দেখুন, যেমন https://…; না থাকলে খালি রাখুন।")},
    )
    documents = FilesField(label=_l("সংবাদের কপি (PDF বা ছবি)"), required=False)
    subject = LineField(label=_l("শিরোনাম"), max_length=300, error_messages={"required": _l("সংবাদের শিরোনাম লিখুন।")})
    matter = TextField(label=_l("যা বলা হয়েছে"), rows=6, error_messages={"required": _l("সংবাদে কী অভিযোগ আছে লিখুন।")})
    service = forms.ChoiceField(label=_l("কোন সেবা নিয়ে"), required=False)
    officers = forms.MultipleChoiceField(label=_l("কার বিরুদ্ধে"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, files: Any, *, posting: Posting, at: datetime, key: str = "") -> None:
        super().__init__(data, files, initial={"intake_key": key})
        self.posting, self.at = posting, at
        self.surely_kept = False  # from whoever is complained of
        edition = edition_for(posting.office)
        self.office = edition.office
        promises = [one for one in edition.promises.select_related("service", "post__office") if one.service]
        self.services = {one.service.code: one.service for one in promises if one.service}
        posts: list[Post] = [one.post for one in promises if one.post] + shelf.places_to_ask(edition.office)
        self.posts = {str(post.pk): post for post in posts}
        named = [(one.service.code, either({"bn": one.name_bn, "en": one.name_en})) for one in promises if one.service]
        self.fields["service"].choices = [("", _("কোনো একটি সেবা নয়")), *named]  # type: ignore[attr-defined]
        titles = [(key, f"{post.title_bn} · {post.office.name_bn}") for key, post in self.posts.items()]
        self.fields["officers"].choices = titles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["named"] = tuple(held for key in data.pop("officers", ()) for held in holders_at(self.posts[key], self.at))
        data["service"] = self.services.get(data.get("service", ""))
        concerned = concerned_by(
            office=self.office, service=data["service"], against=Against(people=data["named"]),
            whole_office=not (data["service"] or data["named"]), at=self.at,
        )  # fmt: skip
        self.surely_kept = not (self.has_error("service") or self.has_error("officers") or keeps_machine(concerned))
        if keeps_machine(concerned):
            self.add_error(None, str(NOT_KEPT))
        return data


@officer
@may_be_sealed
@require_http_methods(["GET", "POST"])
def new_media_report(request: HttpRequest) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    access.check_decides(posting)
    form = ReportForm(*typed(request), posting=posting, at=now, key=new_key(request))
    good = form.is_valid()
    if form.surely_kept:
        allow(request)
    if sent(request) and good and (grievance := _taken_up(form)):
        again = _("এই সংবাদটি আগেই নেওয়া হয়েছে; নতুন যা দিলেন, তা এতেই যোগ হয়েছে।")
        messages.success(request, _("স্বপ্রণোদিত অভিযোগ হিসেবে নেওয়া হয়েছে।") if grievance.is_new else again)
        return redirect("desk:media_reports")
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/media_new.html", here="grievances", form=form, status=status)


def _taken_up(form: ReportForm) -> Grievance | None:
    data, by = dict(form.cleaned_data), form.posting
    data.pop("intake_key")

    def taken_up(intake_key: str) -> Grievance:
        return take_up_report(form.office, **data, intake_key=intake_key, by=by, at=form.at)

    try:
        key = form.intake("media", form.office, data["named"])
        grievance = first_that_takes(taken_up, key, lambda one: takes(one, ""))
        if not grievance.is_new:
            add_to(grievance, documents=data["documents"], by=by.author(), at=form.at)
        return grievance
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None


class PublishForm(TypedForm):
    where = LineField(
        label=_l("ফল কোথায় প্রকাশিত"),
        max_length=180,
        error_messages={"required": _l("ফল কোথায় প্রকাশ করা হয়েছে লিখুন।")},
    )
    on = DayField(label=_l("প্রকাশের তারিখ"), error_messages={"required": _l("কবে প্রকাশিত হয়েছে লিখুন।")})


@officer
@require_http_methods(["GET", "POST"])
def media_reports(request: HttpRequest) -> HttpResponse:
    """What was taken up, with what came of it; sent, where the result of one was published."""
    posting = posting_of(request)
    access.check_decides(posting)
    chosen = request.POST.get("report", "")
    form = PublishForm(request.POST, prefix=chosen) if sent(request) else None
    if form is not None and form.is_valid() and _published(form, posting, chosen):
        messages.success(request, _("লেখা হয়েছে: ফল প্রকাশিত।"))
        return redirect("desk:media_reports")
    rows = [
        (
            one,
            list(one.grievance.referrals.all())[-1],
            form if form is not None and chosen == str(one.pk) else PublishForm(prefix=str(one.pk)),
        )
        for one in access.media_reports_for(posting).prefetch_related("grievance__referrals")[:MOST]
    ]
    status = 422 if form is not None else 200
    return page(request, "desk/media.html", here="grievances", rows=rows, form=form, status=status)


def _published(form: PublishForm, posting: Posting, chosen: str) -> bool:
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
    report = access.media_report_for(posting, number)
    try:
        publish_result(report, by=posting, at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.add_error(None, _("এই ফল আগেই জানানো বা প্রকাশ করা হয়েছে।"))
    return form.is_valid()
