"""The official letters of a grievance on paper: for whoever decides it, and for whoever was asked by one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ongikar.doors.desk.grievances import turn_for
from ongikar.grievances.access import step_for
from ongikar.notices.official import sheet_of_paper, sheet_of_step
from ongikar.offices import timezone
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.pdf import pdf_response

TEMPLATE = "desk/grievance_paper.html"


def _paper(request: HttpRequest, reference: str, paper: int) -> dict[str, Any]:
    return sheet_of_paper(turn_for(posting_of(request), reference, timezone.now()).grievance, paper)


@officer
@require_safe
def grievance_paper(request: HttpRequest, reference: str, paper: int) -> HttpResponse:
    around = {
        "back": reverse("desk:grievance", args=[reference]),
        "pdf_url": reverse("desk:grievance_paper_pdf", args=[reference, paper]),
    }
    return render(request, TEMPLATE, _paper(request, reference, paper) | around)


@officer
@require_safe
def grievance_paper_pdf(request: HttpRequest, reference: str, paper: int) -> HttpResponse:
    return pdf_response(TEMPLATE, _paper(request, reference, paper), name=f"letter-{reference}-{paper}")


@officer
@require_safe
def step_paper_pdf(request: HttpRequest, step: int) -> HttpResponse:
    """The letter by which this officer was asked; its name says nothing of the grievance."""
    found = step_for(posting_of(request), step, at=timezone.now())
    return pdf_response(TEMPLATE, sheet_of_step(found), name=f"letter-{found.pk}")
