"""Registers: the cases of a period on the screen, on paper for the file, and as CSV for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_safe

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Channel
from ongikar.cases.queries import CaseQuerySet
from ongikar.cases.register import Row, of_period, rows
from ongikar.doors.desk.forms import DayField
from ongikar.doors.desk.frame import page
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.offices.people import head_of, record
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.csv_lines import BOM, line
from ongikar.ui.pdf import pdf_response

ON_SCREEN = 200
ON_PAPER = 600  # rows; a longer period goes on several papers

HEADINGS = (
    _l("ক্রম"),
    _l("আবেদন নম্বর"),
    _l("গ্রহণের তারিখ"),
    _l("আবেদনকারী"),
    _l("প্রতিষ্ঠান"),
    _l("সেবা"),
    _l("মাধ্যম"),
    _l("সনদের সময়সীমা"),
    _l("জানানো তারিখ"),
    _l("দেওয়ার তারিখ"),
    _l("ফল"),
    _l("মন্তব্য"),
)


class PeriodForm(forms.Form):
    """From a day to a day, both included."""

    first = DayField(label=_l("যে তারিখ থেকে"), error_messages={"required": _l("কোন তারিখ থেকে, লিখুন।")})
    last = DayField(label=_l("যে তারিখ পর্যন্ত"), error_messages={"required": _l("কোন তারিখ পর্যন্ত, লিখুন।")})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("শেষের তারিখ শুরুর তারিখের আগে হতে পারে না।"))
        return data


def asked_period(request: HttpRequest) -> PeriodForm:
    """The period asked for; this month until today where none was."""
    return _asked(request, since=timezone.localdate().replace(day=1))


def asked_in_year(request: HttpRequest) -> PeriodForm:
    """The period asked for; this year until today where none was."""
    return _asked(request, since=timezone.localdate().replace(month=1, day=1))


def _asked(request: HttpRequest, *, since: date) -> PeriodForm:
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    return PeriodForm(asked or {"first": f"{since}", "last": f"{timezone.localdate()}"})


def days_of(form: PeriodForm) -> tuple[date, date]:
    if not form.is_valid():
        raise RuleBroken(str(next(iter(form.errors.values()))[0]))
    return form.cleaned_data["first"], form.cleaned_data["last"]


@officer
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    posting, form = posting_of(request), asked_period(request)
    if not form.is_valid():
        return page(request, "desk/registers.html", here="registers", form=form, status=422)
    cases = of_period(posting, *days_of(form))
    count = cases.count()
    found = list(islice(rows(cases, at=timezone.now()), ON_SCREEN))
    return page(
        request,
        "desk/registers.html",
        here="registers",
        form=form,
        rows=found,
        count=count,
        headings=HEADINGS,
        query=query_of(form),
        on_screen=ON_SCREEN,
        fits=count <= ON_PAPER,
    )


def query_of(form: PeriodForm) -> str:
    first, last = days_of(form)
    return f"first={first}&last={last}"


@officer
@require_safe
def register_pdf(request: HttpRequest) -> HttpResponse:
    """The printed register, A4 landscape, with a line to sign on."""
    posting, (first, last), now = posting_of(request), days_of(asked_period(request)), timezone.now()
    cases = of_period(posting, first, last)
    if cases.count() > ON_PAPER:
        most = {"most": to_bangla(ON_PAPER)}
        raise RuleBroken(_("এক কাগজে %(most)sটির বেশি আবেদন ছাপা হয় না; ছোট ছোট সময় ধরে ছাপান।") % most)
    _note_taken(posting, first, last, "pdf", now)
    context = {
        "office": posting.office,
        "first": first,
        "last": last,
        "now": now,
        "headings": HEADINGS,
        "rows": list(rows(cases, at=now)),
        "head": head_of(posting.office, at=now),
        "by": posting,
    }
    return pdf_response("desk/register_paper.html", context, name=f"register-{first}-{last}")


@officer
@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same for a spreadsheet: UTF-8 with a mark that says so, days as ISO, no cell that could be a formula."""
    posting, (first, last), now = posting_of(request), days_of(asked_period(request)), timezone.now()
    _note_taken(posting, first, last, "csv", now)
    lines = _csv(of_period(posting, first, last), now)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="register-{first}-{last}.csv"'
    return response


def _csv(cases: CaseQuerySet, now: datetime) -> Iterator[str]:
    """The lines; words are fetched before the first one, in the language of who asked."""
    words = {"late": _("সময়ের পরে"), "reopened": _("আবার খোলা")}
    channels, states = _plain(Channel.choices), _plain(State.choices)
    headings = [str(heading) for heading in HEADINGS]

    def lines() -> Iterator[str]:
        yield BOM + line(headings)
        for row in rows(cases, at=now):
            yield line(_cells(row, channels, states, words))

    return lines()


def _plain(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    return {value: str(label) for value, label in choices}


def _cells(row: Row, channels: dict[str, str], states: dict[str, str], words: dict[str, str]) -> list[object]:
    case, who = row.case, row.case.requester
    remarks = [words[name] for name in ("late", "reopened") if getattr(row, name)]
    return [
        row.serial,
        in_threes(case.reference),
        row.received_on,
        who.name,
        who.institution,
        case.promise.name_bn,
        channels[case.channel],
        case.promise.limit_bn,
        case.due_on or "",
        row.given_on or "",
        states[case.state],
        "; ".join(remarks),
    ]


def _note_taken(posting: Posting, first: date, last: date, kind: str, now: datetime) -> None:
    """Who took which period out of the program, and how, is kept: a register names many people."""
    facts: dict[str, object] = {"first": f"{first}", "last": f"{last}", "kind": kind}
    record(posting.office, "office.register_taken", by=posting.author(), at=now, facts=facts)
