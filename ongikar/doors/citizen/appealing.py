"""The one-tap appeal: the address in the letter of a lapse or a result opens a page with one button (form ক-২)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ongikar.doors.citizen.act_forms import AppealForm
from ongikar.doors.citizen.grievance_views import kept_anyway
from ongikar.doors.holding import allow, may_be_sealed
from ongikar.grievances.access import turn_by_appeal_link
from ongikar.grievances.appeals import appeal, form_of, may_appeal
from ongikar.grievances.complaining import complainant_of, inform
from ongikar.grievances.models import Referral
from ongikar.grievances.remedies import right_remedy
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone


@anyone
@may_be_sealed
def one_tap(request: HttpRequest, grievance_id: uuid.UUID, token: str) -> HttpResponse:
    """Opened, it shows number and dates and changes nothing, as mail programs open addresses too; sent, it appeals.

    Where that cannot be done any more, what was typed is shown; sent once more, whoever has the grievance reads it.
    """
    turn = turn_by_appeal_link(grievance_id, token, at=timezone.now())
    posted = request.method == "POST"
    form = AppealForm(*((request.POST, request.FILES) if posted else ()), subject=turn.grievance)
    if not turn.grievance.sealed:
        allow(request)
    if "unsent" in request.POST and form.is_valid() and form.cleaned_data["text"]:
        return _written(request, turn, form)
    if not may_appeal(turn, timezone.now()):
        return appeal_page(request, turn, form=form, status=422 if form.data.get("text") else 200)
    if form.is_valid() and (lodged := _lodged(turn, form)):
        return appeal_page(request, turn, lodged=lodged, paper=form_of(lodged))
    return appeal_page(request, turn, form=form, status=422 if posted else 200)


def _lodged(turn: Referral, form: AppealForm) -> Referral | None:
    """The turn of a good form; None, with the reason on the form, where a rule says no."""
    facts = form.facts()
    try:
        return appeal(
            turn,
            appellant=Referral.Appellant.COMPLAINANT,
            grounds=facts["text"],
            documents=facts["documents"],
            by=complainant_of(turn.grievance),
            at=timezone.now(),
        )
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None


def _written(request: HttpRequest, turn: Referral, form: AppealForm) -> HttpResponse:
    grievance = turn.grievance
    inform(grievance.current, **form.facts(), by=complainant_of(grievance), at=timezone.now(), asked=0)
    messages.success(request, kept_anyway(grievance))
    return redirect(request.path)


def appeal_page(request: HttpRequest, turn: Referral, *, status: int = 200, **more: Any) -> HttpResponse:
    grievance = turn.grievance
    context = {
        "office": grievance.edition.office,
        "grievance": grievance,
        "turn": turn,
        "decision": turn.decisions.last(),
        "possible": may_appeal(turn, timezone.now()),
        "remedy": right_remedy(grievance, at=timezone.now()),
        "here": "grievance",
        **more,
    }
    return render(request, "citizen/grievance_one_tap.html", context, status=status)
