"""The first day at the desk: what is still to do, the carriers tried to oneself, and a trial slip for the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.doors.desk.first_day_words import said, state_of, title_of, where_of
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.people import keeper
from ongikar.doors.fields import LineField
from ongikar.doors.typed import TypedForm
from ongikar.figures import first_day
from ongikar.figures.first_day import Item
from ongikar.offices import timezone
from ongikar.offices.access import office_kept
from ongikar.offices.machine import is_first_day_over
from ongikar.ui.audiences import people as for_people
from ongikar.ui.qr import qr_data

BACK = "/desk/first-day/"
TICKS = [(1 + mm, 5 if mm % 10 == 0 else 3.5 if mm % 5 == 0 else 2) for mm in range(61)]  # place and length


@dataclass(frozen=True)
class Line:
    """A thing of the first day as the page shows it."""

    item: Item
    title: str
    state: str
    tone: str
    said: str
    where: str  # the address at which it is done; '' where nothing on the desk does it
    may_be_without: bool


def line_of(item: Item) -> Line:
    state, tone = state_of(item)
    may = item.key in first_day.MAY_BE_WITHOUT and item.state in (first_day.TODO, first_day.TROUBLE)
    return Line(item, title_of(item), state, tone, said(item), where_of(item), may)


@for_people
@require_safe
def desk_first_day(request: HttpRequest) -> HttpResponse:
    """Everything of the first day, each with its state and the way to it."""
    office, now = office_kept(keeper(request)), timezone.now()
    items = first_day.first_day(office, at=now)
    return page(
        request,
        "desk/first_day.html",
        here="first_day",
        office=office,
        lines=[line_of(item) for item in items],
        left=sum(not item.is_settled for item in items),
        over=is_first_day_over(office.code),
    )


@for_people
@require_POST
def without(request: HttpRequest) -> HttpResponse:
    """Go without a thing for now, or take it up again."""
    account = keeper(request)
    request.back_to = BACK  # type: ignore[attr-defined]
    gone, key = "again" not in request.POST, request.POST.get("item", "")
    first_day.do_without(office_kept(account), key, without=gone, by=account.author(), at=timezone.now())
    return redirect("desk:first_day")


@for_people
@require_POST
def over(request: HttpRequest) -> HttpResponse:
    account = keeper(request)
    request.back_to = BACK  # type: ignore[attr-defined]
    first_day.end(office_kept(account), by=account.author(), at=timezone.now())
    messages.success(request, _("প্রথম দিনের তালিকা শেষ। মেনু থেকে যেকোনো দিন আবার দেখা যায়।"))
    return redirect("desk:first_day")


class PrintForm(TypedForm):
    """How the trial slip came out: no machine sees it."""

    size = forms.ChoiceField(label=_l("কোন কাগজ"), choices=(("a5", _l("A5")), ("80mm", _l("৮০ মিমি রোল"))))
    right = forms.TypedChoiceField(
        label=_l("কেমন ছাপা হয়েছে"),
        choices=(("yes", _l("ঠিক ছাপা হয়েছে")), ("no", _l("ঠিক হয়নি"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _l("ঠিক ছাপা হয়েছে কি না, বেছে নিন।")},
    )
    note = LineField(label=_l("কী ঠিক হয়নি"), max_length=300, required=False)


@for_people
@require_http_methods(["GET", "POST"])
def printer(request: HttpRequest) -> HttpResponse:
    """The two trial slips, what to look for on them, and what was seen."""
    account, now = keeper(request), timezone.now()
    form = PrintForm(typed(request)[0])
    request.back_to = f"{BACK}printer/"  # type: ignore[attr-defined]
    if sent(request) and form.is_valid():
        first_day.keep_print(office_kept(account), by=account.author(), at=now, **form.cleaned_data)
        messages.success(request, _("প্রিন্টারের পরীক্ষা লেখা হয়েছে।"))
        return redirect("desk:first_day")
    status = 422 if sent(request) else 200
    return page(request, "desk/printer.html", here="first_day", status=status, form=form, sizes=("a5", "80mm"))


@for_people
@require_safe
def trial_slip(request: HttpRequest, size: str) -> HttpResponse:
    """The trial slip: edges, a ruler, the letters that are joined, and a code to hold a phone to."""
    office = office_kept(keeper(request))
    link = settings.SITE_URL or request.build_absolute_uri("/")
    context: dict[str, Any] = {"office": office, "size": size, "qr": qr_data(link), "link": link, "now": timezone.now()}
    return render(request, "desk/trial_slip.html", {**context, "ticks": TICKS})
