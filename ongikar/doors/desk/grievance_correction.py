"""Who complains, put right where it was keyed in wrongly: by whoever decides it, or has just taken it down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import local_phone, normal_phone
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.grievance_forms import TurnForm
from ongikar.doors.desk.reading import overtaken_by
from ongikar.doors.fields import LineField, MailField
from ongikar.grievances.access import to_correct
from ongikar.grievances.mistakes import CORRIGIBLE, correct_complainant
from ongikar.grievances.models import GrievanceEvent
from ongikar.notices.again import said_of
from ongikar.offices import timezone
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of


def _line(label: Any, most: int = 400) -> LineField:
    return LineField(label=label, max_length=most, required=False)


class CorrectionForm(TurnForm):
    """Who complains, as it stands now."""

    name = _line(_l("অভিযোগকারীর নাম"), 200)
    mobile = _line(_l("ফোন"), 40)
    email = MailField(
        label=_l("ই-মেইল"), required=False, error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")}
    )
    present_address = _line(_l("বর্তমান ঠিকানা"))
    permanent_address = _line(_l("স্থায়ী ঠিকানা"))
    institution = _line(_l("প্রতিষ্ঠান বা দপ্তর"), 300)
    designation = _line(_l("পদবি"), 200)

    def fit(self) -> None:
        who = self.turn.grievance.complainant
        self.initial = {**self.initial, **{name: getattr(who, name) for name in CORRIGIBLE}}
        self.initial["mobile"] = local_phone(self.initial["mobile"])

    def clean_mobile(self) -> str:
        number = normal_phone(self.cleaned_data["mobile"]) if self.cleaned_data["mobile"] else ""
        if number is None:
            raise forms.ValidationError(_("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        return number

    def facts(self) -> dict[str, Any]:
        return {"fields": {name: normal_form(value) for name, value in super().facts().items()}}


@officer
@require_http_methods(["GET", "POST"])
def grievance_correction(request: HttpRequest, reference: str) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    found = to_correct(posting, reference, at=now)
    form = CorrectionForm(typed(request)[0], turn=found.current, posting=posting, at=now)
    if sent(request) and form.is_valid() and (done := _corrected(form)):
        messages.success(request, " ".join(filter(None, (f"{done.sentence}।", said_of(done)))))
        return redirect("desk:grievance_receipt", reference)
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/grievance_correction.html", here="grievances", status=status, grievance=found, form=form)


def _corrected(form: CorrectionForm) -> GrievanceEvent | None:
    """The fact of a good form; None, with the reason on the form, where it could not be done."""
    try:
        if form.cleaned_data["revision"] != form.turn.revision:
            raise Overtaken(form.turn)
        return correct_complainant(form.turn, by=form.posting.author(), at=form.at, **form.facts())
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.add_error(None, overtaken_by(form.turn.grievance))
    return None
