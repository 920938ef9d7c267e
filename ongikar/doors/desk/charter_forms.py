"""The forms by which a draft of a charter is brought in and corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form
from ongikar.charter import shelf
from ongikar.charter.models import ChildOffice, Edition, Expectation, Promise, Section, Tier
from ongikar.clock.limits import TimeLimit
from ongikar.doors.desk.forms import UNITS, DayField
from ongikar.doors.desk.readings import FEE_KINDS, LIMIT_KINDS
from ongikar.doors.fields import LineField
from ongikar.doors.typed import Asking, NumberField, TypedForm
from ongikar.offices import timezone
from ongikar.offices.models import Post
from ongikar.reading import UnreadableCharter
from ongikar.reading.apart import read_apart
from ongikar.reading.encoding import MAX_BYTES
from ongikar.ui.templatetags.parts import in_digits


class DocumentForm(forms.Form):
    """A file, or the text pasted from the portal's page; read at once, so that what is no charter is said here."""

    file = forms.FileField(
        label=_l("সনদের ফাইল"),
        help_text=_l("লেখার ফাইল (.txt) বা ওয়েব পাতা (.html)।"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
    )
    text = forms.CharField(
        label=_l("অথবা সনদের লেখা"),
        help_text=_l("পোর্টালের পাতা থেকে পুরো সনদ, সারণিসহ, কপি করে এখানে রাখুন।"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload, text = data.get("file"), data.get("text", "")
        if upload:
            data["name"], data["data"] = upload.name, upload.read(MAX_BYTES + 1)
        elif text.strip():
            data["name"], data["data"] = "charter.txt", text.encode()
        else:
            raise forms.ValidationError(_("একটি ফাইল বেছে নিন বা সনদের লেখা ঘরে রাখুন।"))
        try:
            data["sheet"] = read_apart(data["data"], data["name"], on=timezone.localdate())
        except UnreadableCharter as error:
            message = error.message_en if get_language() == "en" else error.message_bn
            raise forms.ValidationError(message) from error
        return data


class VerbatimForm(Asking, forms.ModelForm):  # type: ignore[type-arg]
    """Text is kept as the charter has it, in the one normal form; long texts get room."""

    LABELS: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2
            if isinstance(field.widget, forms.NumberInput):
                field.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"
            if name in self.LABELS:
                field.label = self.LABELS[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {name: normal_form(value) if isinstance(value, str) else value for name, value in data.items()}


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Post) -> str:
        return (get_language() == "en" and obj.title_en) or obj.title_bn


class PromiseForm(VerbatimForm):
    """The seven columns of one row in both languages, whose duty it is, and the office's own target."""

    papers_items_bn = forms.CharField(
        label=_l("কাগজের তালিকা, এক লাইনে একটি"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    papers_items_en = forms.CharField(
        label=_l("কাগজের তালিকা, ইংরেজিতে একই ক্রমে"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    post: Any = PostField(label=_l("দায়িত্বপ্রাপ্ত পদ"), queryset=None, required=False, empty_label=_l("ঠিক হয়নি"))

    LABELS = {
        "section": _l("অংশ"),
        "number": _l("ক্রমিক নং"),
        "papers_where_bn": _l("কোথায় পাবেন"),
        "papers_where_en": _l("কোথায় পাবেন (ইংরেজি)"),
        "needs_visit": _l("সেবাটি দিতে কোথাও যেতে হয়"),
        "own_target_days": _l("দপ্তরের নিজস্ব লক্ষ্য, কার্যদিবস"),
    }

    class Meta:
        model = Promise
        fields = (
            "section", "number", "name_bn", "name_en", "channels_bn", "channels_en", "papers_bn", "papers_en",
            "papers_where_bn", "papers_where_en", "fee_bn", "fee_en", "limit_bn", "limit_en", "officer_bn",
            "officer_en", "post", "needs_visit", "own_target_days",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        promise = self.instance
        self.fields["number"].required = False
        self.fields["own_target_days"].help_text = _(
            "সনদে সংখ্যা না থাকলে। খালি রাখলে %(days)s, কোথাও যেতে হলে %(visit)s। সনদের কথা হিসেবে কখনো দেখানো হয় না।"
        ) % {"days": in_digits(settings.OWN_TARGET_DAYS), "visit": in_digits(settings.OWN_TARGET_DAYS_VISIT)}
        self.fields["post"].queryset = shelf.posts_of(promise.edition.office)  # type: ignore[attr-defined]
        for language in ("bn", "en"):
            lines = "\n".join(paper.get(language, "") for paper in promise.papers)
            self.initial[f"papers_items_{language}"] = lines

    def items(self) -> list[dict[str, str]]:
        """The papers as typed: a Bangla line each, with the English line of the same place."""
        bangla = [normal_form(line) for line in self.data.get("papers_items_bn", "").splitlines()]
        english = [normal_form(line) for line in self.data.get("papers_items_en", "").splitlines()]
        english += [""] * (len(bangla) - len(english))
        return [{"bn": one, "en": other} for one, other in zip(bangla, english, strict=False) if one]


class ReadingForm(TypedForm):
    """What the program is to understand by a cell, where it reads it wrongly; the cell itself stays verbatim."""

    kind = forms.ChoiceField(label=_l("সময়সীমার ধরন"), choices=list(LIMIT_KINDS.items()))
    instant = forms.BooleanField(label=_l("তাৎক্ষণিকও বলা আছে"), required=False)
    min = NumberField(label=_l("কম পক্ষে"), required=False, min_value=1, max_value=10_000)
    max = NumberField(label=_l("সর্বোচ্চ"), required=False, min_value=1, max_value=10_000)
    unit = forms.ChoiceField(label=_l("একক"), required=False, choices=[("", "—"), *UNITS.items()])
    condition = LineField(label=_l("শর্ত"), required=False, max_length=200)
    fee_kind = forms.ChoiceField(label=_l("মূল্যের ধরন"), choices=list(FEE_KINDS.items()))

    @staticmethod
    def start(promise: Promise) -> dict[str, Any]:
        limit = promise.limit
        shown = {name: getattr(limit, name) for name in ("kind", "instant", "min", "max", "unit", "condition")}
        return {**shown, "fee_kind": promise.fee.get("kind", "unclear")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("min"), data.get("max")
        if low and high and low > high:
            self.add_error("min", _("কম পক্ষের সংখ্যা সর্বোচ্চের বেশি হতে পারে না।"))
        if high and not data.get("unit"):
            self.add_error("unit", _("সংখ্যার একক বেছে নিন।"))
        return data

    def limit(self, text: str) -> TimeLimit:
        data = self.cleaned_data
        return TimeLimit(
            text=text,
            kind=data["kind"],
            instant=data["instant"],
            min=data["min"],
            max=data["max"],
            unit=data["unit"] or None,
            condition=normal_form(data["condition"]) or None,
        )


class NewServiceForm(TypedForm):
    section = forms.ChoiceField(label=_l("অংশ"), choices=Section.choices)
    number = NumberField(label=_l("ক্রমিক নং"), required=False, min_value=1, max_value=9_999)
    name = LineField(label=_l("সেবার নাম"), max_length=2_000, error_messages={"required": _l("সেবার নাম লিখুন।")})


class EditionForm(VerbatimForm):
    """The document itself: title, vision, mission, date and signature, and the headings of its parts."""

    issued_on = DayField(label=_l("সনদের তারিখ"), required=False)
    LABELS = {
        "title_bn": _l("শিরোনাম"),
        "title_en": _l("শিরোনাম (ইংরেজি)"),
        "vision_bn": _l("ভিশন"),
        "vision_en": _l("ভিশন (ইংরেজি)"),
        "mission_bn": _l("মিশন"),
        "mission_en": _l("মিশন (ইংরেজি)"),
        "signatory_name_bn": _l("স্বাক্ষরকারীর নাম"),
        "signatory_name_en": _l("স্বাক্ষরকারীর নাম (ইংরেজি)"),
        "signatory_designation_bn": _l("পদবি"),
        "signatory_designation_en": _l("পদবি (ইংরেজি)"),
        "signatory_office_bn": _l("দপ্তর"),
        "signatory_office_en": _l("দপ্তর (ইংরেজি)"),
    }

    class Meta:
        model = Edition
        fields = (
            "title_bn", "title_en", "vision_bn", "vision_en", "mission_bn", "mission_en", "issued_on",
            "signatory_name_bn", "signatory_name_en", "signatory_designation_bn", "signatory_designation_en",
            "signatory_office_bn", "signatory_office_en",
        )  # fmt: skip


class HeadingForm(TypedForm):
    """One heading of the document, and the header row of the table under it."""

    text_bn = LineField(label=_l("শিরোনাম"), required=False, max_length=500)
    text_en = LineField(label=_l("শিরোনাম (ইংরেজি)"), required=False, max_length=500)
    columns_bn = forms.CharField(
        label=_l("সারণির কলাম, এক লাইনে একটি"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    columns_en = forms.CharField(
        label=_l("কলাম (ইংরেজি), একই ক্রমে"), required=False, widget=forms.Textarea(attrs={"rows": 4, "lang": "en"})
    )

    @staticmethod
    def start(heading: dict[str, Any]) -> dict[str, Any]:
        lines = {name: "\n".join(heading.get(name, [])) for name in ("columns_bn", "columns_en")}
        return {"text_bn": heading.get("text_bn", ""), "text_en": heading.get("text_en", ""), **lines}

    def heading(self, of: str) -> dict[str, Any]:
        data = self.cleaned_data
        columns = {
            name: [normal_form(line) for line in data[name].splitlines() if line.strip()]
            for name in ("columns_bn", "columns_en")
        }
        return {"of": of, "text_bn": normal_form(data["text_bn"]), "text_en": normal_form(data["text_en"]), **columns}


class ExpectationForm(VerbatimForm):
    LABELS = {"number": _l("ক্রমিক নং"), "text_bn": _l("প্রত্যাশা"), "text_en": _l("প্রত্যাশা (ইংরেজি)")}

    class Meta:
        model = Expectation
        fields = ("number", "text_bn", "text_en")


class ChildOfficeForm(VerbatimForm):
    LABELS = {
        "number": _l("ক্রমিক নং"),
        "name_bn": _l("দপ্তরের নাম"),
        "name_en": _l("দপ্তরের নাম (ইংরেজি)"),
        "url": _l("ওয়েব ঠিকানা"),
    }

    class Meta:
        model = ChildOffice
        fields = ("number", "name_bn", "name_en", "url")


class TierForm(VerbatimForm):
    LABELS = {
        "tier": _l("ধাপ"),
        "when_bn": _l("কখন যোগাযোগ করবেন"),
        "when_en": _l("কখন যোগাযোগ করবেন (ইংরেজি)"),
        "to_bn": _l("কার সঙ্গে"),
        "to_en": _l("কার সঙ্গে (ইংরেজি)"),
        "contact_bn": _l("যোগাযোগের ঠিকানা"),
        "contact_en": _l("যোগাযোগের ঠিকানা (ইংরেজি)"),
        "limit_bn": _l("নিষ্পত্তির সময়সীমা"),
        "limit_en": _l("নিষ্পত্তির সময়সীমা (ইংরেজি)"),
    }

    class Meta:
        model = Tier
        fields = ("tier", "when_bn", "when_en", "to_bn", "to_en", "contact_bn", "contact_en", "limit_bn", "limit_en")
