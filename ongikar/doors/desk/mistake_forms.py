"""The forms by which a mistake is put right. Each verb leaves its trace (cases.mistakes); nothing is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import local_phone, normal_phone
from ongikar.cases import access
from ongikar.cases.mistakes import CORRIGIBLE
from ongikar.cases.references import read_reference
from ongikar.charter import shelf
from ongikar.charter.models import Promise, Section
from ongikar.doors.desk.forms import ActForm, DayField, ReasonForm
from ongikar.doors.fields import LineField, MailField
from ongikar.rules import RuleBroken


class CorrectForm(ActForm):
    """Who asks, as it stands now; what is changed is put right, and what stood there stays in the journal."""

    name = LineField(label=_l("আবেদনকারীর নাম"), max_length=200, error_messages={"required": _l("আবেদনকারীর নাম লিখুন।")})
    phone = LineField(
        label=_l("ফোন"),
        help_text=_l("ফোন না থাকলে খালি রাখুন; কাগজে জানানো হবে।"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "short"}),
    )
    email = MailField(
        label=_l("ই-মেইল"),
        required=False,
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")},
    )
    address = LineField(label=_l("ঠিকানা"), max_length=400, required=False)
    institution = LineField(label=_l("প্রতিষ্ঠান"), max_length=300, error_messages={"required": _l("প্রতিষ্ঠানের নাম লিখুন।")})
    designation = LineField(label=_l("পদবি"), max_length=200, error_messages={"required": _l("আবেদনকারীর পদবি লিখুন।")})
    memo_no = LineField(label=_l("পত্রের স্মারক নং"), max_length=120, required=False)
    memo_on = DayField(label=_l("পত্রের তারিখ"), required=False)

    def fit(self) -> None:
        if self.case.promise.section != Section.INSTITUTIONAL:
            for name in ("institution", "designation", "memo_no", "memo_on"):
                del self.fields[name]
        for name in set(self.fields) & set(CORRIGIBLE):
            self.initial[name] = getattr(self.case.requester, name)
        self.initial["phone"] = local_phone(self.case.requester.phone)

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        number = normal_phone(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(_("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        return number

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {"fields": {name: normal_form(v) if isinstance(v, str) else v for name, v in given.items()}}


class PromiseField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Promise) -> str:
        return (get_language() == "en" and obj.name_en) or obj.name_bn


class RefileForm(ReasonForm):
    """The right service, as promised on the day the asking came in."""

    field_order = ("promise", "reason")
    promise: Any = PromiseField(
        label=_l("সঠিক সেবা"),
        queryset=None,
        empty_label=_l("বেছে নিন"),
        error_messages={"required": _l("সঠিক সেবাটি বেছে নিন।"), "invalid_choice": _l("তালিকা থেকে সেবা বেছে নিন।")},
    )

    def fit(self) -> None:
        self.office = self.case.promise.edition.office
        others = shelf.on_offer_beside(self.office, self.case.service_id)
        self.fields["promise"].queryset = others  # type: ignore[attr-defined]

    def clean_promise(self) -> Promise:
        """Raises the rule on the field where the service was not promised yet on that day."""
        chosen = self.cleaned_data["promise"]
        try:
            return shelf.promise_at(self.office, chosen.service.code, at=self.case.filed_at)
        except RuleBroken as refused:
            raise forms.ValidationError(refused.message) from refused


class DuplicateForm(ActForm):
    """The number of the other application, which goes on."""

    of = LineField(
        label=_l("অন্য আবেদনের নম্বর"),
        help_text=_l("যেটি আগে লেখা হয়েছিল ও চলবে; দশ অঙ্কের নম্বর।"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"required": _l("অন্য আবেদনটির নম্বর লিখুন।")},
    )

    def clean_of(self) -> Any:
        reference = read_reference(self.cleaned_data["of"])
        if reference is None:
            raise forms.ValidationError(_("নম্বরটি মিলিয়ে দেখুন: দশটি অঙ্ক থাকে, এবং কোনো একটি ভুল হয়েছে।"))
        try:
            return access.cases_for(self.posting).get(reference=reference)
        except ObjectDoesNotExist:
            raise forms.ValidationError(_("আপনার তালিকায় এই নম্বরের কোনো আবেদন নেই।")) from None
