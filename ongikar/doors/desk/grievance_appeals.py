"""Taking down an appeal that came on paper, by phone or by mail: form ক-২ by the number of the complaint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.clock.hours import DHAKA
from ongikar.doors.desk.forms import DayField, TimeField, moment_of
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances.access import turn_to_appeal
from ongikar.grievances.appeals import appeal
from ongikar.grievances.models import Referral
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of


class AppealForm(TypedForm):
    """What form ক-২ asks; the copy of the complaint is there already."""

    number = LineField(label=_l("অভিযোগ নম্বর"), max_length=40, error_messages={"required": _l("অভিযোগ নম্বর লিখুন।")})
    appellant = forms.ChoiceField(
        label=_l("আপিলকারী"),
        choices=Referral.Appellant.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("কে আপিল করেছেন, বেছে নিন।")},
    )
    received_on = DayField(label=_l("যেদিন পাওয়া গেছে"), error_messages={"required": _l("যেদিন পাওয়া গেছে সেই তারিখ লিখুন।")})
    received_time = TimeField(label=_l("যে সময়ে"), error_messages={"required": _l("যে সময়ে পাওয়া গেছে তা লিখুন।")})
    grounds = TextField(label=_l("আপিলের কারণ"), rows=4, required=False)
    documents = FilesField(label=_l("আপিলের পত্র ও কাগজের ছবি"), required=False)

    def __init__(self, data: Any, files: Any, *, posting: Posting, at: Any) -> None:
        now = at.astimezone(DHAKA)
        super().__init__(data, files, initial={"received_on": now.date(), "received_time": now.time()})
        self.posting, self.at = posting, at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["at"] = moment_of(self, self.at)
        if data.get("number"):
            try:
                self.turn = turn_to_appeal(self.posting, data["number"])
            except ObjectDoesNotExist:
                self.add_error("number", _("এই নম্বরের অভিযোগ পাওয়া যায়নি; রসিদের দশ অঙ্কের নম্বর মিলিয়ে দেখুন।"))
        return data


@officer
@require_http_methods(["GET", "POST"])
def appeal_register(request: HttpRequest) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    request.back_to = "/desk/grievances/"  # type: ignore[attr-defined]
    form = AppealForm(*typed(request), posting=posting, at=now)
    if sent(request) and form.is_valid() and (lodged := _lodged(form)):
        messages.success(request, _("আপিল লেখা হয়েছে। এখন যাঁর কাছে: %(to)s") % {"to": lodged.seat.title})
        return redirect("desk:grievances")
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/appeal_register.html", here="grievances", form=form, status=status)


def _lodged(form: AppealForm) -> Referral | None:
    """The turn of a good form; None, with the reason on the form, where a rule says no."""
    data = form.cleaned_data
    try:
        return appeal(
            form.turn, appellant=data["appellant"], grounds=data["grounds"], documents=data["documents"],
            by=form.posting.author(), at=data["at"], keyed=True,
        )  # fmt: skip
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None
