"""A suggestion by web, and following it by number and code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ongikar.cases.references import code_opens, receipt_code
from ongikar.charter.shelf import edition_on_view
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.suggestion_form import SuggestionForm
from ongikar.grievances.around.access import tracked_suggestion
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.around.suggesting import suggest
from ongikar.offices.tries import check_code_tries, note_wrong_code
from ongikar.ui.audiences import anyone


@anyone
def suggesting(request: HttpRequest, office: str) -> HttpResponse:
    """The form; a good one becomes a suggestion, and its page, opened, is its receipt."""
    edition = edition_on_view(office)
    form = SuggestionForm(request.POST if request.method == "POST" else None, edition=edition)
    if form.is_valid():
        made = suggest(edition.office, at=timezone.now(), by=None, **form.facts("web"))
        return open_to(request, redirect("citizen:suggestion", made.reference), made)
    context = {"office": edition.office, "form": form, "here": "suggestion"}
    return render(request, "citizen/suggesting.html", context, status=422 if form.is_bound else 200)


@anyone
def suggestion(request: HttpRequest, reference: str) -> HttpResponse:
    return _shown(request, tracked_suggestion(reference))


def _shown(request: HttpRequest, found: Suggestion, *, status: int = 200, **more: Any) -> HttpResponse:
    """Kind and dates for all who have the number; the words and the answer only with the code."""
    opened = is_open(request, found)
    context = {
        "office": found.office,
        "suggestion": found,
        "opened": opened,
        "code": receipt_code(str(found.pk), found.link_number) if opened else "",
        "here": "suggestion",
    }
    return render(request, "citizen/suggestion.html", context | more, status=status)


@anyone
def suggestion_code(request: HttpRequest, reference: str) -> HttpResponse:
    """The second fact: the code shown with the number."""
    found, now = tracked_suggestion(reference), timezone.now()
    if request.method != "POST":
        return redirect("citizen:suggestion", found.reference)
    request.back_to = f"/suggestions/{found.reference}/"  # type: ignore[attr-defined]
    check_code_tries(subject=str(found.pk), at=now)
    if code_opens(found, request.POST.get("code", "")):
        return open_to(request, redirect("citizen:suggestion", found.reference), found)
    note_wrong_code(subject=str(found.pk), at=now)
    error = _("কোডটি মেলেনি। রসিদে ছাপা আট অক্ষরের কোডটি দেখে লিখুন।")
    return _shown(request, found, code_error=error, status=422)
