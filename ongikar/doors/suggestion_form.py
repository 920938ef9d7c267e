"""The form of a suggestion, the same at both doors that receive one; only the words are needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.phones import normal_phone
from ongikar.cases.identity import first_made, first_that_takes
from ongikar.charter.models import Edition
from ongikar.doors.fields import LineField, MailField, TextField
from ongikar.doors.often import FilingForm
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.around.suggesting import suggest, suggested_as, takes
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.ui.templatetags.parts import either


class SuggestionForm(FilingForm):
    text = TextField(
        label=_l("আপনার পরামর্শ"),
        help_text=_l("কী বদলালে ভালো হয়, কীভাবে। কারও বিরুদ্ধে অভিযোগ হলে অভিযোগের ফরমে লিখুন।"),
        rows=6,
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
    name = LineField(label=_l("নাম (না লিখলেও চলবে)"), max_length=200, required=False)
    phone = LineField(label=_l("ফোন (না লিখলেও চলবে)"), max_length=40, required=False)
    email = MailField(
        label=_l("ই-মেইল (না লিখলেও চলবে)"),
        required=False,
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")},
    )

    def __init__(self, data: Any = None, *, edition: Edition, key: str = "") -> None:
        super().__init__(data, initial={"intake_key": key})
        self.office = edition.office
        promises = [one for one in edition.promises.select_related("service") if one.service]
        self.services = {one.service.code: one.service for one in promises if one.service}
        named = [(one.service.code, either({"bn": one.name_bn, "en": one.name_en})) for one in promises if one.service]
        self.fields["service"].choices = [("", _("কোনো একটি সেবা নয়")), *named]  # type: ignore[attr-defined]

    @property
    def asked(self) -> list[Any]:
        """The fields as they are asked: the tick for another one only past the limit of filings, and last."""
        fields = [field for field in self if field.name != "again"]
        return [*fields, self["again"]] if self.asks_again or self["again"].value() else fields

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

    def suggestion(self, door: str, *, by: Posting | None) -> Suggestion:
        """The suggestion of these words in this form: made now, or by an earlier sending of the same at this door."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in ("intake_key", "again")}

        def suggested(intake_key: str) -> Suggestion:
            return suggest(self.office, **facts, intake_key=intake_key, at=timezone.now(), by=by)

        return first_that_takes(suggested, self.intake(door, self.office), self._belongs_to)

    def received(self, door: str) -> Suggestion | None:
        """What an earlier sending of these words in this form has made already; None where there was none."""
        return first_made(suggested_as, self.intake(door, self.office), self._belongs_to)

    def _belongs_to(self, suggestion: Suggestion) -> bool:
        return takes(suggestion, self.cleaned_data["email"])
