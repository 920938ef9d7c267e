"""Sending a report: the form under a month, what was sent with its hash and files, and holding a file against them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST, require_safe

from ongikar.bangla.digits import to_bangla
from ongikar.cases.access import NotThere
from ongikar.doors.desk.frame import page
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.figures.models import SentFile, SentReport
from ongikar.figures.sending import JSON, matching, versions
from ongikar.grievances.seats import seat_of, sits_at
from ongikar.offices.models import Posting
from ongikar.ui import sheet_files
from ongikar.ui.audiences import officer, posting_of

LARGEST = 20_000_000  # bytes of a file that is held against what was sent


class SendForm(TypedForm):
    """To whom a report goes, how, and under which memo; of a later version, what it corrects."""

    to = LineField(
        label=_l("প্রাপক: অব্যবহিত ঊর্ধ্বতন দপ্তর"), max_length=300, error_messages={"required": _l("কার কাছে পাঠাচ্ছেন, লিখুন।")}
    )
    how = LineField(
        label=_l("কীভাবে পাঠানো হচ্ছে"),
        help_text=_l("যেমন ডাকে, ই-মেইলে, ই-নথিতে, হাতে।"),
        max_length=200,
        error_messages={"required": _l("কীভাবে পাঠাচ্ছেন, লিখুন।")},
    )
    memo_no = LineField(label=_l("স্মারক নং"), max_length=120, error_messages={"required": _l("স্মারক নম্বর লিখুন।")})
    changed = TextField(
        label=_l("কী সংশোধন করা হলো"), rows=2, error_messages={"required": _l("এই সংস্করণে কী সংশোধন করা হলো, লিখুন।")}
    )

    def __init__(self, *args: Any, version: int, **more: Any) -> None:
        super().__init__(*args, **more)
        if version == 1:
            del self.fields["changed"]


def sending_of(
    posting: Posting, kind: str, span: Any, *, at: datetime, form: SendForm | None = None, of: type[SendForm] = SendForm
) -> dict[str, Any]:
    """What a page says of the sending of its month or year: the versions sent, and the form for a further one."""
    sent = versions(posting, kind, span.first)
    ready = at >= span.ends and sits_at(posting.post)
    return {"sent": sent, "send_form": form or (blank(posting, len(sent) + 1, of) if ready else None)}


def blank(posting: Posting, version: int, of: type[SendForm]) -> SendForm:
    above = seat_of(posting.office, 2)
    return of(version=version, initial={"to": above.title if above else ""})


def typed(request: HttpRequest, posting: Posting, kind: str, span: Any, *, of: type[SendForm] = SendForm) -> SendForm:
    return of(request.POST, version=1 + len(versions(posting, kind, span.first)))


def sent_report_of(posting: Posting, report: int) -> SentReport:
    found: SentReport | None = SentReport.objects.for_posting(posting).filter(pk=report).first()
    if found is None:
        raise NotThere
    return found


@officer
@require_safe
def sent_report(request: HttpRequest, report: int) -> HttpResponse:
    """A report as it was sent, with its hash and its files; whether they are still what was sent is looked at anew."""
    found = sent_report_of(posting_of(request), report)
    return page(
        request,
        "desk/sent_report.html",
        here="reports",
        report=found,
        files=[(file, words_of(file)) for file in found.files.all()],
        sheet=found.as_sheet(),
        whole=found.whole,
    )


def words_of(file: SentFile) -> str:
    return _("মূল তথ্য (JSON)") if file.kind == JSON else file.kind.upper()


@officer
@require_safe
def sent_report_file(request: HttpRequest, report: int, kind: str) -> HttpResponse:
    """A file byte for byte as it was sent."""
    found = sent_report_of(posting_of(request), report)
    file = found.files.filter(kind=kind).first()
    if file is None:
        raise Http404
    name = f"{found.kind}-{found.first_day:%Y-%m}-v{found.version}"
    return sheet_files.answer(bytes(file.content), kind, name=name)


@officer
@require_POST
def report_checking(request: HttpRequest) -> HttpResponse:
    """Hold a file against what was sent: of which report and version it is, or that it is of none."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        messages.warning(request, _("মিলিয়ে দেখার ফাইলটি বেছে নিন।"))
        return redirect("desk:reports")
    found = matching(posting_of(request), file.read())
    if found is None:
        messages.warning(request, _("ফাইলটি এখান থেকে পাঠানো কোনো প্রতিবেদনের নয়, অথবা পরে বদলানো হয়েছে।"))
        return redirect("desk:reports")
    words = {"version": to_bangla(found.report.version), "kind": words_of(found)}
    messages.success(request, _("মিলেছে: এটি পাঠানো প্রতিবেদনের সংস্করণ %(version)s, %(kind)s।") % words)
    return redirect("desk:sent_report", found.report_id)
