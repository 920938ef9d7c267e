"""The one-tap appeal: the address in the letter of a lapse or a result opens a page with one button (form ক-২)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ongikar.doors.citizen.grievance_views import kept_anyway
from ongikar.doors.upload import FilesField
from ongikar.grievances.access import turn_by_appeal_link
from ongikar.grievances.appeals import appeal, form_of, may_appeal
from ongikar.grievances.complaining import complainant_of, inform
from ongikar.grievances.models import Referral
from ongikar.grievances.remedies import right_remedy
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone


@anyone
def one_tap(request: HttpRequest, grievance_id: uuid.UUID, token: str) -> HttpResponse:
    """Opened, it shows number and dates and changes nothing, as mail programs open addresses too; sent, it appeals.

    Where that cannot be done any more, what was typed is shown; sent once more, whoever has the grievance reads it.
    """
    turn = turn_by_appeal_link(grievance_id, token, at=timezone.now())
    if request.method != "POST":
        return appeal_page(request, turn)
    if "unsent" in request.POST:
        return _written(request, turn)
    if not may_appeal(turn, timezone.now()):
        return appeal_page(request, turn, typed=request.POST, status=422 if request.POST.get("text") else 200)
    try:
        lodged = appeal(
            turn,
            appellant=Referral.Appellant.COMPLAINANT,
            grounds=request.POST.get("text", "").replace("\x00", "")[:10_000],
            documents=FilesField(required=False).clean(request.FILES.getlist("documents")),
            by=complainant_of(turn.grievance),
            at=timezone.now(),
        )
    except (RuleBroken, ValidationError) as refused:
        said = " ".join(refused.messages) if isinstance(refused, ValidationError) else refused.message
        return appeal_page(request, turn, refused=said, typed=request.POST, status=422)
    return appeal_page(request, turn, lodged=lodged, form=form_of(lodged))


def _written(request: HttpRequest, turn: Referral) -> HttpResponse:
    grievance, text = turn.grievance, request.POST.get("text", "").replace("\x00", "")[:10_000]
    request.back_to = request.path  # type: ignore[attr-defined]
    inform(grievance.current, text=text, by=complainant_of(grievance), at=timezone.now(), asked=0)
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
