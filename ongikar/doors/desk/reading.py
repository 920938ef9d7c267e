"""Marking read what an applicant or a complainant wrote, by the post that has it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ongikar.cases import access as of_cases
from ongikar.cases.models import Case
from ongikar.doors.desk.timeline import Moment
from ongikar.grievances import access as of_grievances
from ongikar.journal.unread import mark_read
from ongikar.offices import timezone
from ongikar.ui.audiences import officer, posting_of


@officer
@require_POST
def case_reading(request: HttpRequest, reference: str) -> HttpResponse:
    found = of_cases.case_to_read(posting_of(request), reference, at=timezone.now())
    return _read(request, found, "case.read", page="desk:case", queue="desk:work")


@officer
@require_POST
def grievance_reading(request: HttpRequest, reference: str) -> HttpResponse:
    found = of_grievances.grievance_to_read(posting_of(request), reference, at=timezone.now())
    return _read(request, found, "grievance.read", page="desk:grievance", queue="desk:grievances")


def _read(request: HttpRequest, subject: Any, verb: str, *, page: str, queue: str) -> HttpResponse:
    """Mark read up to what the page showed, and go back to the queue; to the page where more has come meanwhile."""
    request.back_to = reverse(page, args=[subject.reference])  # type: ignore[attr-defined]
    typed = request.POST.get("up_to", "")
    up_to = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
    mark_read(subject, verb, up_to=up_to, by=posting_of(request).author(), at=timezone.now())
    if subject.unread_id:
        messages.warning(request, _("এর মধ্যে আরও লেখা এসেছে; সেটি এখনো পড়া হয়নি।"))
        return redirect(page, subject.reference)
    messages.success(request, _("লেখা হয়েছে: পড়েছেন।"))
    return redirect(queue)


def history(moments: list[Moment], subject: Any, *, reads: bool) -> dict[str, Any]:
    """What a page shows of its history: all of it, and on top what is unread, with the button for whoever `reads`."""
    name = "desk:case_reading" if isinstance(subject, Case) else "desk:grievance_reading"
    return {
        "moments": moments,
        "new": [moment for moment in moments if moment.unread],
        "reads": reads,
        "up_to": subject.unread_id,
        "action": reverse(name, args=[subject.reference]),
    }


def overtaken_by(subject: Any) -> str:
    """Why an act was not done on what has changed since its page was drawn: words that nobody has read come first; else
    what a colleague did."""
    if subject.unread_id:
        return _("আপনার কাজটি করা হয়নি: পাতাটি খোলার পর কিছু বদলেছে, আর এখানে না-পড়া লেখা আছে। নতুন লেখাটি পড়ে আবার করুন।")
    last = subject.events.latest("pk")
    words = {"what": last.sentence, "who": last.by_name or _("প্রোগ্রাম নিজে")}
    said = _("অন্য কেউ এইমাত্র এটি বদলেছেন; আপনার কাজটি করা হয়নি। বর্তমান অবস্থা দেখে আবার করুন।")
    return " ".join([said, _("শেষ যা হয়েছে: %(what)s (%(who)s)।") % words])
