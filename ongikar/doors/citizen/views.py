"""Following what was asked: stage and dates by the reference, the rest by the second fact. Nobody needs an account."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases import access, files, replying
from ongikar.cases.lifecycle import State
from ongikar.cases.mistakes import going_on
from ongikar.cases.models import Case, CaseEvent
from ongikar.cases.references import read_reference
from ongikar.charter.shelf import first_remedy, the_only_office
from ongikar.doors.citizen.act_forms import OwnForm, ReasonForm
from ongikar.doors.citizen.acting import Act, view_of
from ongikar.doors.citizen.entering import wrong_code
from ongikar.doors.citizen.forms import ReplyForm
from ongikar.doors.citizen.helping import helped_today
from ongikar.doors.citizen.opened import is_open, may_be_open, open_to
from ongikar.doors.receipts import receipt_of
from ongikar.grievances.access import is_number as is_grievance
from ongikar.grievances.admissibility import advice, is_remedy_told
from ongikar.grievances.around.access import is_suggestion
from ongikar.journal.authors import requester
from ongikar.notices.access import told_of
from ongikar.offices import timezone
from ongikar.offices.reaching import reached_at
from ongikar.ui.audiences import anyone
from ongikar.ui.pdf import pdf_response
from ongikar.ui.templatetags.parts import long_date
from ongikar.ui.templatetags.parts import reference as reference_shown


@anyone
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a reference, and go to its page."""
    page: dict[str, Any] = {"office": the_only_office(), "here": "track"}
    if request.method != "POST":
        return render(request, "citizen/track.html", page)
    typed = request.POST.get("reference", "")
    reference = read_reference(typed)
    if reference is None:
        page |= {"typed": typed, "error": _wrong_reference(typed)}
        return render(request, "citizen/track.html", page, status=422)
    if is_suggestion(reference):
        return redirect("citizen:suggestion", reference)
    return redirect("citizen:grievance" if is_grievance(reference) else "citizen:case", reference)


def _wrong_reference(typed: str) -> str:
    if not typed.strip():
        return _("রসিদের নম্বরটি লিখুন।")
    return _("নম্বরটি মিলিয়ে দেখুন: রসিদের নম্বরে দশটি অঙ্ক থাকে, এবং কোনো একটি অঙ্ক ভুল হয়েছে।")


@anyone
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Stage and dates for all who have the reference; the rest only with the second fact."""
    found = access.tracked(reference) if may_be_open(request) else access.stage_of(reference)
    return render(request, "citizen/case.html", case_context(request, found))


def case_context(request: HttpRequest, case: Case, **more: Any) -> dict[str, Any]:
    opened, now = is_open(request, case), timezone.now()
    events, late, right = access.told_events(case), case.late_at(now), going_on(case)
    context: dict[str, Any] = {
        "office": case.promise.edition.office,
        "case": case,
        "reached": reached_at(case.office, case.post),
        "opened": opened,
        "tone": "red" if late else "amber" if case.past_due_at(now) or case.state == "waiting" else "",
        "today": timezone.localdate(now),
        "events": events,
        "ended_at": _ended_at(case, events),
        "right_one": right.reference if right is not case else "",
        "here": "track",
    }
    if is_remedy_told(case, lapsed=any(event.verb == "case.lapsed" for event in events), at=now):
        context |= {"remedy": first_remedy(case.promise.edition_id), "advice": advice(case, at=now)}
    return context | (_private_parts(case, events) if opened else {}) | more


def _ended_at(case: Case, events: list[CaseEvent]) -> Any:
    """When a closed case was closed, as its journal tells."""
    return next((event.at for event in reversed(events) if event.verb == f"case.{case.state}"), None)


def _private_parts(case: Case, events: list[CaseEvent]) -> dict[str, Any]:
    attachments = list(case.attachments.all())
    asked = [event.facts for event in events if event.verb == "case.asked"]
    return {
        "messages_said": access.said_to_requester(case),
        "given": [file for file in attachments if file.delivered],
        "sent_files": [file for file in attachments if not file.delivered],
        "asked": asked[-1] if asked and case.state == State.WAITING else None,
        "told": told_of(case),
        "reply_form": ReplyForm(subject=case),
        "withdraw_form": ReasonForm(subject=case),
    }


@anyone
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The second fact: the code printed on the receipt."""
    if request.method != "POST":
        return redirect("citizen:case", reference)
    found = access.tracked(reference)
    request.back_to = f"/track/{found.reference}/"  # type: ignore[attr-defined]
    if error := wrong_code(request, found):
        return render(request, "citizen/case.html", case_context(request, found, code_error=error), status=422)
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
    return render(request, "citizen/receipt.html", receipt_context(found) | {"helped": helped_today(request)})


@anyone
def receipt_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    found = opened_case(request, reference)
    return pdf_response("citizen/receipt_paper.html", receipt_context(found), name=f"receipt-{found.reference}")


def receipt_context(case: Case) -> dict[str, Any]:
    return {**receipt_of(case), "here": "track"}


def _reply(case: Case, form: ReplyForm, at: datetime) -> str | None:
    """An answer or the papers asked for; the clock resumes at its receipt."""
    kept = replying.write(case, **form.facts(), by=requester(case.requester.name), at=at)
    return what_became(case, kept.case)


def what_became(case: Case, kept_with: Case) -> str | None:
    """What is said of words to a case that was closed, or goes on under another number; None of any other."""
    said = []
    if kept_with.pk != case.pk:
        number = {"number": reference_shown(kept_with.reference)}
        gone = _("এই নম্বরটি ভুলে লেখা হয়েছিল। আপনার লেখা রাখা হয়েছে সঠিক আবেদনে, নম্বর %(number)s; দপ্তর সেখানেই পড়বে।")
        said.append(gone % number)
    if not kept_with.is_open:
        ended = _ended_at(kept_with, access.told_events(kept_with))
        closed = _(
            "আবেদনটি %(day)s শেষ হয়েছে: %(state)s। আপনার লেখা তবু রাখা হয়েছে; আবেদনটি যে পদে ছিল, সেই পদ পড়বে। "
            "ফল মেনে না নিলে অভিযোগ করুন; আরও কিছু দরকার হলে নতুন করে আবেদন করুন।"
        )
        said.append(closed % {"day": long_date(ended), "state": kept_with.get_state_display()})
    return " ".join(said) or None


def _withdraw(case: Case, form: ReasonForm, at: datetime) -> str | None:
    """Take it back; of one that was closed meanwhile the reason is kept, and read, as what was written."""
    by, reason = requester(case.requester.name), form.cleaned_data["reason"].strip()
    if not case.is_open and reason:
        return what_became(case, replying.write(case, body=reason, by=by, at=at).case)
    case.withdraw(by=by, at=at, reason=reason)
    return None


def _revoke(case: Case, form: OwnForm, at: datetime) -> None:
    """Make the old link and code useless; this browser stays let in and gets the new receipt."""
    case.revoke_link(by=requester(case.requester.name), at=at)


REACHED = _l("আপনার লেখা দপ্তরে পৌঁছেছে। পড়া হলে এই পাতায় দেখা যাবে।")
papers = view_of(Act(_l("কাগজ বা উত্তর পাঠান"), _l("পাঠান"), REACHED, ReplyForm, _reply), access.tracked)
withdrawal = view_of(
    Act(_l("আবেদন তুলে নিন"), _l("হ্যাঁ, আবেদন তুলে নিন"), _l("আবেদনটি তুলে নেওয়া হয়েছে।"), ReasonForm, _withdraw),
    access.tracked,
)
NEW_RECEIPT = _l("পুরোনো লিংক ও কোড আর কাজ করবে না। নতুন রসিদটি রাখুন।")
revocation = view_of(
    Act(_l("লিংক ও কোড বদলান"), _l("বদলে নিন"), NEW_RECEIPT, OwnForm, _revoke, then="citizen:receipt"), access.tracked
)


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
