"""A suggestion by web, and following it by number and code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ongikar.cases.references import receipt_code
from ongikar.charter.shelf import edition_on_view
from ongikar.doors.citizen.entering import wrong_code
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.suggestion_form import SuggestionForm
from ongikar.grievances.around.access import tracked_suggestion
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.around.suggesting import suggest
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
    found = tracked_suggestion(reference)
    if request.method != "POST":
        return redirect("citizen:suggestion", found.reference)
    request.back_to = f"/suggestions/{found.reference}/"  # type: ignore[attr-defined]
    if error := wrong_code(request, found):
        return _shown(request, found, code_error=error, status=422)
    return open_to(request, redirect("citizen:suggestion", found.reference), found)
