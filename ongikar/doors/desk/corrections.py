"""Every field of a draft can be corrected: the rows of services, the lesser parts, and the document itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.charter import correcting, shelf
from ongikar.charter.models import Edition, Promise
from ongikar.doors.desk import readings
from ongikar.doors.desk.charter_forms import (
    ChildOfficeForm,
    EditionForm,
    ExpectationForm,
    HeadingForm,
    NewServiceForm,
    PromiseForm,
    ReadingForm,
    TierForm,
    VerbatimForm,
)
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.review import row_of
from ongikar.ui.audiences import head, posting_of

COLUMNS = ("name_bn", "channels_bn", "papers_bn", "fee_bn", "limit_bn", "officer_bn")


@head
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, edition: int, promise: int) -> HttpResponse:
    """Correct one row; what its cells now read as is shown on the same page."""
    found = shelf.draft_promise(posting_of(request).office, edition, promise)
    form = PromiseForm(*typed(request), instance=found)
    if sent(request) and form.is_valid():
        _correct(found, form)
        messages.success(request, _("সংশোধন রাখা হয়েছে। ঘরগুলো এখন যেভাবে পড়া হচ্ছে তা নিচে দেখুন।"))
        return redirect("desk:promise", edition, promise)
    return _promise_page(request, found, form, ReadingForm(initial=ReadingForm.start(found), auto_id="read_%s"))


def _correct(promise: Promise, form: PromiseForm) -> None:
    changed = set(form.changed_data)
    items = {"papers_items_bn", "papers_items_en"}
    correcting.correct(promise, changed - items)
    if changed & items:
        correcting.correct_papers(promise, form.items())


@head
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, edition: int, promise: int) -> HttpResponse:
    """Say what the cells of time and price mean, where they are read wrongly."""
    found = shelf.draft_promise(posting_of(request).office, edition, promise)
    form = ReadingForm(typed(request)[0], initial=ReadingForm.start(found), auto_id="read_%s")
    if sent(request) and form.is_valid():
        correcting.correct_reading(found, limit=form.limit(found.limit_bn), fee_kind=form.cleaned_data["fee_kind"])
        messages.success(request, _("পড়া ঠিক করা হয়েছে।"))
        return redirect("desk:promise", edition, promise)
    return _promise_page(request, found, PromiseForm(instance=found), form)


def _promise_page(request: HttpRequest, found: Promise, form: PromiseForm, reading: ReadingForm) -> HttpResponse:
    wrong = sent(request) and (form.errors or reading.errors)
    said = readings.of_promise(found)
    return page(
        request,
        "desk/promise.html",
        here="charter",
        status=422 if wrong else 200,
        promise=found,
        edition=found.edition,
        form=form,
        reading=reading,
        wrong=form if form.errors else reading,
        columns=[_column(form, name, said.get(name, []), found) for name in COLUMNS],
        row=row_of(found),
    )


def _column(form: PromiseForm, name: str, said: list[str], promise: Promise) -> dict[str, Any]:
    """One column of the row: its fields in both languages, what is read out of it, and the doubts about it."""
    doubted = {"limit_bn": "time_limit", "officer_bn": "officers"}.get(name, name.removesuffix("_bn"))
    return {
        "name": name,
        "fields": [form[name], form[name.replace("_bn", "_en")]],
        "said": said,
        "doubts": [doubt for doubt in promise.unsure if doubt.get("field") == doubted],
    }


@head
@require_http_methods(["GET", "POST"])
def new_service(request: HttpRequest, edition: int) -> HttpResponse:
    """Add a row that the reading missed; its cells are filled in on its own page."""
    found = shelf.draft_of(posting_of(request).office, edition)
    form = NewServiceForm(typed(request)[0])
    if sent(request) and form.is_valid():
        added = correcting.add_service(found, **form.cleaned_data)
        return redirect("desk:promise", edition, added.pk)
    status = 422 if form.errors else 200
    return page(request, "desk/new_service.html", here="charter", status=status, edition=found, form=form)


@head
@require_POST
def promise_removal(request: HttpRequest, edition: int, promise: int) -> HttpResponse:
    correcting.remove(shelf.draft_promise(posting_of(request).office, edition, promise))
    messages.success(request, _("সারিটি খসড়া থেকে বাদ দেওয়া হয়েছে।"))
    return redirect("desk:review", edition)


@head
@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, edition: int) -> HttpResponse:
    """Correct the document itself, and the headings of its parts."""
    found = shelf.draft_of(posting_of(request).office, edition)
    data = typed(request)[0]
    form = EditionForm(data, instance=found)
    headings = [
        (heading["of"], HeadingForm(data, initial=HeadingForm.start(heading), prefix=f"heading-{place}"))
        for place, heading in enumerate(found.headings)
    ]
    if sent(request) and form.is_valid() and all(one.is_valid() for _of, one in headings):
        found.headings = [one.heading(of) for of, one in headings]
        correcting.correct_edition(found, [*form.changed_data, "headings"])
        messages.success(request, _("সংশোধন রাখা হয়েছে।"))
        return redirect("desk:review", edition)
    status = 422 if sent(request) else 200
    return page(
        request, "desk/document.html", here="charter", status=status, edition=found, form=form, headings=headings
    )


@dataclass(frozen=True)
class Part:
    """A lesser part of a charter: the form of its rows, and how a row is added and corrected."""

    form: type[VerbatimForm]
    add: Callable[[Edition], Any]
    correct: Callable[..., None]


PARTS = {
    "expectations": Part(
        ExpectationForm, lambda edition: correcting.add_expectation(edition, text=""), correcting.correct_row
    ),
    "offices": Part(
        ChildOfficeForm, lambda edition: correcting.add_child_office(edition, name=""), correcting.correct_row
    ),
    "tiers": Part(TierForm, lambda edition: correcting.add_tier(edition, to=""), correcting.correct_tier),
}


@head
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, edition: int, part: str, row: int) -> HttpResponse:
    """Correct one row of a lesser part: an expectation, an office under this one, a grievance tier."""
    found = shelf.draft_row(posting_of(request).office, edition, part, row)
    form = PARTS[part].form(typed(request)[0], instance=found)
    if sent(request) and form.is_valid():
        PARTS[part].correct(found, form.changed_data)
        messages.success(request, _("সংশোধন রাখা হয়েছে।"))
        return redirect("desk:row", edition, part, row)
    return _row_page(request, found, form, part)


def _row_page(request: HttpRequest, found: Any, form: forms.Form | VerbatimForm, part: str) -> HttpResponse:
    return page(
        request,
        "desk/row.html",
        here="charter",
        status=422 if form.errors else 200,
        edition=found.edition,
        form=form,
        part=part,
        row_id=found.pk,
        said=readings.of_tier(found) if part == "tiers" else [],
    )


@head
@require_POST
def new_row(request: HttpRequest, edition: int, part: str) -> HttpResponse:
    found = shelf.draft_of(posting_of(request).office, edition)
    added = PARTS[part].add(found)
    return redirect("desk:row", edition, part, added.pk)


@head
@require_POST
def row_removal(request: HttpRequest, edition: int, part: str, row: int) -> HttpResponse:
    correcting.remove(shelf.draft_row(posting_of(request).office, edition, part, row))
    messages.success(request, _("সারিটি খসড়া থেকে বাদ দেওয়া হয়েছে।"))
    return redirect("desk:review", edition)
