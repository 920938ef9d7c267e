"""The answer of an authority outside, by the one-time link of its mail: number, dates, three outcomes; no matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _l

from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances import packets
from ongikar.grievances.models import AnswerLink, Outcome
from ongikar.grievances.outside import answer_by_link, link_of, turn_of
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone


class AnswerForm(TypedForm):
    """The outcome, the order's text, who signed it, and its scan; nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label=_l("সিদ্ধান্ত"), widget=forms.RadioSelect, error_messages={"required": _l("সিদ্ধান্ত বেছে নিন।")}
    )
    text = TextField(
        label=_l("আদেশ ও কারণ"),
        help_text=_l("অভিযোগকারী এটি পড়বেন।"),
        max_length=10_000,
        rows=8,
        error_messages={"required": _l("আদেশ ও তার কারণ লিখুন।")},
    )
    signed_by = LineField(
        label=_l("স্বাক্ষরকারীর নাম ও পদবি"), max_length=150, error_messages={"required": _l("নাম ও পদবি লিখুন।")}
    )
    memo_no = LineField(label=_l("স্মারক নং"), max_length=120, required=False)
    documents = FilesField(label=_l("স্বাক্ষরিত আদেশের স্ক্যান (না থাকলেও চলবে)"), required=False)

    def __init__(self, *args: Any, link: AnswerLink) -> None:
        super().__init__(*args)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (value, Outcome(value).label) for value in packets.outcomes_at(link.packet.seat)
        ]


@anyone
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Opened, it changes nothing, as mail programs open addresses too; sent, it ends the turn and the link.

    Where that has passed, what was typed is shown, to be printed and posted.
    """
    now, posted = timezone.now(), request.method == "POST"
    link = link_of(token, at=now)
    turn = turn_of(link.packet) if link else None
    if link is None or turn is None:
        gone = 404 if link is None else 422 if posted else 200
        return _said(request, "citizen/answer_gone.html", status=gone, link=link, typed=request.POST)
    form = AnswerForm(*((request.POST, request.FILES) if posted else (None, None)), link=link)
    if posted and form.is_valid():
        try:
            answer_by_link(link, **form.cleaned_data, at=now)
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            return _said(request, "citizen/answer_given.html", link=link)
    context = {"form": form, "link": link, "turn": turn, "own_motion": turn.seat_id != link.packet.seat_id}
    return _said(request, "citizen/answer.html", status=422 if posted else 200, **context)


def _said(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page, which no browser keeps."""
    link = context.get("link")
    grievance = link.packet.referral.grievance if link else None
    around = {"grievance": grievance, "office": grievance.edition.office if grievance else None, "here": "grievance"}
    response = render(request, template, {**around, **context}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
