"""Acts on a case: each fetches, binds its form, does one verb and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ongikar.cases import access, mistakes, replying
from ongikar.cases.models import Case, CaseEvent
from ongikar.doors.desk import panels
from ongikar.doors.desk.cases import case_page
from ongikar.doors.desk.forms import ActForm
from ongikar.doors.desk.frame import sent
from ongikar.doors.desk.panels import ACTS
from ongikar.doors.desk.reading import overtaken_by
from ongikar.notices.again import said_of
from ongikar.offices import timezone
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import View, officer, posting_of
from ongikar.ui.templatetags.parts import reference as reference_shown

Deed = Callable[..., Any]


def act(name: str, deed: Deed) -> View:
    """A view of one act: asked for, the page of the case with the act open; sent, its deed.

    Where a rule says no, or a colleague was quicker, everything typed comes back with the reason.
    """

    @officer
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        posting, now = posting_of(request), timezone.now()
        case = access.case_for(posting, reference, at=now)
        if request.method == "GET":
            return case_page(request, case, act=name)
        form = panels.bound(name, case, posting, at=now, data=request.POST, files=request.FILES)
        if sent(request) and (done := attempt(name, form, deed, at=now)):
            messages.success(request, _said(done))
            on = done if isinstance(done, Case) else case
            return redirect("desk:case", on.reference) if access.may_see(posting, on) else redirect("desk:work")
        return case_page(request, case, form=form, act=name, status=422 if sent(request) else 200)

    return view


def attempt(name: str, form: ActForm, deed: Deed, *, at: datetime) -> Any:
    """Do the deed of a valid form; None, with the reason on the form, where it could not be done."""
    if not form.is_valid():
        return None
    try:
        access.check_may(form.posting, ACTS[name].verb)
        if form.cleaned_data["revision"] != form.case.revision:
            raise Overtaken(form.case)
        return deed(form.case, **{"by": form.posting.author(), "at": at, **form.facts()})
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        _show_as_it_is(form)
    return None


def _show_as_it_is(form: ActForm) -> None:
    """Say that a colleague was quicker, or that the applicant wrote meanwhile; the case is read anew, so that a second
    click acts on what is now seen."""
    form.case.refresh_from_db()
    form.add_error(None, overtaken_by(form.case))
    form.data = form.data.copy()
    form.data["revision"] = form.case.revision


def _said(done: Any) -> str:
    """What has been done: the sentence of its entry; a note makes none, and a case filed anew has its number."""
    if isinstance(done, Case):
        return _("সঠিক সেবায় লেখা হয়েছে; নতুন নম্বর %(number)s।") % {"number": reference_shown(done.reference)}
    if not isinstance(done, CaseEvent):
        return _("নোট রাখা হয়েছে।")
    return " ".join(filter(None, (f"{done.sentence}।", said_of(done))))


fee = act("fee", Case.set_fee)
acceptance = act("acceptance", Case.accept)
asking = act("asking", Case.ask)
reply = act("reply", replying.write)
resumption = act("resumption", Case.resume)
delivery = act("delivery", Case.deliver_with)
refusal = act("refusal", Case.refuse)
withdrawal = act("withdrawal", Case.withdraw)
transfer = act("transfer", Case.transfer)
reopening = act("reopening", Case.reopen)
correction = act("correction", mistakes.correct_requester)
refiling = act("refiling", mistakes.refile)
duplicate = act("duplicate", mistakes.mark_duplicate)
undoing = act("undoing", mistakes.undo_delivery)
notes = act("notes", Case.note)
delay = act("delay", Case.tell_delay)
messages_out = act("messages", Case.say)
