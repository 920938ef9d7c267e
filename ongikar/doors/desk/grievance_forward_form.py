"""The form that sends a grievance on: to an office of this installation, or to one that is not here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.doors.desk.grievance_forms import NumberedForm
from ongikar.doors.fields import LineField, TextField
from ongikar.grievances.desk import offices_to_forward
from ongikar.ui.templatetags.parts import either


class ForwardForm(NumberedForm):
    to = forms.ChoiceField(label=_l("কোন দপ্তরে"), required=False)
    to_name = LineField(
        label=_l("অন্য দপ্তর, যা তালিকায় নেই"),
        help_text=_l("পদ, দপ্তর ও ঠিকানা। চিঠি ছাপিয়ে পাঠাতে হবে; এখানে অভিযোগটি “প্রেরিত” হিসেবে শেষ হবে।"),
        max_length=300,
        required=False,
    )
    reason = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কারণ লিখুন।")})

    def fit(self) -> None:
        super().fit()
        self.offices = {office.code: office for office in offices_to_forward(self.turn)}
        named = [(code, either({"bn": one.name_bn, "en": one.name_en})) for code, one in self.offices.items()]
        self.fields["to"].choices = [("", _("তালিকায় নেই")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("to") and not data.get("to_name"):
            self.add_error("to", _("কোন দপ্তরে পাঠাবেন, বেছে নিন বা লিখুন।"))
        return data

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        to = self.offices[data["to"]] if data["to"] else data["to_name"]
        return {"to": to, "reason": data["reason"], "memo_no": data["memo_no"]}
