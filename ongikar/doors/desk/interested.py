"""The list of the interested of a service that an order starts: who waits, and many taken up by one order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases import access, deadlines, listing
from ongikar.cases.models import Case, CaseEvent
from ongikar.doors.desk.forms import DayField, FeeForm
from ongikar.doors.desk.frame import page, sent
from ongikar.doors.fields import LineField
from ongikar.doors.typed import TypedForm
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.templatetags.parts import in_digits


class OrderForm(TypedForm):
    order_no = LineField(
        label=_l("নির্দেশনার স্মারক নং"),
        max_length=120,
        error_messages={"required": _l("নির্দেশনার স্মারক নং লিখুন।")},
    )
    order_on = DayField(label=_l("নির্দেশনার তারিখ"), error_messages={"required": _l("নির্দেশনার তারিখ লিখুন।")})
    new_date = DayField(
        label=_l("যে তারিখে সেবা দেওয়া হবে"),
        error_messages={"required": _l("কোন তারিখে সেবা দেওয়া হবে তা লিখুন।")},
    )


class FeesForm(TypedForm):
    """The fields of the fee of one case, for several."""

    amount = FeeForm.base_fields["amount"]
    rule = FeeForm.base_fields["rule"]
    payment = FeeForm.base_fields["payment"]


@dataclass(frozen=True)
class Deed:
    """What a button does over all that are picked; `verb` is that of the entry each case gets."""

    form: type[forms.Form]
    do: Callable[..., list[CaseEvent]]
    verb: str


DEEDS = {
    "fees": Deed(FeesForm, listing.set_fees, "case.fee_set"),
    "order": Deed(OrderForm, listing.accept_by_order, "case.accepted"),
}


@officer
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = listing.waiting(posting_of(request))
    return page(request, "desk/interested.html", here="interested", lists=found, month_end=deadlines.month_end(now))


@officer
@require_http_methods(["GET", "POST"])
def interested(request: HttpRequest, service: str) -> HttpResponse:
    """Who waits for one service; the deed of the button over those picked, all of them or none."""
    posting = posting_of(request)
    cases = listing.interested_in(posting, service)
    name = request.POST.get("deed", "")
    bound = {one: deed.form(request.POST if one == name else None, prefix=one) for one, deed in DEEDS.items()}
    form = bound.get(name)
    if form is not None and sent(request) and (done := attempt(form, name, cases, request)):
        messages.success(request, _("%(count)s জনের কাজটি হয়েছে।") % {"count": in_digits(done)})
        return redirect("desk:interested", service) if done < len(cases) else redirect("desk:lists")
    return _list_page(request, cases, bound, form)


def attempt(form: forms.Form, name: str, cases: list[Case], request: HttpRequest) -> int:
    """How many cases the deed was done on; 0, with the reason on the form, where it could not be done."""
    deed = DEEDS[name]
    if not form.is_valid():
        return 0
    posting: Posting = posting_of(request)
    try:
        access.check_may(posting, deed.verb)
        picked = listing.picked(cases, request.POST.getlist("pick"))
        return len(deed.do(picked, by=posting.author(), at=timezone.now(), **form.cleaned_data))
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.add_error(None, _("তালিকাটি এইমাত্র বদলেছে; কিছু করা হয়নি। নতুন তালিকা দেখে আবার বেছে নিন।"))
    return 0


def _list_page(
    request: HttpRequest, cases: list[Case], bound: dict[str, forms.Form], form: forms.Form | None
) -> HttpResponse:
    if not cases and form is None:
        return redirect("desk:lists")
    now = timezone.now()
    return page(
        request,
        "desk/interested_list.html",
        here="interested",
        status=422 if sent(request) else 200,
        cases=cases,
        promise=cases[0].promise if cases else None,
        forms=bound,
        form=form,
        picked=request.POST.getlist("pick"),
        most=listing.MOST,
        month_end=deadlines.month_end(now),
    )
