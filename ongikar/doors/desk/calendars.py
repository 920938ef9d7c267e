"""The calendar at the desk: a year at a glance, orders entered and checked, and what they move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.clock import lint
from ongikar.doors.desk.calendar_forms import KINDS, OrderForm, YearForm, year_of
from ongikar.doors.desk.calendar_year import days_of, days_read, listed, months, said
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.offices import ordering, timezone
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import CalendarOrder, Posting, Ripple
from ongikar.offices.roles import may
from ongikar.offices.years import missing_list
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import View, head, officer, posting_of

RECENT = 12  # orders


@officer
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A year of the office's calendar (?year=2027; this year where none is asked for), and the orders about it."""
    posting, today = posting_of(request), timezone.localdate()
    kept = calendar_of(posting.office)
    year = year_of(request.GET.get("year", ""), today)
    return page(
        request,
        "desk/calendar.html",
        here="calendar",
        year=year,
        months=months(kept, year, today),
        days=listed(kept, year),
        without_list=year > kept.loaded_until.year,
        version=kept.version,
        missing=said(missing_list(posting.office, today)),
        unsettled=[said(one) for one in lint.findings() if one.rule == "C1" and one.on and one.on.year == year],
        orders=ordering.orders_seen(posting)[:RECENT],
        ripples=ordering.data_ripples_seen(posting)[:RECENT],
    )


@officer
@require_http_methods(["GET", "POST"])
def new_order(request: HttpRequest) -> HttpResponse:
    """Write down one order."""
    return _enter(request, OrderForm(typed(request)[0], at=timezone.now()), year=False)


@officer
@require_http_methods(["GET", "POST"])
def new_year(request: HttpRequest) -> HttpResponse:
    """Write down the list of a whole year, on one screen."""
    kept = calendar_of(posting_of(request).office)
    return _enter(request, YearForm(typed(request)[0], at=timezone.now(), calendar=kept), year=True)


def _enter(request: HttpRequest, form: OrderForm, *, year: bool) -> HttpResponse:
    """First what was read is shown beside what was typed; written down is only what was looked at."""
    read = sent(request) and form.is_valid()
    if read and "enter" in request.POST:
        try:
            order = ordering.enter(by=posting_of(request), at=timezone.now(), **form.facts())
            messages.success(request, _("আদেশ লেখা হয়েছে। এখন অন্য একজন কাগজের সঙ্গে মিলিয়ে দেখবেন।"))
            return redirect("desk:order", order.pk)
        except RuleBroken as refused:
            form.add_error(None, refused.message)
    return page(
        request,
        "desk/calendar_new.html",
        here="calendar",
        status=422 if sent(request) and form.errors else 200,
        form=form,
        whole_year=year,
        kinds=KINDS,
        days=days_read(form.reading, form.cleaned_data["announced_on"]) if read and not form.errors else [],
    )


@officer
@require_safe
def order(request: HttpRequest, order: int) -> HttpResponse:
    """An order as entered, what has been done about it, and what it moves."""
    posting = posting_of(request)
    found = ordering.order_seen(posting, order)
    ripple = Ripple.objects.of_order(found)
    return page(
        request,
        "desk/calendar_order.html",
        here="calendar",
        order=found,
        days=days_of(found),
        **_moved(ripple),
        **_may(found, posting),
    )


def _moved(ripple: Ripple | None) -> dict[str, Any]:
    """What a ripple moves, for its part of the page."""
    counts = list(ripple.counts.by_office()) if ripple else []
    return {"ripple": ripple, "counts": counts, "totals": ripple.totals() if ripple else {}}


@officer
@require_safe
def data_ripple(request: HttpRequest, ripple: int) -> HttpResponse:
    """What a new version of the program's own holidays moves."""
    posting = posting_of(request)
    found = ordering.data_ripples_seen(posting).get(pk=ripple)
    approves = may(posting.post, "calendar") and found.office_id in posting.office.family()
    return page(request, "desk/calendar_data.html", here="calendar", may_approve=approves, **_moved(found))


@head
@require_POST
def data_approval(request: HttpRequest, ripple: int) -> HttpResponse:
    posting = posting_of(request)
    found = ordering.data_ripples_seen(posting).get(pk=ripple)
    ordering.approve_data(found, by=posting, at=timezone.now())
    messages.success(request, _("অনুমোদন করা হয়েছে। তারিখ বদলানো ও জানানো চলছে।"))
    return redirect("desk:data_ripple", ripple)


def _may(found: CalendarOrder, posting: Posting) -> dict[str, bool]:
    """What the posting may do about the order, for the buttons; the verbs check it again."""
    keeper, alone = ordering.is_keeper(found, posting), False
    own = found.entered_by.account_id == posting.account_id
    if own and found.state == "entered":
        alone = ordering.is_alone(posting, timezone.now())
    return {
        "may_check": keeper and (alone or not own),
        "own": own,
        "alone": alone,
        "may_approve": keeper and may(posting.post, "calendar"),
        "may_discard": keeper and found.state in ("entered", "checked"),
    }


def act(deed: Callable[..., object], said: str | Lazy, *, to_calendar: bool = False) -> View:
    """A view that does one deed on an order by POST, and goes back to it or to the calendar."""

    @require_POST
    def view(request: HttpRequest, order: int) -> HttpResponse:
        posting = posting_of(request)
        deed(ordering.order_seen(posting, order), by=posting, at=timezone.now())
        messages.success(request, str(said))
        return redirect("desk:calendar") if to_calendar else redirect("desk:order", order)

    return view


checking = officer(act(ordering.check, _l("মেলানো হয়েছে। কোন কোন তারিখ সরবে, তা এখন গোনা হচ্ছে।")))
approval = head(act(ordering.approve, _l("আদেশ কার্যকর হয়েছে। তারিখ বদলানো ও জানানো চলছে।")))
discarding = officer(act(ordering.discard, _l("আদেশটি বাদ দেওয়া হয়েছে; কিছুই বদলায়নি।"), to_calendar=True))
