"""Asking, and following what was asked. Nobody needs an account."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ongikar.cases import access, files
from ongikar.cases.intake import file_case
from ongikar.cases.models import Case, Channel
from ongikar.cases.references import read_reference, receipt_code, tracking_link
from ongikar.charter.models import Promise, Section
from ongikar.doors.citizen.forms import AskForm, ReplyForm
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.journal.authors import requester
from ongikar.offices.tries import check_code_tries, note_wrong_code
from ongikar.ui.audiences import anyone
from ongikar.ui.pdf import pdf_response
from ongikar.ui.qr import qr_data


@anyone
def ask(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The form; a good one becomes a case and its receipt."""
    promise = Promise.objects.on_offer_as(office, service)
    posting = getattr(request.user, "posting", None) if promise.section == Section.INTERNAL else None
    if promise.section == Section.INTERNAL and posting is None:
        return render(request, "citizen/sign_in_first.html", page_of(promise), status=403)
    form = AskForm(request.POST or None, request.FILES or None, promise=promise)
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "citizen/ask.html",
            {**page_of(promise), "form": form},
            status=422 if form.errors else 200,
        )
    who = form.requester()
    who.account = posting.account if posting else None
    case = file_case(
        promise=promise,
        requester=who,
        matter=form.cleaned_data["matter"],
        papers=form.cleaned_data.get("papers", []),
        documents=form.cleaned_data["documents"],
        channel=Channel.WEB,
        intake_key=f"web:{form.cleaned_data['intake_key']}",
        at=timezone.now(),
    )
    return open_to(request, redirect("citizen:receipt", case.reference), case)


def page_of(promise: Promise) -> dict[str, Any]:
    return {
        "office": promise.edition.office,
        "promise": promise,
        "expectations": list(promise.edition.expectations.all()),
        "suspension": promise.suspension(timezone.localdate()),
        "max_megabytes": settings.FILE_MAX_BYTES // (1024 * 1024),
        "here": "home",
    }


@anyone
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a reference, and go to its page."""
    typed = request.POST.get("reference", "")[:40]
    if request.method != "POST":
        return render(request, "citizen/track.html", {"here": "track"})
    reference = read_reference(typed)
    if reference is None:
        error = _("নম্বরটি মিলিয়ে দেখুন: রসিদের নম্বরে দশটি অঙ্ক থাকে, এবং কোনো একটি অঙ্ক ভুল হয়েছে।")
        return render(request, "citizen/track.html", {"typed": typed, "error": error, "here": "track"}, status=422)
    return redirect("citizen:case", reference)


@anyone
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Stage and dates for all who have the reference; the rest only with the second fact."""
    found = access.tracked(reference)
    return render(request, "citizen/case.html", case_context(request, found))


def case_context(request: HttpRequest, case: Case, **more: Any) -> dict[str, Any]:
    opened, now = is_open(request, case), timezone.now()
    context: dict[str, Any] = {
        "office": case.office,
        "case": case,
        "opened": opened,
        "tone": "red" if case.late_at(now) else "amber" if case.past_due_at(now) or case.state == "waiting" else "",
        "events": access.told_events(case),
        "here": "track",
    }
    if opened:
        context |= {
            "messages_said": access.said_to_requester(case),
            "attachments": list(case.attachments.all()),
            "reply_form": ReplyForm(),
        }
    return context | more


@anyone
@require_POST
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The second fact: the code printed on the receipt."""
    found = access.tracked(reference)
    now = timezone.now()
    check_code_tries(subject=str(found.pk), at=now)
    if not access.code_opens(found, request.POST.get("code", "")):
        note_wrong_code(subject=str(found.pk), at=now)
        error = _("কোডটি মেলেনি। রসিদে ছাপা আট অক্ষরের কোডটি দেখে লিখুন।")
        return render(request, "citizen/case.html", case_context(request, found, code_error=error), status=422)
    access.note_viewing(found, via="code", at=now)
    return open_to(request, redirect("citizen:case", found.reference), found)


def opened_case(request: HttpRequest, reference: str) -> Case:
    """The case, where this browser was let into it; else it is not there."""
    found = access.tracked(reference)
    if not is_open(request, found):
        raise ObjectDoesNotExist
    return found


@anyone
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    found = access.tracked(reference)
    if not is_open(request, found):
        return redirect("citizen:case", found.reference)
    return render(request, "citizen/receipt.html", receipt_context(found))


@anyone
def receipt_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    found = opened_case(request, reference)
    return pdf_response("citizen/receipt_paper.html", receipt_context(found), name=f"receipt-{found.reference}")


def receipt_context(case: Case) -> dict[str, Any]:
    """Everything a receipt says; without a public address it carries the phone instead of a QR."""
    link = tracking_link(case)
    return {
        "office": case.office,
        "case": case,
        "code": receipt_code(str(case.pk), case.link_number),
        "link": link,
        "qr": qr_data(link) if link else "",
        "attachments": list(case.attachments.all()),
        "here": "track",
    }


@anyone
@require_POST
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """An answer or the papers asked for; the clock resumes at its receipt."""
    found = opened_case(request, reference)
    form = ReplyForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "citizen/case.html", case_context(request, found, reply_form=form), status=422)
    now = timezone.now()
    given = form.cleaned_data["documents"]
    found.reply_with(documents=given, body=form.cleaned_data["body"], by=requester(found.requester.name), at=now)
    messages.success(request, _("আপনার উত্তর পৌঁছেছে।"))
    return redirect("citizen:case", found.reference)


@anyone
@require_POST
def withdrawal(request: HttpRequest, reference: str) -> HttpResponse:
    found = opened_case(request, reference)
    request.back_to = f"/track/{found.reference}/"  # type: ignore[attr-defined]
    found.withdraw(by=requester(found.requester.name), at=timezone.now())
    messages.success(request, _("আবেদনটি তুলে নেওয়া হয়েছে।"))
    return redirect("citizen:case", found.reference)


@anyone
@require_POST
def revocation(request: HttpRequest, reference: str) -> HttpResponse:
    """Make the old link and code useless; this browser stays let in and gets the new receipt."""
    found = opened_case(request, reference)
    found.revoke_link(by=requester(found.requester.name), at=timezone.now())
    messages.success(request, _("পুরোনো লিংক ও কোড আর কাজ করবে না। নতুন রসিদটি রাখুন।"))
    return open_to(request, redirect("citizen:receipt", found.reference), found)


@anyone
def file(request: HttpRequest, reference: str, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    found = opened_case(request, reference)
    attachment = access.file_of(found, file_id)
    access.note_viewing(found, via="file", at=timezone.now())
    return files.answer(attachment)


@anyone
def link(request: HttpRequest, case_id: uuid.UUID, token: str) -> HttpResponse:
    """The link of the receipt: shows what the reference shows, and its use is logged."""
    found = access.tracked_by_link(case_id, token, at=timezone.now())
    return render(request, "citizen/case.html", case_context(request, found))
