"""The letters of a grievance, for whoever decides it: to print, to read out, and to write down that it was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ongikar.grievances.access import grievance_for
from ongikar.notices.access import letter_of_grievance
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.sheets import sheet_of_grievance
from ongikar.offices import timezone
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.pdf import pdf_response


def _letter(request: HttpRequest, reference: str, letter: int) -> GrievanceNotice:
    grievance = grievance_for(posting_of(request), reference, at=timezone.now())
    return letter_of_grievance(grievance, letter, to_complainant=False)


@officer
@require_safe
def grievance_letter(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    return render(request, "desk/grievance_letter.html", sheet_of_grievance(_letter(request, reference, letter)))


@officer
@require_safe
def grievance_letter_pdf(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    notice = _letter(request, reference, letter)
    name = f"letter-{reference}-{notice.pk}"
    return pdf_response("letters/paper.html", sheet_of_grievance(notice), name=name, language=notice.language)


@officer
@require_POST
def grievance_letter_handing(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    """It was printed and given or posted, or read out by phone."""
    notice, posting, now = _letter(request, reference, letter), posting_of(request), timezone.now()
    back = reverse("desk:calls") if "from_calls" in request.POST else reverse("desk:grievance", args=[reference])
    request.back_to = back  # type: ignore[attr-defined]
    notice.hand_over(by=posting, at=now)
    messages.success(request, _("লেখা হয়েছে: জানানো হয়েছে।"))
    return redirect(back)
