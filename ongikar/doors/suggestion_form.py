"""The form of a suggestion, the same at both doors that receive one; only the words are needed."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.phones import normal_phone
from ongikar.charter.models import Edition
from ongikar.doors.typed import TypedForm
from ongikar.grievances.around.models import Suggestion
from ongikar.ui.templatetags.parts import either


class SuggestionForm(TypedForm):
    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label=_l("আপনার পরামর্শ"),
        help_text=_l("কী বদলালে ভালো হয়, কীভাবে। কারও বিরুদ্ধে অভিযোগ হলে অভিযোগের ফরমে লিখুন।"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _l("আপনার পরামর্শটি লিখুন।")},
    )
    kind = forms.ChoiceField(
        label=_l("কী ধরনের পরামর্শ"),
        choices=Suggestion.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("পরামর্শের ধরন বেছে নিন।")},
    )
    effect = forms.ChoiceField(
        label=_l("কী ফল আশা করেন"),
        choices=Suggestion.Effect.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("কী ফল আশা করেন, বেছে নিন।")},
    )
    service = forms.ChoiceField(label=_l("কোন সেবা নিয়ে"), required=False)
    name = forms.CharField(label=_l("নাম (না লিখলেও চলবে)"), max_length=200, required=False)
    phone = forms.CharField(label=_l("ফোন (না লিখলেও চলবে)"), max_length=40, required=False)
    email = forms.EmailField(
        label=_l("ই-মেইল (না লিখলেও চলবে)"),
        required=False,
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")},
    )

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data, initial={"intake_key": uuid.uuid4().hex})
        promises = [one for one in edition.promises.select_related("service") if one.service]
        self.services = {one.service.code: one.service for one in promises if one.service}
        named = [(one.service.code, either({"bn": one.name_bn, "en": one.name_en})) for one in promises if one.service]
        self.fields["service"].choices = [("", _("কোনো একটি সেবা নয়")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["text"] = normal_lines(data.get("text") or "").strip()
        data["name"] = normal_form(data.get("name") or "")
        data["service"] = self.services.get(data.get("service") or "")
        if data.get("phone") and (number := normal_phone(data["phone"])) is not None:
            data["phone"] = number
        elif data.get("phone"):
            self.add_error("phone", _("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        return data

    def facts(self, door: str) -> dict[str, Any]:
        """What the deed is told; `door` keeps the keys of the doors apart."""
        data = dict(self.cleaned_data)
        return {**data, "intake_key": f"{door}:{data['intake_key']}"}
