"""Suggestions at the desk: taken down, listed, and answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.references import receipt_code
from ongikar.doors.browser import new_key
from ongikar.doors.desk.frame import page, sent
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.suggestion_form import SuggestionForm
from ongikar.doors.typed import TypedForm
from ongikar.grievances.around import access
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.around.suggesting import add_email, answer_suggestion
from ongikar.grievances.lodging import edition_for
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of

ROWS = 50  # of a page


class AnswerForm(TypedForm):
    text = TextField(
        label=_l("উত্তর"),
        help_text=_l("যিনি পরামর্শ দিয়েছেন, নম্বর ও কোড দিয়ে এটি পড়বেন।"),
        rows=4,
        error_messages={"required": _l("পরামর্শের উত্তর লিখুন: কী করা হবে, বা কেন নয়।")},
    )
    how = LineField(
        label=_l("আর যেভাবে জানানো হয়েছে"), help_text=_l("ফোনে বা ই-মেইলে জানালে।"), max_length=200, required=False
    )


@officer
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first; who may not read them finds the way to write one down."""
    rows = Paginator(access.suggestions_in_turn(posting_of(request)), ROWS).get_page(request.GET.get("page"))
    return page(request, "desk/suggestions.html", here="suggestions", rows=rows)


@officer
@require_http_methods(["GET", "POST"])
def new_suggestion(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    edition = edition_for(posting.office)
    form = SuggestionForm(request.POST if sent(request) else None, edition=edition, key=new_key(request))
    if form.is_valid():
        made = form.suggestion("desk", by=posting)
        if not made.is_new:
            add_email(made, form.cleaned_data["email"], at=timezone.now())
            messages.info(request, _("এই পরামর্শটি আগেই লেখা হয়েছে; এটি সেটির নম্বর।"))
        return redirect("desk:suggestion_slip", made.reference)
    status = 422 if form.is_bound else 200
    return page(request, "desk/suggestion_new.html", here="suggestions", form=form, status=status)


@officer
@require_safe
def suggestion_slip(request: HttpRequest, reference: str) -> HttpResponse:
    """Number and code, to be printed or read out."""
    found = access.suggestion_to_hand_out(posting_of(request), reference, at=timezone.now())
    code = receipt_code(str(found.pk), found.link_number)
    return page(
        request, "desk/suggestion_slip.html", here="suggestions", suggestion=found, code=code, office=found.office
    )


@officer
@require_http_methods(["GET", "POST"])
def suggestion(request: HttpRequest, reference: str) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    found = access.suggestion_for(posting, reference, at=now)
    form = AnswerForm(request.POST if sent(request) else None)
    if form.is_valid() and _answered(form, found, posting):
        messages.success(request, _("উত্তর লেখা হয়েছে।"))
        return redirect("desk:suggestions")
    context: dict[str, Any] = {"suggestion": found, "form": form, "status": 422 if form.is_bound else 200}
    return page(request, "desk/suggestion.html", here="suggestions", **context)


def _answered(form: AnswerForm, found: Suggestion, posting: Posting) -> bool:
    try:
        answer_suggestion(found, by=posting, at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.add_error(None, _("এর উত্তর এইমাত্র লেখা হয়েছে।"))
    return form.is_valid()
