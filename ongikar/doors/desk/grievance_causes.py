"""What recurs, by service, cause and month: each count opens its list, and from a list the head is advised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.doors.desk.frame import page, sent
from ongikar.doors.desk.registers import asked_in_year
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.figures import causes
from ongikar.figures.causes import Group
from ongikar.figures.months import Month
from ongikar.grievances.access import grievances_for
from ongikar.grievances.around import access
from ongikar.grievances.around.models import Recommendation
from ongikar.grievances.around.recommending import answer, recommend
from ongikar.grievances.models import Decision
from ongikar.offices import timezone
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of

MOST = 200  # rows of a list


class RecommendForm(TypedForm):
    kind = forms.ChoiceField(
        label=_l("কী ধরনের সুপারিশ"),
        choices=Recommendation.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("সুপারিশের ধরন বেছে নিন।")},
    )
    text = TextField(
        label=_l("সুপারিশ"),
        help_text=_l("দপ্তরপ্রধান এটি ও সংখ্যাটি দেখবেন, অভিযোগগুলো নয়।"),
        rows=4,
        error_messages={"required": _l("কী সুপারিশ করছেন তা লিখুন।")},
    )
    memo_no = LineField(label=_l("স্মারক নং"), max_length=120, required=False)


@officer
@require_http_methods(["GET", "POST"])
def grievance_causes(request: HttpRequest) -> HttpResponse:
    """The counts of a period; with ?service=, ?cause= or ?list= their list. Sent, it is advice to the head."""
    posting, now = posting_of(request), timezone.now()
    access.check_decides(posting)
    period = asked_in_year(request)
    if not period.is_valid():
        return page(request, "desk/grievance_causes.html", here="grievances", form=period, period=period, status=422)
    first, last = period.cleaned_data["first"], period.cleaned_data["last"]
    mine = grievances_for(posting)
    found = causes.decided_in(mine, first, last)
    chosen = {name: request.GET.get(name, "")[:60] for name in ("service", "cause")}
    picked = _picked(found, **chosen)
    form = RecommendForm(request.POST if sent(request) else None)
    if sent(request) and form.is_valid() and _recommended(form, posting, picked, (first, last), chosen):
        messages.success(request, _("সুপারিশটি দপ্তরপ্রধানের কাছে গেছে।"))
        return redirect("desk:recommendations")
    return page(
        request,
        "desk/grievance_causes.html",
        here="grievances",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        period=period,
        chosen=chosen,
        listed=picked[:MOST] if any(chosen.values()) or "list" in request.GET else [],
        tables=_tables(found, picked, first, last, chosen),
        count=len(found),
        rated=[
            (_("অভিযোগ"), causes.rated_in(mine, first, last, appeals=False)),
            (_("আপিল"), causes.rated_in(mine, first, last, appeals=True)),
        ],
        now=now,
    )


def _picked(found: Sequence[Decision], *, service: str, cause: str) -> list[Decision]:
    return [
        row
        for row in found
        if (not service or service == (row.referral.grievance.service.code if row.referral.grievance.service else "-"))
        and (not cause or cause == (causes.key_of(row.root_cause) or "-"))
    ]


def _tables(
    found: Sequence[Decision], picked: Sequence[Decision], first: date, last: date, chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """By service, by cause and by month, each row with the address of its list. A chosen row narrows the others."""
    narrow = {
        "service": _picked(found, service="", cause=chosen["cause"]),
        "cause": _picked(found, service=chosen["service"], cause=""),
    }
    return [
        {
            "title": _("সেবা অনুযায়ী"),
            "of_services": True,
            "rows": [_row(one, "service", first, last, chosen) for one in causes.by_service(narrow["service"])],
        },
        {
            "title": _("মূল কারণ অনুযায়ী"),
            "rows": [_row(one, "cause", first, last, chosen) for one in causes.by_cause(narrow["cause"])],
        },
        {"title": _("মাস অনুযায়ী"), "rows": [_month_row(one, chosen) for one in causes.by_month(picked)]},
    ]


def _row(group: Group, name: str, first: date, last: date, chosen: dict[str, str]) -> dict[str, Any]:
    asked = {"first": f"{first}", "last": f"{last}", **chosen, name: group.key}
    query = urlencode({key: value for key, value in asked.items() if value})
    return {"group": group, "query": query, "here": chosen[name] == group.key}


def _month_row(group: Group, chosen: dict[str, str]) -> dict[str, Any]:
    month = Month.read(group.key)
    assert month is not None
    asked = {"first": f"{month.first}", "last": f"{month.last}", "list": "1", **chosen}
    return {"group": group, "query": urlencode({k: v for k, v in asked.items() if v}), "month": month.first}


def _recommended(
    form: RecommendForm, posting: Any, picked: Sequence[Decision], period: tuple[date, date], chosen: dict[str, str]
) -> bool:
    service = picked[0].referral.grievance.service if picked and chosen["service"] else None
    cause = picked[0].root_cause if picked and chosen["cause"] else ""
    office = picked[0].referral.seat.office if picked else posting.office
    try:
        recommend(
            office, service=service, cause=cause, period=period, found=picked, by=posting, at=timezone.now(),
            **form.cleaned_data,
        )  # fmt: skip
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    return form.is_valid()


class AnswerForm(TypedForm):
    answer = forms.ChoiceField(
        label=_l("কী করা হলো"),
        choices=Recommendation.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("কী করা হলো, বেছে নিন।")},
    )
    text = TextField(label=_l("কী করা হবে, বা কেন নয়"), error_messages={"required": _l("কী করা হবে, বা কেন নয়, লিখুন।")})


@officer
@require_http_methods(["GET", "POST"])
def recommendations(request: HttpRequest) -> HttpResponse:
    """What was advised, with its answer; the head answers here."""
    posting = posting_of(request)
    typed = request.POST.get("recommendation", "")
    form = AnswerForm(request.POST, prefix=typed) if sent(request) else None
    if form is not None and _answered(form, posting, typed):
        messages.success(request, _("উত্তর লেখা হয়েছে।"))
        return redirect("desk:recommendations")
    rows = []
    found = access.recommendations_for(posting).select_related("answered_by__account")
    for one in found.prefetch_related("service__promises")[:MOST]:
        mine = form if form is not None and typed == str(one.pk) else AnswerForm(prefix=str(one.pk))
        promise = causes.promise_of(one.service) if one.service else None
        rows.append((one, promise, mine if access.may_answer(posting, one) else None))
    status = 422 if form is not None else 200
    decides = access.decides_grievances(posting)
    return page(
        request, "desk/recommendations.html", here="grievances", rows=rows, form=form, decides=decides, status=status
    )


def _answered(form: AnswerForm, posting: Any, typed: str) -> bool:
    number = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
    made = access.recommendation_for(posting, number)
    if not access.may_answer(posting, made):
        form.add_error(None, _("এই সুপারিশের উত্তর আপনি দিতে পারেন না, বা উত্তর আগেই দেওয়া হয়েছে।"))
    if not form.is_valid():
        return False
    try:
        answer(made, by=posting, at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.add_error(None, _("এর উত্তর এইমাত্র লেখা হয়েছে।"))
    return form.is_valid()
