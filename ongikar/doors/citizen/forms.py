"""The short form: what expectation 2 of a charter asks, the matter, and the papers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.phones import normal_mobile
from ongikar.cases.models import Requester
from ongikar.charter.models import Promise, Section
from ongikar.doors.upload import FilesField


class AskForm(forms.Form):
    """Names and matters are kept in one normal form; digits of a phone in either script are read."""

    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    institution = forms.CharField(label=_l("প্রতিষ্ঠানের নাম"), max_length=300, required=False)
    designation = forms.CharField(label=_l("আপনার পদবি"), max_length=200, required=False)
    memo_no = forms.CharField(label=_l("পত্রের স্মারক নং"), help_text=_l("পত্র থাকলে লিখুন।"), max_length=120, required=False)
    memo_on = forms.DateField(label=_l("পত্রের তারিখ"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(label=_l("আপনার নাম"), max_length=200, error_messages={"required": _l("আপনার নাম লিখুন।")})
    address = forms.CharField(
        label=_l("ঠিকানা"), max_length=400, error_messages={"required": _l("ঠিকানা লিখুন; গ্রাম ও উপজেলা হলেই চলবে।")}
    )
    phone = forms.CharField(
        label=_l("মোবাইল নম্বর"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    no_phone = forms.BooleanField(label=_l("আমার ফোন নেই; কাগজে জানাবেন"), required=False)
    email = forms.EmailField(
        label=_l("ই-মেইল (না থাকলেও চলবে)"),
        required=False,
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি ঠিক নয়; মিলিয়ে দেখুন বা খালি রাখুন।")},
    )
    matter = forms.CharField(
        label=_l("কী চান"),
        help_text=_l("কী দরকার, কোথায় ও কবে, অল্প কথায় লিখুন।"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _l("কী চান তা লিখুন।")},
    )
    papers = forms.MultipleChoiceField(
        label=_l("কোন কাগজ সঙ্গে দিচ্ছেন"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = FilesField(label=_l("ফাইল (PDF, ছবি, DOCX বা ODT)"), required=False)
    consent = forms.BooleanField(
        label=_l("এই আবেদন নিষ্পত্তির জন্য দপ্তর আমার দেওয়া তথ্য রাখতে ও ব্যবহার করতে পারবে।"),
        error_messages={"required": _l("তথ্য রাখার সম্মতি ছাড়া আবেদনটি রাখা যায় না। ঘরটিতে টিক দিন।")},
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"intake_key": uuid.uuid4().hex})
        super().__init__(*args, **kwargs)
        self.promise = promise
        english = get_language() == "en"
        choices = [(p["bn"], (p.get("en") if english else "") or p["bn"]) for p in promise.papers]
        self.fields["papers"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["papers"]
        if promise.section != Section.INSTITUTIONAL:
            for name in ("institution", "designation", "memo_no", "memo_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = normal_lines(value).strip() if name == "matter" else normal_form(value)
        self._check_phone(data)
        if self.promise.section == Section.INSTITUTIONAL:
            for name, message in (
                ("institution", _("প্রতিষ্ঠানের নাম লিখুন।")),
                ("designation", _("আপনার পদবি লিখুন।")),
            ):
                if not data.get(name):
                    self.add_error(name, message)
        return data

    def _check_phone(self, data: dict[str, Any]) -> None:
        typed = data.get("phone", "")
        if data.get("no_phone") and not typed:
            return
        number = normal_mobile(to_ascii(typed))
        if not typed:
            self.add_error("phone", _("মোবাইল নম্বর লিখুন, অথবা “আমার ফোন নেই” ঘরে টিক দিন।"))
        elif number is None:
            self.add_error("phone", _("নম্বরটি মিলিয়ে দেখুন: মোবাইল নম্বরে ১১টি অঙ্ক, শুরু ০১ দিয়ে।"))
        else:
            data["phone"] = number

    def requester(self) -> Requester:
        """The unsaved person who asks."""
        data = self.cleaned_data
        fields = ("name", "address", "phone", "email", "institution", "designation", "memo_no", "memo_on")
        given = {name: data[name] for name in fields if data.get(name)}
        return Requester(**given, language="en" if get_language() == "en" else "bn", consented_at=timezone.now())


class ReplyForm(forms.Form):
    body = forms.CharField(
        label=_l("আপনার উত্তর"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("কী দিচ্ছেন তা এক কথায় লিখুন।")},
    )
    documents = FilesField(label=_l("ফাইল (PDF, ছবি, DOCX বা ODT)"), required=False)
