"""Form ক-১ of the guideline, field by field. What its stars ask for is asked; needed are the matter and a way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.phones import normal_mobile
from ongikar.cases.models import Case
from ongikar.charter.models import Edition
from ongikar.doors.citizen.forms import Group, WrittenDate
from ongikar.doors.complaints import NamesField, Subjects
from ongikar.doors.fields import LineField, MailField, TextField
from ongikar.doors.often import FilingForm
from ongikar.doors.upload import FilesField
from ongikar.grievances.around.models import Barring
from ongikar.grievances.lodging import Complaint, will_be_sealed
from ongikar.grievances.models import Complainant, Grievance, Medium

ABOUT = ("case_reference", "case_code", "service", "officers", "written", "place")
WHAT = ("subject", "matter", "remedy_sought", "documents")
SERVICE = ("service_name", "applied_on", "tracking_no", "relation", "recipient_name")
WHO = (
    "anonymous", "name", "mobile", "email", "present_address", "same_address", "permanent_address", "institution",
    "designation", "identity_kind", "identity_number", "identity_hidden", "agent",
)  # fmt: skip
OF_SERVICE = ("service_name", "applied_on", "tracking_no", "recipient_name")
OF_COMPLAINANT = (
    "name", "mobile", "email", "present_address", "permanent_address", "institution", "designation", "identity_kind",
    "identity_number",
)  # fmt: skip

KINDS_SAID = _l(
    "নাগরিক: সেবাগ্রহীতার। কর্মকর্তা-কর্মচারী: চাকরিরত বা অবসরপ্রাপ্ত কারও প্রাপ্য নিয়ে, যেমন পেনশন। দাপ্তরিক: এক দপ্তরের আরেক দপ্তর নিয়ে।"
)


def _line(label: Any, hint: Any = "", most: int = 300, **attrs: str) -> LineField:
    widget = forms.TextInput(attrs=attrs)
    return LineField(label=label, help_text=hint, max_length=most, required=False, widget=widget)


def _lines(label: Any, hint: Any = "", rows: int = 4, **more: Any) -> TextField:
    return TextField(label=label, help_text=hint, max_length=10_000, rows=rows, **more)


class GrievanceForm(FilingForm):
    """A grievance of this office or one under it. Nothing here is a ground for not hearing somebody."""

    UNSAID: ClassVar[tuple[str, ...]] = (*FilingForm.UNSAID, "case_code", "knows_sealed")

    kind = forms.ChoiceField(
        label=_l("অভিযোগের ধরন"),
        help_text=KINDS_SAID,
        choices=Grievance.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("অভিযোগের ধরন বেছে নিন।")},
    )
    case_reference = _line(
        _l("আবেদন নম্বর"),
        _l("কোনো আবেদন নিয়ে অভিযোগ হলে রসিদের দশ অঙ্কের নম্বর।"),
        40,
        inputmode="numeric",
        autocomplete="off",
    )
    case_code = _line(
        _l("সেই রসিদের কোড"),
        _l("আট অক্ষরের কোড; আবেদনটি যে আপনার, তা বোঝা যায়। না থাকলে খালি রাখুন।"),
        40,
        autocomplete="off",
    )
    service = forms.ChoiceField(label=_l("কোন সেবা নিয়ে"), required=False)
    officers = forms.MultipleChoiceField(
        label=_l("কার বিরুদ্ধে"),
        help_text=_l("যাঁরা সেবা দেন, যাঁরা অভিযোগ ও আপিল নিষ্পত্তি করেন। একাধিক জন বেছে নেওয়া যায়; কাউকে না বাছলেও চলবে।"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _l("তালিকা থেকে কর্মকর্তা বেছে নিন।")},
    )
    written = NamesField(
        label=_l("তালিকায় না থাকলে নাম ও পদবি"),
        help_text=_l("প্রতি লাইনে একজন; অন্য দপ্তরের হলে দপ্তরের নামও। নাম না জানলে শুধু পদবি।"),
        rows=2,
        max_length=10_000,
        required=False,
    )
    place = forms.ChoiceField(label=_l("কোন দপ্তর নিয়ে"), required=False)
    subject = _line(_l("অভিযোগের বিষয়"), _l("এক লাইনে।"), 300)
    matter = _lines(
        _l("অভিযোগের বিবরণ"), _l("কী হয়েছে, কবে, কোথায়।"), 8, error_messages={"required": _l("অভিযোগটি কী, তা লিখুন।")}
    )
    remedy_sought = _lines(_l("কী প্রতিকার চান"), rows=3, required=False)
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)
    service_name = _line(_l("সেবার নাম"), _l("ওপরের তালিকায় না থাকলে নিজের কথায়।"), 500)
    applied_on = WrittenDate(label=_l("সেবার আবেদনের তারিখ"))
    tracking_no = _line(_l("সেবার ট্র্যাকিং বা ডকেট নম্বর"), _l("অন্য কোনো নম্বর থাকলে।"), 60)
    relation = forms.ChoiceField(label=_l("সেবাগ্রহীতার সঙ্গে সম্পর্ক"), choices=Grievance.Relation.choices, required=False)
    recipient_name = _line(_l("সেবাগ্রহীতার নাম"), _l("আপনি নিজে না হলে।"), 200)
    agent = _line(_l("সহায়তাকারী"), _l("ইউনিয়ন ডিজিটাল সেন্টার বা অন্য কেন্দ্র থেকে কেউ লিখে দিলে তাঁর নাম ও কেন্দ্র।"), 60)
    anonymous = forms.BooleanField(
        label=_l("পরিচয় ছাড়া অভিযোগ করতে চাই"),
        help_text=_l("নিচের ঘরগুলো খালি রাখুন। নম্বর ও কোড দিয়ে ফল দেখা যাবে; কাজ করা হবে কি না, অনিক কারণ লিখে ঠিক করবেন।"),
        required=False,
    )
    name = _line(_l("আপনার নাম"), most=200, autocomplete="name")
    mobile = _line(_l("মোবাইল নম্বর"), _l("বাংলা বা ইংরেজি অঙ্কে।"), 40, inputmode="tel", autocomplete="tel")
    email = MailField(
        label=_l("ই-মেইল"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি ঠিক নয়; মিলিয়ে দেখুন বা খালি রাখুন।")},
    )
    present_address = _line(_l("বর্তমান ঠিকানা"), most=400, autocomplete="street-address")
    same_address = forms.BooleanField(label=_l("স্থায়ী ঠিকানা একই"), required=False)
    permanent_address = _line(_l("স্থায়ী ঠিকানা"), most=400)
    institution = _line(_l("প্রতিষ্ঠান বা দপ্তর"), _l("প্রতিষ্ঠান বা দপ্তরের পক্ষে হলে।"), 300, autocomplete="organization")
    designation = _line(_l("পদবি"), _l("অবসরপ্রাপ্ত হলে শেষ পদবি।"), 200, autocomplete="organization-title")
    identity_kind = forms.ChoiceField(
        label=_l("পরিচয়পত্র"), choices=[("", _l("দেব না")), *Complainant.Identity.choices], required=False
    )
    identity_number = _line(
        _l("পরিচয়পত্রের নম্বর"), _l("না দিলেও অভিযোগ নেওয়া হবে। দিলে শুধু শেষ চার অঙ্ক দেখানো হয়; পরিচয় যাচাই হয়নি লেখা থাকে।"), 40,
        autocomplete="off",
    )  # fmt: skip
    identity_hidden = forms.BooleanField(label=_l("যাঁর বিরুদ্ধে অভিযোগ, তাঁর কাছে আমার পরিচয় গোপন রাখুন"), required=False)
    knows_sealed = forms.BooleanField(label=_l("বুঝেছি: লেখা রাখা হবে না; আমি চিঠি ছাপিয়ে নিজে পাঠাব।"), required=False)
    consent = forms.BooleanField(
        label=_l("এই অভিযোগ নিষ্পত্তির জন্য দপ্তর আমার দেওয়া তথ্য রাখতে ও ব্যবহার করতে পারবে।"), required=False
    )

    def __init__(self, data: Any = None, files: Any = None, *, edition: Edition, at: datetime, **first: Any) -> None:
        """`first`: what stands in the fields of an empty form."""
        initial = {"kind": Grievance.Kind.PUBLIC, "relation": "self", **first}
        super().__init__(data, files, initial=initial)
        self.edition, self.at = edition, at
        self.known_case: Case | None = None
        self.let_in = self.proved = False
        self.sealed = False
        self.closed: Barring | None = None
        self._fit()
        self.order_fields([*WHAT, "kind", *ABOUT, *SERVICE, *WHO])

    def name_case(self, case: Case, *, let_in: bool) -> None:
        """The case it is about. `let_in`: whether this browser was let into it, so that its code need not be typed."""
        self.known_case = case
        self.let_in = self.proved = let_in

    def _fit(self) -> None:
        self.subjects = Subjects(self.edition)
        self.places = self.subjects.places
        self.fields["service"].choices = self.subjects.service_choices()  # type: ignore[attr-defined]
        self.fields["officers"].choices = self.subjects.officer_choices()  # type: ignore[attr-defined]
        self.fields["place"].choices = self.subjects.place_choices()  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[Group]:
        """The fields in the order in which they are asked."""
        left_out = {"case_code"} if self.let_in else set()
        about = [name for name in ABOUT if name not in left_out and (name != "place" or self.places)]
        return [
            Group(_("অভিযোগ"), [self[name] for name in WHAT]),
            Group(_("কী বা কাকে নিয়ে"), [self["kind"], *(self[name] for name in about)], _("যা জানা আছে শুধু তা-ই দিন।")),
            Group(_("যে সেবা নিয়ে"), [self[name] for name in SERVICE]),
            Group(_("আপনি"), [self[name] for name in WHO], _("ফল জানাতে মোবাইল, ই-মেইল বা ঠিকানার যেকোনো একটি লাগে।")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in data.items():
            if isinstance(value, str):
                long = name in ("matter", "remedy_sought", "written")
                data[name] = normal_lines(value).strip() if long else normal_form(value)
        if data.get("mobile"):
            data["mobile"] = self._mobile(data["mobile"])
        if data.get("same_address"):
            data["permanent_address"] = data.get("present_address", "")
        if not self.errors:
            self._check_sealed(data)
        if not (data.get("consent") or data.get("anonymous") or self.sealed):
            self.add_error("consent", _("তথ্য রাখার সম্মতি দিন, অথবা পরিচয় ছাড়া অভিযোগ বেছে নিন।"))
        return data

    def _mobile(self, typed: str) -> str:
        number = normal_mobile(to_ascii(typed))
        if number is None:
            self.add_error("mobile", _("নম্বরটি মিলিয়ে দেখুন: মোবাইল নম্বরে ১১টি অঙ্ক, শুরু ০১ দিয়ে।"))
        return number or typed

    def _check_sealed(self, data: dict[str, Any]) -> None:
        """Where the text cannot be kept from whoever is complained of, that is said before anything is sent."""
        self.sealed = will_be_sealed(self.complaint(), at=self.at)
        if self.sealed and not data.get("knows_sealed"):
            self.add_error("knows_sealed", _("এই লেখা এখানে রাখা হবে না। নিচে পড়ে টিক দিন, তারপর আবার পাঠান।"))

    def complaint(self) -> Complaint:
        data = self.cleaned_data
        return Complaint(
            **self.subjects.against(data, self.known_case, self.at), kind=data["kind"], proved=self.proved,
            medium=Medium.AGENT if data["agent"] else Medium.WEB, subject=data["subject"], matter=data["matter"],
            remedy_sought=data["remedy_sought"], anonymous=bool(data.get("anonymous")),
            identity_hidden=bool(data.get("identity_hidden")), relation=data.get("relation") or Grievance.Relation.SELF,
            more={"medium_reference": data["agent"], **{name: data[name] for name in OF_SERVICE}},
        )  # fmt: skip

    def complainant(self) -> Complainant | None:
        """The unsaved person; None where the grievance is without one."""
        data = self.cleaned_data
        if data.get("anonymous"):
            return None
        given = {name: data[name] for name in OF_COMPLAINANT if data.get(name)}
        return Complainant(**given, language="en" if get_language() == "en" else "bn", consented_at=self.at)
