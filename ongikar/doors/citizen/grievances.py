"""Lodging a grievance: form ক-১, its receipt, and the letter for whoever would rather print it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ongikar.bangla.normal import normal_lines
from ongikar.cases import access as of_cases
from ongikar.cases.identity import first_made, first_that_takes
from ongikar.cases.mistakes import going_on
from ongikar.cases.models import Case
from ongikar.charter.models import Edition
from ongikar.charter.shelf import edition_on_view
from ongikar.doors.browser import new_key
from ongikar.doors.citizen.entering import wrong_of
from ongikar.doors.citizen.grievance_forms import GrievanceForm
from ongikar.doors.citizen.helping import count_help, helped_today
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.citizen.resent import is_of_browser, remember, sent_before
from ongikar.doors.holding import allow, may_be_sealed
from ongikar.doors.often import asks_again
from ongikar.doors.receipts import receipt_of_grievance
from ongikar.grievances import adding, remedies
from ongikar.grievances.access import tracked
from ongikar.grievances.admissibility import advice
from ongikar.grievances.around.barring import closed_online
from ongikar.grievances.complaining import complainant_of
from ongikar.grievances.lodging import fingerprint, lodge, lodged_as
from ongikar.grievances.models import Grievance
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone, published
from ongikar.ui.pdf import pdf_response


@published
@may_be_sealed
def lodging(request: HttpRequest, office: str) -> HttpResponse:
    """The form; a good one becomes a grievance, and its receipt is shown after the commit."""
    edition = edition_on_view(office)
    if request.method != "POST":
        found = case_of(request.GET.get("case", ""))
        case = going_on(found) if found else None
        first = {"intake_key": new_key(request), **asked_for(request, case)}
        form = GrievanceForm(edition=edition, at=timezone.now(), **first)
        if found and case:
            form.name_case(case, let_in=is_open(request, found))
        page = page_of(edition, form, case) | {"helped": helped_today(request)}
        return render(request, "citizen/grievance_form.html", page)
    form = bound(request, edition)
    if form.subjects.surely_kept(form, form.known_case, form.at):
        allow(request)
    if form.is_valid():
        try:
            if answer := lodge_and_show(request, form):
                return answer
        except RuleBroken as refused:
            form.add_error(None, refused.message)
    return render(request, "citizen/grievance_form.html", page_of(edition, form, form.known_case), status=422)


def is_closed(form: GrievanceForm) -> bool:
    """Whether online filing is closed for the number in a good form (8): the page says until when and what to do."""
    who = form.complainant()
    form.closed = closed_online(form.complaint().office, who.mobile, timezone.localdate()) if who else None
    if form.closed:
        form.add_error("mobile", _("এই নম্বর থেকে অনলাইনে অভিযোগ দাখিল বন্ধ। ডাকে, কাউন্টারে বা ফোনে করুন, অথবা চিঠি হিসেবে ছাপান।"))
    return form.closed is not None


def asked_for(request: HttpRequest, case: Case | None) -> dict[str, str]:
    """What the page that led here already knows: the number of a case and its service, or a service."""
    if case is not None:
        return {"case_reference": case.reference, "service": case.service.code}
    return {"service": request.GET.get("service", "")[:60]}


def case_of(number: str) -> Case | None:
    """The case whose receipt has this number; None where there is none."""
    try:
        return of_cases.tracked(number[:40])
    except ObjectDoesNotExist:
        return None


def bound(request: HttpRequest, edition: Edition) -> GrievanceForm:
    """The form with what was typed; a case named by its number is looked up before anything is checked.

    Its code shows that it is the complainant's; without one the grievance is taken all the same, and says so.
    """
    form = GrievanceForm(request.POST, request.FILES, edition=edition, at=timezone.now())
    number, code = (request.POST.get(name, "").strip() for name in ("case_reference", "case_code"))
    if not number:
        return form
    found = case_of(number)
    if found is None:
        form.add_error("case_reference", _("নম্বরটি মেলেনি। রসিদ দেখে লিখুন; না জানলে খালি রেখে সেবার নাম দিন।"))
        return form
    form.name_case(going_on(found), let_in=is_open(request, found))
    if code and not form.let_in:
        form.proved = proves(request, found, code, form)
    return form


def proves(request: HttpRequest, found: Case, code: str, form: GrievanceForm) -> bool:
    """Whether the code is that of the receipt, which is noted. What is wrong stands on the form."""
    if wrong := wrong_of(request, found, code, at=form.at):
        form.add_error("case_code", _("%(wrong)s অথবা কোডের ঘর খালি রাখুন।") % {"wrong": wrong})
        return False
    of_cases.note_viewing(found, via="code", at=form.at)
    return True


def lodge_and_show(request: HttpRequest, form: GrievanceForm) -> HttpResponse | None:
    """Lodge it and show its receipt; None where the form is shown once more, and says why."""
    office, email = form.edition.office, form.cleaned_data["email"]
    words, key = form.words(office), form.intake("web", office)
    if earlier := grievance_sent(request, words, email):
        return add_and_show(request, form, earlier)
    if earlier := first_made(lodged_as, key, lambda one: adding.takes(one, email)):
        return show_again(request, form, earlier, words)
    if asks_again(request, form, phone=form.cleaned_data["mobile"]) or is_closed(form):
        return None
    grievance = lodge_or_find(form, key)
    if grievance.is_new:
        answer = open_to(request, redirect("citizen:grievance_receipt", grievance.reference), grievance)
        return count_help(request, remember(request, answer, words, grievance), form)
    return show_again(request, form, grievance, words)


def show_again(request: HttpRequest, form: GrievanceForm, grievance: Grievance, words: str) -> HttpResponse:
    """What was received under this form's key and words before: opened to the browser that sent it, and to no other."""
    if is_of_browser(request, form, grievance, words):
        return add_and_show(request, form, grievance)
    messages.info(request, _("এই অভিযোগটি অন্য একটি ব্রাউজার থেকে আগেই পাওয়া গেছে। দেখতে সেই রসিদের কোড দিন।"))
    return redirect("citizen:grievance", grievance.reference)


def grievance_sent(request: HttpRequest, words: str, email: str) -> Grievance | None:
    """The grievance that this browser lodged with these words of late, and that takes what is sent now."""
    for reference in sent_before(request, words):
        with suppress(ObjectDoesNotExist):  # swept after the years for which it is kept
            if adding.takes(found := tracked(reference), email):
                return found
    return None


def lodge_or_find(form: GrievanceForm, key: str) -> Grievance:
    """The grievance of these words in this form: lodged now, or by an earlier sending of the same."""

    def lodged(intake_key: str) -> Grievance:
        return lodge(
            form.complaint(),
            complainant=form.complainant(),
            documents=form.cleaned_data["documents"],
            intake_key=intake_key,
            at=timezone.now(),
        )

    email = form.cleaned_data["email"]
    return first_that_takes(lodged, key, lambda one: adding.takes(one, email))


def add_and_show(request: HttpRequest, form: GrievanceForm, grievance: Grievance) -> HttpResponse:
    """The receipt of what this browser sent before with these words, and what was added to it now."""
    data, by = form.cleaned_data, complainant_of(grievance)
    email = "" if data.get("anonymous") else data["email"]
    if adding.add_to(grievance, documents=data["documents"], email=email, by=by, at=timezone.now()):
        messages.success(request, _("এই অভিযোগটি আগেই পাওয়া গেছে; নতুন যা দিলেন, তা এতেই যোগ হয়েছে। এটি তার রসিদ।"))
    else:
        messages.info(request, _("এই অভিযোগটি আগেই পাওয়া গেছে; এটি তার রসিদ।"))
    return open_to(request, redirect("citizen:grievance_receipt", grievance.reference), grievance)


def page_of(edition: Edition, form: GrievanceForm, case: Case | None) -> dict[str, Any]:
    return {
        "office": edition.office,
        "edition": edition,
        "tiers": list(edition.tiers.all()),
        "form": form,
        "case": case,
        "advice": advice(case, at=timezone.now()) if case else None,
        "excluded": remedies.ways(*remedies.EXCLUDED),
        "outside": remedies.ways(*remedies.OUTSIDE),
        "here": "grievance",
    }


@published
def letter(request: HttpRequest, office: str) -> HttpResponse:
    """What was typed as a letter to print and send; nothing of it is kept. Asked for without it, the form blank."""
    edition = edition_on_view(office)
    form = GrievanceForm(request.POST or None, edition=edition, at=timezone.now())
    if form.only_asks():
        return render(request, "citizen/grievance_form.html", page_of(edition, form, form.known_case), status=422)
    typed = {name: normal_lines(form.data.get(name, "").replace("\x00", "")) for name in form.fields}
    context = {
        "office": edition.office,
        "edition": edition,
        "tiers": list(edition.tiers.all()),
        "typed": typed,
        "rows": [(form.fields[name].label, typed[name]) for name in PRINTED],
        "hash": fingerprint(typed["matter"].strip()) if typed["matter"].strip() else "",
        "today": timezone.localdate(),
    }
    if request.method == "POST" and "pdf" in request.POST:
        return pdf_response("citizen/grievance_letter.html", context, name="grievance")
    return render(request, "citizen/grievance_letter.html", context)


PRINTED = (
    "name", "identity_number", "permanent_address", "present_address", "mobile", "email", "institution", "designation",
    "service_name", "case_reference", "applied_on", "tracking_no", "recipient_name",
)  # fmt: skip


@anyone
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    found = tracked(reference)
    if not is_open(request, found):
        return redirect("citizen:grievance", found.reference)
    page = {**receipt_of_grievance(found), "helped": helped_today(request), "here": "grievance"}
    return render(request, "citizen/grievance_receipt.html", page)


@anyone
def receipt_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    found = tracked(reference)
    if not is_open(request, found):
        raise ObjectDoesNotExist
    context = receipt_of_grievance(found)
    return pdf_response("grievances/receipt_paper.html", context, name=f"receipt-{found.reference}")
