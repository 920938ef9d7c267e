"""Stopping a service by an order, and taking it up again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter import shelf
from ongikar.charter.suspensions import resume_service, suspend
from ongikar.doors.desk.forms import DayField
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.review import findings_of
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import head, officer, posting_of

DATED_NAME = "L15"  # the rule whose finding is a reason to ask whether the service is still given


class SuspensionForm(TypedForm):
    order_no = LineField(
        label=_l("আদেশের স্মারক নং"), max_length=120, error_messages={"required": _l("আদেশের স্মারক নং লিখুন।")}
    )
    order_on = DayField(label=_l("আদেশের তারিখ"), error_messages={"required": _l("আদেশের তারিখ লিখুন।")})
    reason = TextField(
        label=_l("কারণ"),
        help_text=_l("যাঁরা সেবাটি চাইবেন তাঁরা এটি পড়বেন।"),
        rows=2,
        error_messages={"required": _l("কেন স্থগিত হচ্ছে তা লিখুন।")},
    )
    starts_on = DayField(label=_l("যেদিন থেকে"), error_messages={"required": _l("কোন দিন থেকে স্থগিত তা লিখুন।")})
    ends_on = DayField(label=_l("যেদিন পর্যন্ত"), help_text=_l("জানা না থাকলে খালি রাখুন; পরে আবার চালু করা যায়।"), required=False)


@officer
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services of the edition in force, each open or suspended."""
    office, today = posting_of(request).office, timezone.localdate()
    edition = shelf.in_force(office)
    stopped = shelf.suspended(office, today)
    parts = [
        [(promise, stopped.get(promise.service_id)) for promise in part.promises]
        for part in (shelf.parts_of(edition) if edition else [])
    ]
    return page(request, "desk/services.html", here="charter", parts=parts)


@head
@require_http_methods(["GET", "POST"])
def suspension(request: HttpRequest, service: str) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    promise = shelf.on_offer(posting.office, service)
    form = SuspensionForm(typed(request)[0], initial={"starts_on": timezone.localdate(now)})
    if sent(request) and form.is_valid() and _suspend(form, promise.service, posting, now):
        messages.success(request, _("সেবাটি স্থগিত করা হয়েছে। চলমান আবেদনগুলো চলতে থাকবে।"))
        return redirect("desk:services")
    rules = findings_of(promise.edition, [promise])
    told = [one for rule in rules for one in rule.findings if one.promise and rule.code == DATED_NAME]
    return page(
        request,
        "desk/suspension.html",
        here="charter",
        status=422 if sent(request) else 200,
        promise=promise,
        form=form,
        findings=told,
    )


def _suspend(form: SuspensionForm, service: Any, by: Posting, now: Any) -> bool:
    """Whether the service could be stopped; else the reason stands on the form."""
    try:
        suspend(service, by=by, at=now, **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return False
    return True


@head
@require_POST
def resumption(request: HttpRequest, service: str) -> HttpResponse:
    posting = posting_of(request)
    request.back_to = "/desk/charter/services/"  # type: ignore[attr-defined]
    promise = shelf.on_offer(posting.office, service)
    assert promise.service is not None
    resume_service(promise.service, by=posting, at=timezone.now())
    messages.success(request, _("সেবাটি আবার চালু করা হয়েছে।"))
    return redirect("desk:services")
