"""Reminding whoever decides: what lies below, by number and dates; the reminder; and its letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.bangla.dates import bangla_date
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.grievances.around import access
from ongikar.grievances.around.models import Nudge
from ongikar.grievances.around.nudging import due_told, nudge
from ongikar.grievances.desk import MOST
from ongikar.grievances.models import Referral
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.pdf import pdf_response


class NudgeForm(TypedForm):
    text = TextField(
        label=_l("তাগিদে কী বলতে চান"),
        help_text=_l("অভিযোগের বিবরণ লিখবেন না; নম্বর ও তারিখ চিঠিতে নিজে থেকে বসে।"),
        rows=4,
        error_messages={"required": _l("তাগিদে কী বলতে চান লিখুন।")},
    )
    memo_no = LineField(label=_l("স্মারক নং"), max_length=120, required=False)


@officer
@require_safe
def nudges(request: HttpRequest) -> HttpResponse:
    """What this posting stands above: number, tier and dates, and how often it was reminded of."""
    turns = access.turns_to_nudge(posting_of(request)).prefetch_related("nudges")[:MOST]
    today = timezone.localdate()
    rows = [{"turn": turn, "late": turn.due_on < today, "nudges": list(turn.nudges.all())} for turn in turns]
    return page(request, "desk/nudges.html", here="grievances", rows=rows)


@officer
@require_http_methods(["GET", "POST"])
def nudging(request: HttpRequest, reference: str) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    turn = access.turn_to_nudge(posting, reference, at=now)
    form = NudgeForm(typed(request)[0])
    if sent(request) and form.is_valid() and (written := _nudged(form, turn, request)):
        messages.success(request, _("তাগিদ দেওয়া হয়েছে; চিঠিটি এখান থেকে ছাপিয়ে পাঠান।"))
        return redirect("desk:nudge_letter", written)
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/nudging.html", here="grievances", status=status, turn=turn, form=form, now=now)


def _nudged(form: NudgeForm, turn: Referral, request: HttpRequest) -> int:
    """The number of the reminder; 0, with the reason on the form, where a rule says no."""
    try:
        event = nudge(turn, by=posting_of(request).author(), at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return 0
    return int(event.facts["nudge"])


def _sheet(letter: Nudge) -> dict[str, Any]:
    office = letter.by.post.office if letter.by else letter.referral.grievance.office
    day = bangla_date(letter.day)
    turn = letter.referral
    return {"nudge": letter, "turn": turn, "due_on": due_told(letter), "office": office, "bangla_day": day}


@officer
@require_safe
def nudge_letter(request: HttpRequest, nudge: int) -> HttpResponse:
    letter = access.nudge_letter(posting_of(request), nudge, at=timezone.now())
    return render(request, "desk/nudge_letter.html", _sheet(letter))


@officer
@require_safe
def nudge_letter_pdf(request: HttpRequest, nudge: int) -> HttpResponse:
    letter = access.nudge_letter(posting_of(request), nudge, at=timezone.now())
    return pdf_response("desk/nudge_letter.html", _sheet(letter), name=f"nudge-{letter.pk}")
