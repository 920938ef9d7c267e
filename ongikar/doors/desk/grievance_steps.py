"""What was put before an officer: the step, his answer, and nothing else of the grievance."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases import files
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.fields import TextField
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances import access, complaining, steps
from ongikar.grievances.appeals import appeal, appeal_by, appellant_of, may_appeal
from ongikar.grievances.models import Step
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of


class AnswerForm(TypedForm):
    """The answer of whoever was asked; an opinion names which of the five instructions it follows (7.1(খ)), a
    permission is given or not (7.1(ঘ)), an order was obeyed or not, a report has its opinion."""

    code = forms.ChoiceField(
        label=_l("আপনার উত্তর কোনটি"),
        widget=forms.RadioSelect,
        error_messages={"required": _l("উত্তরটি কোন ধরনের, বেছে নিন।")},
    )
    text = TextField(label=_l("আপনার উত্তর"), rows=5, error_messages={"required": _l("উত্তর লিখুন।")})
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)

    def __init__(self, *args: Any, step: Step) -> None:
        super().__init__(*args)
        self.step = step
        codes = step.rule.codes
        self.fields["code"].choices = [one for one in steps.REPLIES if one[0] in codes]  # type: ignore[attr-defined]
        if not codes:
            del self.fields["code"]


class GroundsForm(TypedForm):
    grounds = TextField(label=_l("আপিলের কারণ"), rows=4, max_length=10_000, required=False)


@officer
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: int) -> HttpResponse:
    """What was put before him, and his answer; one from a page left open is kept though the turn has ended since."""
    found = access.step_for(posting_of(request), step, at=timezone.now())
    form = AnswerForm(*typed(request), step=found) if found.open or request.method == "POST" else None
    if sent(request) and form is not None and form.is_valid() and _answered(request, found, form):
        messages.success(request, _said(found))
        return redirect("desk:grievances")
    return _shown(request, found, form=form, wrong=form)


def _shown(
    request: HttpRequest, step: Step, *, form: AnswerForm | None, wrong: Any, appeal_form: GroundsForm | None = None
) -> HttpResponse:
    """The page. `wrong`: the one of its forms that was sent."""
    return page(
        request,
        "desk/grievance_step.html",
        here="grievances",
        status=422 if wrong is not None and wrong.is_bound and wrong.errors else 200,
        step=step,
        form=form,
        wrong=wrong,
        appeal_form=appeal_form or GroundsForm(),
        complainant=access.shown_complainant(step),
        given=list(step.files.all()),
        **_ending(posting_of(request), step),
    )


def _said(step: Step) -> str:
    if step.referral.is_open:
        return _("আপনার উত্তর পাঠানো হয়েছে।")
    return _("যে ধাপে এটি চাওয়া হয়েছিল, সেটি শেষ হয়েছে। আপনার উত্তর তবু নথিতে রাখা হয়েছে; অভিযোগটি যাঁর কাছে, তিনি পড়বেন।")


def _ending(posting: Posting, step: Step) -> dict[str, Any]:
    """How the turn ended, where he may appeal from it (6.2): the outcome and the last day, without the reasons."""
    turn = step.referral
    if not turn.decisions.exists() or not may_appeal(turn, timezone.now()) or not appellant_of(turn, posting):
        return {}
    return {"decision": turn.decisions.last(), "appeal_by": appeal_by(turn)}


@officer
@require_POST
def step_appeal(request: HttpRequest, step: int) -> HttpResponse:
    """The officer asked, or whoever is complained of, appeals from the decision (form ক-২)."""
    posting, now = posting_of(request), timezone.now()
    request.back_to = f"/desk/grievances/asked/{step}/"  # type: ignore[attr-defined]
    found = access.step_for(posting, step, at=now)
    turn, form = found.referral, GroundsForm(request.POST)
    if not turn.decisions.exists() or not (appellant := appellant_of(turn, posting)):
        raise ObjectDoesNotExist
    if not sent(request) or not form.is_valid():
        return _shown(request, found, form=None, wrong=form, appeal_form=form)
    try:
        appeal(turn, appellant=appellant, grounds=form.cleaned_data["grounds"], by=posting.author(), at=now)
    except RuleBroken as refused:  # as where it was appealed meanwhile: what was typed comes back
        form.add_error(None, refused.message)
        found = access.step_for(posting, step, at=now)
        return _shown(request, found, form=None, wrong=form, appeal_form=form)
    messages.success(request, _("আপিল পাওয়া গেছে।"))
    return redirect("desk:step", step)


def _answered(request: HttpRequest, step: Step, form: AnswerForm) -> bool:
    by = posting_of(request).author()
    try:
        complaining.answer(step, **form.cleaned_data, by=by, at=timezone.now())
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        step.refresh_from_db()
        form.add_error(None, _("এর উত্তর আগেই লেখা হয়েছে; আপনার লেখা রাখা হয়নি, নিচে আছে।"))
    return form.is_valid()


@officer
@require_safe
def step_file(request: HttpRequest, step: int, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    found = access.step_for(posting_of(request), step, at=timezone.now())
    return files.answer(access.file_of_step(found, file_id))
