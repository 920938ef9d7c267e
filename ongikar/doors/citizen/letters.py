"""The letters of a case, for whoever was let into it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ongikar.doors.citizen.views import opened_case
from ongikar.notices.access import letter_to_requester
from ongikar.notices.sheets import sheet_of
from ongikar.ui.audiences import anyone
from ongikar.ui.pdf import pdf_response


@anyone
def letter(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    notice = letter_to_requester(opened_case(request, reference), letter)
    return render(request, "citizen/letter.html", sheet_of(notice))


@anyone
def letter_pdf(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    notice = letter_to_requester(opened_case(request, reference), letter)
    name = f"letter-{notice.case.reference}-{notice.pk}"
    return pdf_response("letters/paper.html", sheet_of(notice), name=name, language=notice.language)
