"""A suggestion by web, and following it by number and code."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ongikar.cases.references import receipt_code
from ongikar.charter.shelf import edition_on_view
from ongikar.doors.browser import new_key
from ongikar.doors.citizen.entering import wrong_code
from ongikar.doors.citizen.helping import count_help, helped_today
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.citizen.resent import is_of_browser, remember, sent_before
from ongikar.doors.often import asks_again
from ongikar.doors.suggestion_form import SuggestionForm
from ongikar.grievances.around.access import tracked_suggestion
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.around.suggesting import add_email, takes
from ongikar.offices import timezone
from ongikar.ui.audiences import anyone, published


@published
def suggesting(request: HttpRequest, office: str) -> HttpResponse:
    """The form; a good one becomes a suggestion, and its page, opened, is its receipt."""
    edition = edition_on_view(office)
    posted = request.method == "POST"
    form = SuggestionForm(request.POST if posted else None, edition=edition, key="" if posted else new_key(request))
    if form.is_valid() and (answer := suggest_and_show(request, form)):
        return answer
    context = {"office": edition.office, "form": form, "helped": helped_today(request), "here": "suggestion"}
    return render(request, "citizen/suggesting.html", context, status=422 if posted else 200)


def suggest_and_show(request: HttpRequest, form: SuggestionForm) -> HttpResponse | None:
    """The page of the suggestion, opened to the browser that sent it; None where the form is shown once more."""
    words = form.words(form.office)
    earlier = suggestion_sent(request, words, form.cleaned_data["email"]) or form.received("web")
    if earlier is None and asks_again(request, form, phone=form.cleaned_data["phone"]):
        return None
    found = earlier or form.suggestion("web", by=None)
    shown = redirect("citizen:suggestion", found.reference)
    if found.is_new:
        return count_help(request, remember(request, open_to(request, shown, found), words, found), form)
    if not is_of_browser(request, form, found, words):
        messages.info(request, _("এই পরামর্শটি অন্য একটি ব্রাউজার থেকে আগেই পাওয়া গেছে। দেখতে সেটির কোড দিন।"))
        return shown
    if add_email(found, form.cleaned_data["email"], at=timezone.now()):
        messages.success(request, _("এই পরামর্শটি আগেই পাওয়া গেছে; ই-মেইলটি এতেই যোগ হয়েছে।"))
    else:
        messages.info(request, _("এই পরামর্শটি আগেই পাওয়া গেছে।"))
    return open_to(request, shown, found)


def suggestion_sent(request: HttpRequest, words: str, email: str) -> Suggestion | None:
    """The suggestion that this browser sent with these words of late, and that takes what is sent now."""
    for reference in sent_before(request, words):
        with suppress(ObjectDoesNotExist):  # swept after the years for which it is kept
            if takes(found := tracked_suggestion(reference), email):
                return found
    return None


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
        "helped": helped_today(request),
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
