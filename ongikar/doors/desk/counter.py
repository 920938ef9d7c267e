"""The counter: one screen for a walk-in or a call, run from the keyboard alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases import access, counter
from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.doors.browser import new_key
from ongikar.doors.desk.counter_form import CounterForm
from ongikar.doors.desk.frame import page
from ongikar.doors.receipts import receipt_of
from ongikar.offices import timezone
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import came_back, officer, posting_of
from ongikar.ui.pdf import pdf_response
from ongikar.ui.templatetags.parts import reference as in_threes

SIZES = ("a5", "80mm")


@officer
@require_http_methods(["GET", "POST"])
def desk_counter(request: HttpRequest) -> HttpResponse:
    """The screen; `look` draws it anew with who asked from this number, and with the services that answer the words."""
    posting, now = posting_of(request), timezone.now()
    acting = request.method == "POST" and "look" not in request.POST and not came_back(request)
    form = CounterForm(request.POST.dict(), acting=acting, posting=posting, at=now, key=new_key(request))
    if acting and form.is_valid() and (case := _take(form)):
        messages.success(request, _done(case, given=bool(form.given)))
        return redirect("desk:counter")
    slips = [(case, receipt_code(str(case.pk), case.link_number)) for case in counter.last_slips(posting)]
    return page(
        request, "desk/counter.html", here="counter", form=form, slips=slips, status=422 if form.errors else 200
    )


def _take(form: CounterForm) -> Case | None:
    """The case of a good form; None, with the reason on the form, where a rule says no."""
    data = form.cleaned_data
    try:
        case = counter.take(
            promise=form.promise,
            requester=form.requester(),
            matter=data["matter"],
            channel=data["channel"],
            intake_key=f"counter:{data['intake_key']}",
            by=form.posting,
            at=form.at,
            given=form.given,
        )
    except (RuleBroken, Overtaken) as refused:
        form.add_error(None, refused.message if isinstance(refused, RuleBroken) else _said_overtaken())
        return None
    if form.is_of(case):
        return case
    form.begin_anew(in_threes(case.reference))
    return None


def _said_overtaken() -> str:
    return _("একই ফরম আরেকবার জমা হচ্ছিল। নিচে শেষ রসিদে দেখুন।")


def _done(case: Case, *, given: bool) -> str:
    words = {"reference": in_threes(case.reference)}
    if given:
        return _("%(reference)s: সেবা দেওয়া হয়েছে।") % words
    return _("%(reference)s: আবেদন নেওয়া হয়েছে।") % words


@officer
@require_safe
def slip(request: HttpRequest, reference: str, size: str) -> HttpResponse:
    """The slip, on A5 or on the 80 mm roll of a small printer; it prints itself where there are scripts."""
    case = access.slip_of(posting_of(request), reference, at=timezone.now())
    return render(request, "desk/slip.html", _slip(case, size))


@officer
@require_safe
def slip_pdf(request: HttpRequest, reference: str, size: str) -> HttpResponse:
    case = access.slip_of(posting_of(request), reference, at=timezone.now())
    return pdf_response("desk/slip.html", _slip(case, size), name=f"slip-{reference}")


def _slip(case: Case, size: str) -> dict[str, Any]:
    return {**receipt_of(case), "size": size, "given": counter.given_at(case)}
