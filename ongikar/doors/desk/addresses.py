"""Addresses of the office's people: confirmed by a code that came back or by word of mouth, or said to be wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.bangla.phones import normal_phone
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.people import keeper
from ongikar.doors.fields import LineField, MailField, line_of
from ongikar.doors.typed import TypedForm
from ongikar.grievances.reseating import lay_on_paper
from ongikar.notices.addresses import addresses_of
from ongikar.notices.models import Outcome
from ongikar.notices.texts import by_sms
from ongikar.notices.troubles import Trouble
from ongikar.notices.trying import try_address
from ongikar.offices import confirming, timezone
from ongikar.offices.access import office_for, office_kept, offices_for
from ongikar.offices.addresses import Address, normal_address
from ongikar.offices.amending import AMENDABLE, amend_office
from ongikar.offices.models import Account, Office
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import people as for_people

BACK = "/desk/addresses/"
PAGES = {"addresses": BACK, "carriers": "/desk/first-day/carriers/"}


@for_people
@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    """Every address of the office's people, where it stands, and what is known of it."""
    listed = addresses_of(list(offices_for(keeper(request))))
    ways = {True: bool(settings.EMAIL_HOST), False: by_sms()}
    for one in listed:
        one.trouble, one.can_be_tried = trouble_of(one.row), ways[one.is_mail]  # type: ignore[attr-defined]
    return page(request, "desk/addresses.html", here="first_day", listed=listed, to_files=not settings.EMAIL_HOST)


def trouble_of(row: Address | None) -> str:
    """Why a server or gateway did not take what was sent there; '' where it did."""
    return str(Trouble(row.trouble).label) if row and row.trouble else ""


def _back(request: HttpRequest) -> tuple[str, Account, Office, dict[str, Any]]:
    """Which page the act came from, who acts, for which office, and the author and the moment of the act."""
    name = request.POST.get("page", "")
    name = name if name in PAGES else "addresses"
    request.back_to = PAGES[name]  # type: ignore[attr-defined]
    account = keeper(request)
    return name, account, office_kept(account), {"by": account.author(), "at": timezone.now()}


@for_people
@require_POST
def trial(request: HttpRequest) -> HttpResponse:
    """Send a code to the address, by the carrier that real letters take, and say at once what came of it."""
    name, _account, office, act = _back(request)
    typed_in = line_of(request, "address", most=200)
    if name == "carriers":
        request.keeps_typed = True  # type: ignore[attr-defined]
        kind = "mail" if request.POST.get("way") == "mail" else "sms"
        request.session["tried"] = {**request.session.get("tried", {}), kind: typed_in}
    tried = try_address(typed_in, office=office, **act)
    said = outcome_said(tried)
    (messages.success if tried.outcome == Outcome.SENT else messages.warning)(request, said)
    return redirect(f"desk:{name}")


def outcome_said(tried: Address) -> str:
    """What came of a trial, in plain words."""
    words = {
        Outcome.SENT: _("%(to)s: পাঠানো হয়েছে। কোডটি এলে এখানে লিখুন।"),
        Outcome.WRITTEN: _("%(to)s: মেইল সার্ভার নেই, তাই পাঠানো হয়নি; চিঠিটি ফাইলে লেখা আছে।"),
        Outcome.MAYBE: _("%(to)s: গেছে কি না জানা যায়নি। কোডটি এলে এখানে লিখুন।"),
        Outcome.FAILED: _("%(to)s: যায়নি।"),
        Outcome.WAITING: _("%(to)s: এখন যায়নি।"),
    }
    return " ".join(filter(None, (words[Outcome(tried.outcome)] % {"to": tried.text}, trouble_of(tried))))


@for_people
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """The code that came; on the page of the carriers it came to who is signed in."""
    name, account, office, act = _back(request)
    own = account if name == "carriers" else None
    address = confirming.address_named(request.POST.get("address", ""))
    confirming.confirm_by_code(address, request.POST.get("code", ""), office=office, own=own, **act)
    messages.success(request, _("%(to)s: ঠিকানাটি নিশ্চিত হয়েছে।") % {"to": address.text})
    return redirect(f"desk:{name}")


class NoteForm(TypedForm):
    """What is written down about an address; `title` and `button` are those of the act."""

    title: str | Lazy
    button: str | Lazy
    address = LineField(widget=forms.HiddenInput)


class WordForm(NoteForm):
    title, button = _l("তিনি নিজে বলেছেন"), _l("নিশ্চিত করুন")
    note = LineField(
        label=_l("কার সঙ্গে কথা হয়েছে"), max_length=300, error_messages={"required": _l("কার সঙ্গে কথা হয়েছে, লিখুন।")}
    )


class WrongForm(NoteForm):
    title, button = _l("ঠিকানাটি ভুল"), _l("ভুল বলে লিখুন")
    why = LineField(label=_l("কেন ভুল"), max_length=300, error_messages={"required": _l("ঠিকানাটি কেন ভুল, লিখুন।")})


def _once_more(request: HttpRequest, form: NoteForm) -> HttpResponse:
    return page(request, "desk/address_note.html", here="first_day", status=422, form=form)


@for_people
@require_POST
def word(request: HttpRequest) -> HttpResponse:
    """Who is reached there has said so."""
    name, _account, office, act = _back(request)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _once_more(request, form)
    address = confirming.address_named(form.cleaned_data["address"])
    confirming.confirm_by_word(address, note=form.cleaned_data["note"], office=office, **act)
    messages.success(request, _("%(to)s: ঠিকানাটি নিশ্চিত হয়েছে।") % {"to": address.text})
    return redirect(f"desk:{name}")


@for_people
@require_POST
def wrong(request: HttpRequest) -> HttpResponse:
    """Nobody of the office is reached there: nothing more goes to it."""
    name, _account, office, act = _back(request)
    form = WrongForm(request.POST)
    if not form.is_valid():
        return _once_more(request, form)
    address = confirming.address_named(form.cleaned_data["address"])
    confirming.mark_wrong(address, why=form.cleaned_data["why"], office=office, **act)
    lay_on_paper(address.text, **act)
    messages.success(request, _("%(to)s: ভুল বলে লেখা হয়েছে; এখানে আর কিছু যাবে না।") % {"to": address.text})
    return redirect(f"desk:{name}")


@for_people
@require_safe
def carriers(request: HttpRequest) -> HttpResponse:
    """Mail and short messages tried to oneself: sent by the real carrier, and arrived once the code came back."""
    account, tried = keeper(request), request.session.get("tried", {})
    typed_in = {"mail": tried.get("mail", account.email), "sms": tried.get("sms", account.phone)}
    rows = confirming.rows_of(typed_in.values())
    is_set = {"mail": bool(settings.EMAIL_HOST), "sms": by_sms()}
    ways = [(way, text, rows.get(normal_address(text)), is_set[way]) for way, text in typed_in.items()]
    shown = [(*way, trouble_of(way[2])) for way in ways]
    return page(request, "desk/carriers.html", here="first_day", ways=shown)


class OfficeForm(TypedForm):
    """An office's own facts; the charter's words stay as they are."""

    address_bn = LineField(
        label=_l("ঠিকানা"), help_text=_l("রসিদে ছাপা হয়: ভবন, সড়ক, উপজেলা বা জেলা।"), max_length=400, required=False
    )
    address_en = LineField(
        label=_l("ঠিকানা, ইংরেজিতে"), max_length=400, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    phone = LineField(label=_l("ফোন"), help_text=_l("রসিদে, চিঠিতে ও বার্তায় এটিই থাকে।"), max_length=40, required=False)
    email = MailField(
        label=_l("ই-মেইল"),
        help_text=_l("নিশ্চিত করার পরেই চিঠির উত্তর এখানে চাওয়া হয়।"),
        required=False,
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")},
    )
    website = LineField(label=_l("ওয়েব ঠিকানা"), max_length=300, required=False)
    name_bn = LineField(label=_l("দপ্তরের নাম"), max_length=300, error_messages={"required": _l("দপ্তরের নাম লিখুন।")})
    name_en = LineField(
        label=_l("দপ্তরের নাম, ইংরেজিতে"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    body_bn = LineField(label=_l("কোন অধিদপ্তরের"), max_length=300, required=False)
    body_en = LineField(
        label=_l("অধিদপ্তর, ইংরেজিতে"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )

    def clean_phone(self) -> str:
        number = normal_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""
        if number is None:
            raise forms.ValidationError(_("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        return number


@for_people
@require_http_methods(["GET", "POST"])
def office(request: HttpRequest, office: int) -> HttpResponse:
    """What the charter does not print of an office, and every receipt carries."""
    account = keeper(request)
    found = office_for(account, office)
    form = OfficeForm(typed(request)[0], initial={name: getattr(found, name) for name in AMENDABLE})
    if sent(request) and form.is_valid() and _amended(form, found, account):
        messages.success(request, _("দপ্তরের তথ্য রাখা হয়েছে।"))
        return redirect("desk:office", office)
    status = 422 if sent(request) else 200
    return page(request, "desk/office.html", here="people", status=status, office=found, form=form)


def _amended(form: OfficeForm, office: Office, account: Account) -> bool:
    try:
        amend_office(office, by=account.author(), at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return False
    return True
