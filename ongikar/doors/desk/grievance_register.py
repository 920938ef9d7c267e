"""Taking down a grievance that came at the counter, by phone, letter, e-mail, an agent or 333, or of own motion."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import normal_phone
from ongikar.cases.access import cases_for
from ongikar.cases.models import Case
from ongikar.cases.references import read_reference
from ongikar.charter import shelf
from ongikar.charter.models import Edition
from ongikar.clock.hours import DHAKA
from ongikar.doors.desk.forms import DayField, TextField, TimeField, moment_of
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.receipts import receipt_of_grievance
from ongikar.doors.upload import FilesField
from ongikar.grievances import access
from ongikar.grievances.guard import concerned_accounts, holders_at
from ongikar.grievances.lodging import Complaint, edition_for, lodge, will_be_sealed
from ongikar.grievances.models import Complainant, Grievance, Medium
from ongikar.offices.models import Post, Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.templatetags.parts import either

NOT_KEPT = _l(
    "যাঁর বিরুদ্ধে অভিযোগ, তিনিই এই যন্ত্র চালান; লেখাটি এখানে রাখা যাবে না। অভিযোগকারীকে চিঠি, ৩৩৩ বা www.grs.gov.bd দেখিয়ে দিন।"
)
TAKEN_BY = [choice for choice in Medium.choices if choice[0] != Medium.WEB]


def _line(label: Any, hint: Any = "", most: int = 300) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=most, required=False)


class RegisterForm(forms.Form):
    """What came, when, how, from whom and about what; only the matter and one way back are needed."""

    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    medium = forms.ChoiceField(
        label=_l("কীভাবে এসেছে"),
        choices=[("", _l("বেছে নিন")), *TAKEN_BY],
        error_messages={"required": _l("অভিযোগটি কীভাবে এসেছে, বেছে নিন।")},
    )
    medium_reference = _line(_l("৩৩৩-এর কল নম্বর, পত্রের স্মারক বা সংবাদের সূত্র"), most=60)
    national_no = _line(_l("জাতীয় ব্যবস্থার (GRS) নম্বর, থাকলে"), most=40)
    received_on = DayField(label=_l("যেদিন পাওয়া গেছে"), error_messages={"required": _l("যেদিন পাওয়া গেছে সেই তারিখ লিখুন।")})
    received_time = TimeField(label=_l("যে সময়ে"), error_messages={"required": _l("যে সময়ে পাওয়া গেছে তা লিখুন।")})
    matter = TextField(
        label=_l("অভিযোগের বিবরণ"),
        help_text=_l("যেমন বলেছেন বা লিখেছেন।"),
        rows=6,
        error_messages={"required": _l("অভিযোগটি কী, তা লিখুন।")},
    )
    subject = _line(_l("অভিযোগের বিষয়"), _l("এক লাইনে।"))
    name = _line(_l("অভিযোগকারীর নাম"), most=200)
    mobile = _line(_l("ফোন"), most=40)
    email = forms.EmailField(
        label=_l("ই-মেইল"), required=False, error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")}
    )
    present_address = _line(_l("ঠিকানা"), most=400)
    anonymous = forms.BooleanField(label=_l("পরিচয় দেননি"), help_text=_l("স্বপ্রণোদিত হলেও এটি।"), required=False)
    identity_hidden = forms.BooleanField(label=_l("পরিচয় গোপন রাখতে চান"), required=False)
    kind = forms.ChoiceField(label=_l("অভিযোগের ধরন"), choices=Grievance.Kind.choices)
    case_reference = _line(_l("আবেদন নম্বর"), _l("কোনো আবেদন নিয়ে হলে।"), 40)
    service = forms.ChoiceField(label=_l("কোন সেবা নিয়ে"), required=False)
    officers = forms.MultipleChoiceField(label=_l("কার বিরুদ্ধে"), required=False, widget=forms.CheckboxSelectMultiple)
    documents = FilesField(label=_l("পত্র বা কাগজের ছবি (PDF, ছবি, DOCX বা ODT)"), required=False)
    consent = forms.BooleanField(label=_l("অভিযোগকারী তাঁর তথ্য রাখা ও ব্যবহারের সম্মতি দিয়েছেন।"), required=False)

    def __init__(self, data: Any, files: Any, *, edition: Edition, posting: Posting, at: datetime) -> None:
        now = at.astimezone(DHAKA)
        first = {
            "intake_key": uuid.uuid4().hex,
            "received_on": now.date(),
            "received_time": now.time(),
            "kind": "public",
        }
        super().__init__(data, files, initial=first)
        self.edition, self.posting, self.at = edition, posting, at
        self.case: Case | None = None
        promises = [one for one in edition.promises.select_related("service", "post__office") if one.service]
        self.services = {one.service.code: one.service for one in promises if one.service}
        posts: list[Post] = [one.post for one in promises if one.post] + shelf.places_to_ask(edition.office)
        self.posts = {str(post.pk): post for post in posts}
        named = [(one.service.code, either({"bn": one.name_bn, "en": one.name_en})) for one in promises if one.service]
        self.fields["service"].choices = [("", _("কোনো একটি সেবা নয়")), *named]  # type: ignore[attr-defined]
        posts_named = [(key, f"{post.title_bn} · {post.office.name_bn}") for key, post in self.posts.items()]
        self.fields["officers"].choices = posts_named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("subject", "name", "present_address", "medium_reference", "national_no"):
            data[name] = normal_form(data.get(name) or "")
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
        named = tuple(held for key in data["officers"] for held in holders_at(self.posts[key], self.at))
        service = self.services.get(data["service"])
        office = self.case.office if self.case else self.edition.office
        return Complaint(
            kind=data["kind"], medium=data["medium"], office=office, subject=data["subject"], matter=data["matter"],
            case=self.case, service=service, named=named, whole_office=not (self.case or service or named),
            anonymous=data["anonymous"], identity_hidden=data["identity_hidden"],
            more={"medium_reference": data["medium_reference"], "national_no": data["national_no"]},
        )  # fmt: skip

    def complainant(self) -> Complainant | None:
        data = self.cleaned_data
        if data["anonymous"]:
            return None
        given = {name: data[name] for name in ("name", "mobile", "email", "present_address") if data[name]}
        return Complainant(**given, consented_at=self.at if data["consent"] else None)


@officer
@require_http_methods(["GET", "POST"])
def grievance_register(request: HttpRequest) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    request.back_to = "/desk/grievances/"  # type: ignore[attr-defined]
    edition = edition_for(posting.office)
    form = RegisterForm(*typed(request), edition=edition, posting=posting, at=now)
    if sent(request) and form.is_valid() and (grievance := _lodge(form)):
        return redirect("desk:grievance_receipt", grievance.reference)
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/grievance_register.html", here="grievances", form=form, status=status)


def _lodge(form: RegisterForm) -> Grievance | None:
    """The grievance of a good form; None, with the reason on the form, where a rule says no."""
    data = form.cleaned_data
    try:
        return lodge(
            form.complaint(), complainant=form.complainant(), documents=data["documents"],
            intake_key=f"desk:{data['intake_key']}", at=data["at"], by=form.posting.author(),
        )  # fmt: skip
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None


@officer
@require_safe
def grievance_receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The slip for who complained. Whoever is complained of may have written it down, and is not shown the code."""
    posting = posting_of(request)
    found = access.to_hand_out(posting, reference, at=timezone.now())
    receipt = receipt_of_grievance(found)
    if posting.account_id in concerned_accounts(found):
        receipt |= {"code": "", "link": "", "qr": ""}
    return page(request, "desk/grievance_receipt.html", here="grievances", **receipt)
