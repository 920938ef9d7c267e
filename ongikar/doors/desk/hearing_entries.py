"""One entry of a public hearing: the case or grievance taken from it, by its number or there and then."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.cases.access import cases_for
from ongikar.cases.references import read_reference
from ongikar.doors.browser import new_key
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.grievance_register import RegisterForm
from ongikar.doors.fields import LineField
from ongikar.doors.holding import allow, may_be_sealed
from ongikar.doors.typed import TypedForm
from ongikar.grievances.access import grievances_for
from ongikar.grievances.adding import add_to
from ongikar.grievances.around.access import hearing_entry_for
from ongikar.grievances.around.hearings import link
from ongikar.grievances.around.models import HearingEntry
from ongikar.grievances.lodging import edition_for, lodge
from ongikar.grievances.models import Grievance, Medium
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of


class LinkForm(TypedForm):
    number = LineField(
        label=_l("আবেদন বা অভিযোগের নম্বর"),
        max_length=40,
        error_messages={"required": _l("আবেদন বা অভিযোগের নম্বর লিখুন।")},
    )


@officer
@require_http_methods(["GET", "POST"])
def hearing_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """The entry; sent with a number, it is joined with that case or grievance."""
    posting = posting_of(request)
    found = hearing_entry_for(posting, entry)
    form = LinkForm(request.POST if sent(request) else None)
    if form.is_valid() and _linked(form, found, posting):
        messages.success(request, _("নম্বরটি জোড়া হয়েছে।"))
        return redirect("desk:hearing_entry", found.pk)
    status = 422 if form.is_bound else 200
    return page(request, "desk/hearing_entry.html", here="hearings", entry=found, form=form, status=status)


def _linked(form: LinkForm, entry: HearingEntry, posting: Posting) -> bool:
    """Join with what this posting sees; another's number is not told from a wrong one."""
    number = read_reference(form.cleaned_data["number"]) or ""
    case = cases_for(posting).filter(reference=number).first()
    grievance = grievances_for(posting).filter(reference=number).first()
    if case is None and grievance is None:
        form.add_error("number", _("এই নম্বরের কিছু পাওয়া যায়নি; মিলিয়ে দেখুন।"))
        return False
    try:
        link(entry, case=case, grievance=grievance)
    except Overtaken:
        form.add_error("number", _("এই লেখার সঙ্গে আগেই একটি নম্বর জোড়া হয়েছে।"))
    return form.is_valid()


@officer
@may_be_sealed
@require_http_methods(["GET", "POST"])
def hearing_grievance(request: HttpRequest, entry: int) -> HttpResponse:
    """Take a grievance from what was said at the hearing; the form is the desk's own, filled from the entry."""
    posting, now = posting_of(request), timezone.now()
    found = hearing_entry_for(posting, entry)
    joined = found.grievance is not None or found.case is not None
    if joined and not sent(request):
        return redirect("desk:hearing_entry", found.pk)
    key = new_key(request)
    form = RegisterForm(*typed(request), edition=edition_for(posting.office), posting=posting, at=now, key=key)
    form.initial.update(_said(found))
    if form.subjects.surely_kept(form, form.case, now):
        allow(request)
    if sent(request) and form.is_valid() and (grievance := _lodged(form, found)):
        return redirect("desk:grievance_receipt", grievance.reference)
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/grievance_register.html", here="hearings", form=form, status=status)


def _said(entry: HearingEntry) -> dict[str, Any]:
    return {
        "medium": Medium.COUNTER, "received_on": entry.hearing.held_on, "matter": entry.matter, "name": entry.name,
        "mobile": entry.phone, "present_address": entry.address,
        "medium_reference": _("গণশুনানি, ক্রম %(number)s") % {"number": entry.number},
    }  # fmt: skip


def _lodged(form: RegisterForm, entry: HearingEntry) -> Grievance | None:
    """The grievance, joined with the entry; None, with the reason on the form, where it could not be."""
    data = form.cleaned_data
    try:
        with transaction.atomic():
            grievance = lodge(
                form.complaint(), complainant=form.complainant(), documents=data["documents"],
                intake_key=form.intake(f"hearing-{entry.pk}", form.edition.office), at=data["at"],
                by=form.posting.author(),
            )  # fmt: skip
            if grievance.is_new:
                link(entry, grievance=grievance)
            else:
                by = form.posting.author()
                add_to(grievance, documents=data["documents"], email=data["email"], by=by, at=form.at)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None
    except Overtaken:
        form.add_error(None, _("এই লেখার সঙ্গে আগেই একটি নম্বর জোড়া হয়েছে। এটি আরেকটি অভিযোগ হলে অভিযোগ রেজিস্টারে লিখুন।"))
        return None
    return grievance
