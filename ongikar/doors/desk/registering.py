"""Taking down what came by phone, letter, e-mail or at the counter: whatever column 3 says, it is taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import normal_phone
from ongikar.cases import access, adding
from ongikar.cases.desk import staff_of
from ongikar.cases.identity import first_that_takes
from ongikar.cases.intake import file_case
from ongikar.cases.models import Case, Channel, Requester
from ongikar.charter import shelf
from ongikar.charter.models import Promise, Section
from ongikar.clock.hours import DHAKA
from ongikar.doors.asked import AskedForm
from ongikar.doors.browser import new_key
from ongikar.doors.desk.forms import DayField, TimeField, moment_of
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.fields import LineField, MailField, TextField
from ongikar.doors.receipts import receipt_of
from ongikar.doors.upload import FilesField
from ongikar.offices import timezone
from ongikar.offices.models import Account, Post, Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.templatetags.parts import either

TAKEN_BY = (Channel.COUNTER, Channel.PHONE, Channel.LETTER, Channel.EMAIL, Channel.E_NOTHI, Channel.SMS, Channel.AGENT)


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Account) -> str:
        return obj.name_bn


class RegisterForm(AskedForm):
    """What came, when, how and from whom, with the fields this service's section asks for."""

    ADDED: ClassVar[tuple[str, ...]] = (*AskedForm.ADDED, "papers")

    channel = forms.ChoiceField(
        label=_l("কীভাবে এসেছে"),
        choices=[("", _l("বেছে নিন")), *((one.value, one.label) for one in TAKEN_BY)],
        error_messages={"required": _l("আবেদনটি কীভাবে এসেছে, বেছে নিন।")},
    )
    received_on = DayField(label=_l("যেদিন পাওয়া গেছে"), error_messages={"required": _l("যেদিন পাওয়া গেছে সেই তারিখ লিখুন।")})
    received_time = TimeField(label=_l("যে সময়ে"), error_messages={"required": _l("যে সময়ে পাওয়া গেছে তা লিখুন।")})
    staff: Any = StaffField(
        label=_l("কোন কর্মীর আবেদন"),
        queryset=None,
        empty_label=_l("বেছে নিন"),
        error_messages={"required": _l("কোন কর্মীর আবেদন, বেছে নিন।")},
    )
    name = LineField(label=_l("আবেদনকারীর নাম"), max_length=200, error_messages={"required": _l("আবেদনকারীর নাম লিখুন।")})
    institution = LineField(label=_l("প্রতিষ্ঠান"), max_length=300, error_messages={"required": _l("প্রতিষ্ঠানের নাম লিখুন।")})
    designation = LineField(label=_l("পদবি"), max_length=200, error_messages={"required": _l("আবেদনকারীর পদবি লিখুন।")})
    memo_no = LineField(label=_l("পত্রের স্মারক নং"), help_text=_l("পত্র থাকলে।"), max_length=120, required=False)
    memo_on = DayField(label=_l("পত্রের তারিখ"), required=False)
    address = LineField(
        label=_l("ঠিকানা"),
        max_length=400,
        error_messages={"required": _l("ঠিকানা লিখুন; গ্রাম ও উপজেলা হলেই চলবে।")},
    )
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
    matter = TextField(
        label=_l("কী চেয়েছেন"),
        help_text=_l("যেমন বলেছেন বা লিখেছেন।"),
        rows=5,
        error_messages={"required": _l("কী চাওয়া হয়েছে তা লিখুন।")},
    )
    papers = forms.MultipleChoiceField(
        label=_l("সঙ্গে কোন কাগজ এসেছে"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = FilesField(label=_l("পত্র বা কাগজের ছবি (PDF, ছবি, DOCX বা ODT)"), required=False)
    consent = forms.BooleanField(label=_l("আবেদনকারী তাঁর তথ্য রাখা ও ব্যবহারের সম্মতি দিয়েছেন।"), required=False)

    def __init__(
        self, data: Any, files: Any, *, promise: Promise, posting: Posting, at: datetime, key: str = ""
    ) -> None:
        now = at.astimezone(DHAKA)
        initial = {"intake_key": key, "received_on": now.date(), "received_time": now.time()}
        super().__init__(data, files, initial=initial)
        self.promise, self.posting, self.at = promise, posting, at
        self._fit()

    def _fit(self) -> None:
        """Leave out what this section of the charter does not ask."""
        gone = set()
        if self.promise.section != Section.INSTITUTIONAL:
            gone |= {"institution", "designation", "memo_no", "memo_on"}
        if self.promise.section == Section.INTERNAL:
            gone |= {"name", "address", "phone", "email"}
            self.fields["staff"].queryset = staff_of(self.posting.office, self.at)  # type: ignore[attr-defined]
        else:
            gone.add("staff")
        if self.promise.papers:
            choices = [(paper["bn"], either(paper)) for paper in self.promise.papers]
            self.fields["papers"].choices = choices  # type: ignore[attr-defined]
        else:
            gone.add("papers")
        for name in gone:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("name", "institution", "designation", "memo_no", "address"):
            if data.get(name):
                data[name] = normal_form(data[name])
        self._check_phone(data)
        if at := moment_of(self, self.at):
            self._hold_to_edition(data, at)
        return data

    def _check_phone(self, data: dict[str, Any]) -> None:
        if typed := data.get("phone"):
            data["phone"] = normal_phone(typed)
            if data["phone"] is None:
                self.add_error("phone", _("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))

    def _hold_to_edition(self, data: dict[str, Any], at: datetime) -> None:
        """Not before the charter; the case is held to the edition of the day on which it was received."""
        assert self.promise.service is not None
        data["at"] = at
        try:
            data["promise"] = shelf.promise_at(self.promise.edition.office, self.promise.service.code, at=at)
        except RuleBroken as refused:
            self.add_error("received_on", refused.message)

    def post(self) -> Post | None:
        """What is asked for at an office under the charter's stays there; None: it goes where the charter says."""
        own = self.posting.post.office_id
        return next((post for post in shelf.places_to_ask(self.promise.edition.office) if post.office_id == own), None)

    def requester(self) -> Requester:
        """The unsaved person, institution or colleague who asks."""
        data = self.cleaned_data
        consented = {"consented_at": self.at if data.get("consent") else None}
        if staff := data.get("staff"):
            return Requester(name=staff.name_bn, phone=staff.phone, email=staff.email, account=staff, **consented)
        fields = ("name", "address", "phone", "email", "institution", "designation", "memo_no", "memo_on")
        return Requester(**{name: data[name] for name in fields if data.get(name)}, **consented)


@officer
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Which service is asked for: those of the charter in force, section by section."""
    edition = shelf.in_force(shelf.charter_holder(posting_of(request).office))
    parts = shelf.parts_of(edition) if edition else []
    return page(request, "desk/register_services.html", here="register", parts=parts)


@officer
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, service: str) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    promise = shelf.on_offer(shelf.charter_holder(posting.office), service)
    form = RegisterForm(*typed(request), promise=promise, posting=posting, at=now, key=new_key(request))
    if sent(request) and form.is_valid() and (case := _file(form)):
        if not case.is_new:
            messages.info(request, _("এই আবেদনটি আগেই লেখা হয়েছে; নতুন কিছু দিলে তা এতেই যোগ হয়েছে।"))
        return redirect("desk:receipt", case.reference)
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/register.html", here="register", promise=promise, form=form, status=status)


def _file(form: RegisterForm) -> Case | None:
    """The case of a good form; None, with the reason on the form, where a rule says no."""
    try:
        access.check_may(form.posting, "case.filed")
        case = _file_or_find(form)
        if not case.is_new:
            _add(form, case)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None
    return case


def _file_or_find(form: RegisterForm) -> Case:
    """The case of these words in this form: filed now, or by an earlier sending of the same."""
    data = form.cleaned_data

    def filed(intake_key: str) -> Case:
        return file_case(
            promise=data["promise"],
            requester=form.requester(),
            matter=data["matter"],
            papers=data.get("papers", ()),
            documents=data["documents"],
            channel=data["channel"],
            intake_key=intake_key,
            at=data["at"],
            by=form.posting.author(),
            post=form.post(),
        )

    email = data.get("email", "")
    return first_that_takes(filed, form.intake("desk", data["promise"]), lambda case: adding.takes(case, email))


def _add(form: RegisterForm, case: Case) -> None:
    """What came with the same words a second time."""
    data = form.cleaned_data
    told = [*case.papers, *adding.words_of_requester(case)[1:]]
    papers = [paper for paper in data.get("papers", ()) if not any(paper in words for words in told)]
    said = _("সঙ্গে এসেছে: %(papers)s") % {"papers": ", ".join(papers)} if papers else ""
    email, by = data.get("email", ""), form.posting.author()
    consented = bool(data["consent"])
    adding.add_to(case, documents=data["documents"], email=email, consented=consented, said=said, by=by, at=form.at)


@officer
@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The slip for who asked: the number to follow the case by, and the code, to be read out or printed."""
    case = access.case_for(posting_of(request), reference, at=timezone.now())
    return page(request, "desk/receipt.html", here="work", **receipt_of(case))
