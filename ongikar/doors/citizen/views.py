"""Following what was asked: stage and dates by the reference, the rest by the second fact. Nobody needs an account."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ongikar.cases import access, files, replying
from ongikar.cases.lifecycle import State
from ongikar.cases.mistakes import right_one
from ongikar.cases.models import Case, CaseEvent
from ongikar.cases.references import code_opens, read_reference
from ongikar.charter.shelf import first_remedy, the_only_office
from ongikar.doors.citizen.forms import ReplyForm
from ongikar.doors.citizen.helping import helped_today
from ongikar.doors.citizen.opened import is_open, may_be_open, open_to
from ongikar.doors.receipts import receipt_of
from ongikar.grievances.access import is_number as is_grievance
from ongikar.grievances.around.access import is_suggestion
from ongikar.journal.authors import requester
from ongikar.notices.access import told_of
from ongikar.offices.tries import check_code_tries, note_wrong_code
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone
from ongikar.ui.pdf import pdf_response
from ongikar.ui.templatetags.parts import long_date
from ongikar.ui.templatetags.parts import reference as reference_shown

View = Callable[..., HttpResponse]


def act(view: View) -> View:
    """An act comes by POST; whoever opens its address is shown the page it belongs to."""

    @wraps(view)
    def checked(request: HttpRequest, reference: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("citizen:case", reference)
        return view(request, reference)

    return checked


@anyone
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a reference, and go to its page."""
    page: dict[str, Any] = {"office": the_only_office(), "here": "track"}
    if request.method != "POST":
        return render(request, "citizen/track.html", page)
    typed = request.POST.get("reference", "")[:40]
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
    events, late = access.told_events(case), case.late_at(now)
    context: dict[str, Any] = {
        "office": case.promise.edition.office,
        "case": case,
        "opened": opened,
        "tone": "red" if late else "amber" if case.past_due_at(now) or case.state == "waiting" else "",
        "today": timezone.localdate(now),
        "events": events,
        "ended_at": _ended_at(case, events),
        "right_one": right_one(case),
        "remedy": first_remedy(case.promise.edition_id) if late else None,
        "here": "track",
    }
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
        "reply_form": ReplyForm(),
    }


@anyone
@act
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The second fact: the code printed on the receipt."""
    found = access.tracked(reference)
    if not is_right_code(request, found):
        error = _("কোডটি মেলেনি। রসিদে ছাপা আট অক্ষরের কোডটি দেখে লিখুন।")
        return render(request, "citizen/case.html", case_context(request, found, code_error=error), status=422)
    return open_to(request, redirect("citizen:case", found.reference), found)


def is_right_code(request: HttpRequest, case: Case) -> bool:
    """Whether the code typed opens the case; either way it is noted. Raises RuleBroken after too many wrong ones."""
    now = timezone.now()
    request.back_to = f"/track/{case.reference}/"  # type: ignore[attr-defined]
    check_code_tries(subject=str(case.pk), at=now)
    if code_opens(case, request.POST.get("code", "")):
        access.note_viewing(case, via="code", at=now)
        return True
    note_wrong_code(subject=str(case.pk), at=now)
    return False


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


@anyone
@act
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """An answer or the papers asked for; the clock resumes at its receipt."""
    found = access.tracked(reference)
    form = ReplyForm(request.POST, request.FILES)
    if not is_open(request, found) and not ("code" in request.POST and is_right_code(request, found)):
        return ask_code_again(request, found)
    if (kept := replied(found, form)) is None:
        return render(request, "citizen/case.html", case_context(request, found, reply_form=form), status=422)
    tell_where(request, found, kept.case)
    return open_to(request, redirect("citizen:case", found.reference), found)


def replied(case: Case, form: ReplyForm) -> CaseEvent | None:
    """The fact of a reply that was kept; None, with the reason on the form, where it could not be."""
    if not form.is_valid():
        return None
    try:
        return replying.write(case, **form.cleaned_data, by=requester(case.requester.name), at=timezone.now())
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None


def tell_where(request: HttpRequest, case: Case, kept_with: Case) -> None:
    """Say what became of the words: the case may have been closed, or gone on under another number, meanwhile."""
    if kept_with.pk != case.pk:
        number = {"number": reference_shown(kept_with.reference)}
        said = _("এই নম্বরটি ভুলে লেখা হয়েছিল। আপনার লেখা রাখা হয়েছে সঠিক আবেদনে, নম্বর %(number)s; দপ্তর সেখানেই পড়বে।")
        messages.warning(request, said % number)
    if kept_with.is_open:
        messages.success(request, _("আপনার লেখা দপ্তরে পৌঁছেছে। পড়া হলে এই পাতায় দেখা যাবে।"))
        return
    ended = _ended_at(kept_with, access.told_events(kept_with))
    said = _(
        "আবেদনটি %(day)s শেষ হয়েছে: %(state)s। আপনার লেখা তবু রাখা হয়েছে; আবেদনটি যে পদে ছিল, সেই পদ পড়বে। "
        "ফল মেনে না নিলে অভিযোগ করুন; আরও কিছু দরকার হলে নতুন করে আবেদন করুন।"
    )
    messages.warning(request, said % {"day": long_date(ended), "state": kept_with.get_state_display()})


def ask_code_again(request: HttpRequest, case: Case) -> HttpResponse:
    """The half hour ran out while somebody wrote: nothing typed is lost, the code lets it in."""
    page = {
        "office": case.promise.edition.office,
        "case": case,
        "typed": request.POST.get("body", "")[:5000],
        "had_files": bool(request.FILES),
        "wrong": "code" in request.POST,
        "here": "track",
    }
    return render(request, "citizen/code_again.html", page, status=403)


@anyone
@act
def withdrawal(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back; of one that was closed meanwhile the reason is kept, and read, as what was written."""
    found = opened_case(request, reference)
    request.back_to = f"/track/{found.reference}/"  # type: ignore[attr-defined]
    by, reason = requester(found.requester.name), request.POST.get("reason", "").replace("\x00", "")[:500]
    if not found.is_open and reason.strip():
        kept = replying.write(found, body=reason.strip(), by=by, at=timezone.now())
        tell_where(request, found, kept.case)
        return redirect("citizen:case", found.reference)
    found.withdraw(by=by, at=timezone.now(), reason=reason)
    messages.success(request, _("আবেদনটি তুলে নেওয়া হয়েছে।"))
    return redirect("citizen:case", found.reference)


@anyone
@act
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
