"""Taking down a grievance that came at the counter, by phone, letter, e-mail, an agent or 333, or of own motion."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import normal_phone
from ongikar.cases.access import cases_for
from ongikar.cases.identity import first_that_takes
from ongikar.cases.models import Case
from ongikar.cases.references import read_reference
from ongikar.charter.models import Edition
from ongikar.clock.hours import DHAKA
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import new_key
from ongikar.doors.complaints import NamesField, Subjects
from ongikar.doors.desk.forms import DayField, TimeField, moment_of
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.fields import LineField, MailField, TextField
from ongikar.doors.holding import allow, may_be_sealed
from ongikar.doors.receipts import receipt_of_grievance
from ongikar.doors.upload import FilesField
from ongikar.grievances import access, adding
from ongikar.grievances.guard import concerned_accounts
from ongikar.grievances.lodging import Complaint, edition_for, lodge, will_be_sealed
from ongikar.grievances.models import Complainant, Grievance, Medium
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.pdf import pdf_response

NOT_KEPT = _l(
    "যাঁর বিরুদ্ধে অভিযোগ, তিনিই এই যন্ত্র চালান; লেখাটি এখানে রাখা যাবে না। অভিযোগকারীকে চিঠি, ৩৩৩ বা www.grs.gov.bd দেখিয়ে দিন।"
)
TAKEN_BY = [choice for choice in Medium.choices if choice[0] != Medium.WEB]


def _line(label: Any, hint: Any = "", most: int = 300) -> LineField:
    return LineField(label=label, help_text=hint, max_length=most, required=False)


QUICK = (
    "medium", "medium_reference", "matter", "name", "mobile", "anonymous", "identity_hidden", "kind", "case_reference",
    "officers", "written", "documents", "consent",
)  # fmt: skip
"""What is keyed in while somebody waits; form ক-১ has the rest."""

OF_COMPLAINANT = (
    "name", "mobile", "email", "present_address", "permanent_address", "institution", "designation", "identity_kind",
    "identity_number",
)  # fmt: skip
FACTS = (
    "medium_reference", "national_no", "service_name", "applied_on", "tracking_no", "recipient_name",
)  # fmt: skip


class RegisterForm(AskedForm):
    """What came, when, how, from whom and about what; only the matter and one way back are needed."""

    medium = forms.ChoiceField(
        label=_l("কীভাবে এসেছে"),
        choices=[("", _l("বেছে নিন")), *TAKEN_BY],
        widget=forms.Select(attrs={"autofocus": True}),
        error_messages={"required": _l("অভিযোগটি কীভাবে এসেছে, বেছে নিন।")},
    )
    medium_reference = _line(_l("মাধ্যমের সূত্র"), _l("৩৩৩-এর কল নম্বর, পত্রের স্মারক, সহায়তাকারীর নাম বা সংবাদের সূত্র।"), 60)
    matter = TextField(
        label=_l("অভিযোগের বিবরণ"),
        help_text=_l("যেমন বলেছেন বা লিখেছেন।"),
        rows=6,
        error_messages={"required": _l("অভিযোগটি কী, তা লিখুন।")},
    )
    name = _line(_l("অভিযোগকারীর নাম"), most=200)
    mobile = _line(_l("ফোন"), _l("ফল জানাতে ফোন, ই-মেইল বা ঠিকানার একটি লাগে।"), 40)
    anonymous = forms.BooleanField(label=_l("পরিচয় দেননি"), required=False)
    identity_hidden = forms.BooleanField(label=_l("পরিচয় গোপন রাখতে চান"), required=False)
    kind = forms.ChoiceField(label=_l("অভিযোগের ধরন"), choices=Grievance.Kind.choices)
    case_reference = _line(_l("আবেদন নম্বর"), _l("কোনো আবেদন নিয়ে হলে।"), 40)
    officers = forms.MultipleChoiceField(label=_l("কার বিরুদ্ধে"), required=False, widget=forms.CheckboxSelectMultiple)
    written = NamesField(label=_l("তালিকায় না থাকলে নাম ও পদবি"), help_text=_l("প্রতি লাইনে একজন।"), rows=2, required=False)
    documents = FilesField(label=_l("পত্র বা কাগজের ছবি (PDF, ছবি, DOCX বা ODT)"), required=False)
    consent = forms.BooleanField(label=_l("অভিযোগকারী তাঁর তথ্য রাখা ও ব্যবহারের সম্মতি দিয়েছেন।"), required=False)
    received_on = DayField(label=_l("যেদিন পাওয়া গেছে"), error_messages={"required": _l("যেদিন পাওয়া গেছে সেই তারিখ লিখুন।")})
    received_time = TimeField(label=_l("যে সময়ে"), error_messages={"required": _l("যে সময়ে পাওয়া গেছে তা লিখুন।")})
    national_no = _line(_l("জাতীয় ব্যবস্থার (GRS) নম্বর, থাকলে"), most=40)
    subject = _line(_l("অভিযোগের বিষয়"), _l("এক লাইনে।"))
    remedy_sought = TextField(label=_l("কী প্রতিকার চান"), rows=2, required=False)
    service = forms.ChoiceField(label=_l("কোন সেবা নিয়ে"), required=False)
    place = forms.ChoiceField(label=_l("কোন দপ্তর নিয়ে"), required=False)
    service_name = _line(_l("সেবার নাম"), _l("ওপরের তালিকায় না থাকলে।"), 500)
    applied_on = DayField(label=_l("সেবার আবেদনের তারিখ"), required=False)
    tracking_no = _line(_l("সেবার ট্র্যাকিং বা ডকেট নম্বর"), most=60)
    relation = forms.ChoiceField(label=_l("সেবাগ্রহীতার সঙ্গে সম্পর্ক"), choices=Grievance.Relation.choices, required=False)
    recipient_name = _line(_l("সেবাগ্রহীতার নাম"), _l("অভিযোগকারী নিজে না হলে।"), 200)
    email = MailField(
        label=_l("ই-মেইল"), required=False, error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")}
    )
    present_address = _line(_l("বর্তমান ঠিকানা"), most=400)
    same_address = forms.BooleanField(label=_l("স্থায়ী ঠিকানা একই"), required=False)
    permanent_address = _line(_l("স্থায়ী ঠিকানা"), most=400)
    institution = _line(_l("প্রতিষ্ঠান বা দপ্তর"), _l("দাপ্তরিক হলে যে দপ্তর অভিযোগ করছে।"))
    designation = _line(_l("পদবি"), _l("অবসরপ্রাপ্ত হলে শেষ পদবি।"), 200)
    identity_kind = forms.ChoiceField(
        label=_l("পরিচয়পত্র"), choices=[("", _l("দেননি")), *Complainant.Identity.choices], required=False
    )
    identity_number = _line(_l("পরিচয়পত্রের নম্বর"), most=40)

    def __init__(
        self, data: Any, files: Any, *, edition: Edition, posting: Posting, at: datetime, key: str = ""
    ) -> None:
        now = at.astimezone(DHAKA)
        first = {
            "intake_key": key,
            "received_on": now.date(),
            "received_time": now.time().replace(second=0, microsecond=0),
            "kind": "public",
            "relation": "self",
        }
        super().__init__(data, files, initial=first)
        self.edition, self.posting, self.at = edition, posting, at
        self.case: Case | None = None
        self.subjects = Subjects(edition)
        self.fields["service"].choices = self.subjects.service_choices()  # type: ignore[attr-defined]
        self.fields["officers"].choices = self.subjects.officer_choices()  # type: ignore[attr-defined]
        self.fields["place"].choices = self.subjects.place_choices()  # type: ignore[attr-defined]

    @property
    def quick(self) -> list[forms.BoundField]:
        return [self[name] for name in QUICK]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in QUICK and not field.is_hidden]

    @property
    def rest_is_open(self) -> bool:
        """Whether something of the rest was typed, or is wrong."""
        return self.is_bound and any(field.errors or field.name in self.changed_data for field in self.rest)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lines = [name for name, field in self.fields.items() if type(field) is LineField]
        data |= {name: normal_form(data.get(name) or "") for name in lines}
        if data.get("same_address"):
            data["permanent_address"] = data["present_address"]
        if data.get("mobile") and (number := normal_phone(data["mobile"])) is not None:
            data["mobile"] = number
        elif data.get("mobile"):
            self.add_error("mobile", _("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        self._find_case(data.get("case_reference") or "")
        data["at"] = moment_of(self, self.at)
        if not self.errors and will_be_sealed(self.complaint(), at=self.at):
            self.add_error(None, str(NOT_KEPT))
        return data

    def _find_case(self, typed: str) -> None:
        """A case this posting sees; another's number is not told from a wrong one."""
        if typed:
            self.case = cases_for(self.posting).filter(reference=read_reference(typed) or "").first()
            if self.case is None:
                self.add_error("case_reference", _("এই নম্বরের আবেদন পাওয়া যায়নি; মিলিয়ে দেখুন বা খালি রাখুন।"))

    def complaint(self) -> Complaint:
        data = self.cleaned_data
        return Complaint(
            **self.subjects.against(data, self.case, self.at), kind=data["kind"], medium=data["medium"],
            subject=data["subject"], matter=data["matter"], remedy_sought=data["remedy_sought"],
            anonymous=data["anonymous"], identity_hidden=data["identity_hidden"],
            relation=data["relation"] or Grievance.Relation.SELF, more={name: data[name] for name in FACTS},
        )  # fmt: skip

    def complainant(self) -> Complainant | None:
        """The unsaved person; None where there is none: without identity, or of the office's own motion."""
        data = self.cleaned_data
        given = {name: data[name] for name in OF_COMPLAINANT if data[name]}
        if data["anonymous"] or (data["medium"] == Medium.SUO_MOTU and not given):
            return None
        return Complainant(**given, consented_at=self.at if data["consent"] else None)


@officer
@may_be_sealed
@require_http_methods(["GET", "POST"])
def grievance_register(request: HttpRequest) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    request.back_to = "/desk/grievances/"  # type: ignore[attr-defined]
    edition = edition_for(posting.office)
    form = RegisterForm(*typed(request), edition=edition, posting=posting, at=now, key=new_key(request))
    if form.subjects.surely_kept(form, form.case, now):
        allow(request)
    if sent(request) and form.is_valid() and (grievance := _lodge(form)):
        if not grievance.is_new:
            messages.info(request, _("এই অভিযোগটি আগেই লেখা হয়েছে; নতুন কিছু দিলে তা এতেই যোগ হয়েছে।"))
        return redirect("desk:grievance_receipt", grievance.reference)
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/grievance_register.html", here="grievances", form=form, status=status)


def _lodge(form: RegisterForm) -> Grievance | None:
    """The grievance of a good form; None, with the reason on the form, where a rule says no."""
    data, by = form.cleaned_data, form.posting.author()
    try:
        grievance = _lodge_or_find(form)
        if not grievance.is_new:
            more = {"documents": data["documents"], "email": data["email"], "consented": data["consent"]}
            adding.add_to(grievance, **more, by=by, at=form.at)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None
    return grievance


def _lodge_or_find(form: RegisterForm) -> Grievance:
    """The grievance of these words in this form: lodged now, or by an earlier sending of the same."""
    data = form.cleaned_data

    def lodged(intake_key: str) -> Grievance:
        return lodge(
            form.complaint(), complainant=form.complainant(), documents=data["documents"],
            intake_key=intake_key, at=data["at"], by=form.posting.author(),
        )  # fmt: skip

    key = form.intake("desk", form.edition.office)
    return first_that_takes(lodged, key, lambda one: adding.takes(one, data["email"]))


def _receipt(request: HttpRequest, reference: str) -> dict[str, Any]:
    """The receipt without code and link where whoever hands it out is complained of."""
    posting = posting_of(request)
    found = access.to_hand_out(posting, reference, at=timezone.now())
    hidden = {"code": "", "link": "", "qr": ""} if posting.account_id in concerned_accounts(found) else {}
    return receipt_of_grievance(found) | hidden


@officer
@require_safe
def grievance_receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The slip for who complained. Whoever is complained of may have written it down, and is not shown the code."""
    return page(request, "desk/grievance_receipt.html", here="grievances", **_receipt(request, reference))


@officer
@require_safe
def grievance_receipt_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    return pdf_response("grievances/receipt_paper.html", _receipt(request, reference), name=f"receipt-{reference}")
