"""A charter comes in: a document is read, looked through beside its reading, and put in force."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter import correcting, shelf
from ongikar.charter.drafting import draft_from
from ongikar.charter.models import Edition
from ongikar.charter.publication import compare, obstacles, publish
from ongikar.doors.desk.charter_forms import DocumentForm
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.review import document_of, findings_of, reviewed
from ongikar.doors.holding import refuse
from ongikar.grievances.guideline import departures
from ongikar.grievances.seats import judged_by_himself
from ongikar.offices import timezone
from ongikar.reading import source_text
from ongikar.ui.audiences import head, officer, posting_of


@officer
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    found = shelf.all_editions(posting_of(request).office)
    return page(request, "desk/editions.html", here="charter", editions=found)


@head
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Bring a document: a good one becomes a draft and its review."""
    form = DocumentForm(*typed(request))
    if sent(request) and form.is_valid():
        return redirect("desk:review", _draft(request, form).pk)
    status = 422 if sent(request) else 200
    if sent(request):
        refuse(request)  # the file is what was wrong
    return page(request, "desk/new_edition.html", here="charter", status=status, form=form)


def _draft(request: HttpRequest, form: DocumentForm) -> Edition:
    posting, data = posting_of(request), form.cleaned_data
    draft = draft_from(
        data["sheet"],
        office=posting.office,
        source=data["data"],
        source_text=source_text(data["data"]),
        at=timezone.now(),
        by=posting,
    )
    shelf.seat(draft, posting)
    return draft


@officer
@require_safe
def review(request: HttpRequest, edition: int) -> HttpResponse:
    """The document beside the reading; what is doubtful is marked. An edition in force is read, not changed."""
    posting = posting_of(request)
    found = shelf.edition_of(posting.office, edition)
    promises = list(found.promises.select_related("service", "post"))
    rows, doubtful = reviewed(promises), [one.pk for one in promises if one.unsure]
    return page(
        request,
        "desk/review.html",
        here="charter",
        edition=found,
        parts=[(label, [row for row in rows if row.promise.section == value]) for value, label in shelf.SECTIONS],
        expectations=list(found.expectations.all()),
        offices=list(found.child_offices.all()),
        untitled=found.child_offices.filter(post_title_bn="", office=None).count(),
        tiers=list(found.tiers.all()),
        rules=findings_of(found, promises),
        doubts=len(doubtful),
        first_doubt=next(iter(doubtful), None),
        document=document_of(found),
        anchors={one.source_row for one in promises},
        editable=found.state == Edition.State.DRAFT and posting.is_head,
        suspendable=found.state == Edition.State.PUBLISHED and posting.is_head,
    )


@head
@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, edition: int) -> HttpResponse:
    """What stands in the way, what changes, and the deed: it freezes this edition and supersedes the one before."""
    posting = posting_of(request)
    found = shelf.edition_of(posting.office, edition)
    if found.state != Edition.State.DRAFT:
        return redirect("desk:review", edition)
    request.back_to = request.path  # type: ignore[attr-defined]
    if sent(request):
        publish(found, by=posting, at=timezone.now())
        messages.success(request, _("সনদ প্রকাশিত হয়েছে। এখন থেকে নতুন আবেদন এই সংস্করণে।"))
        return redirect("desk:editions")
    old = shelf.in_force(posting.office)
    return page(
        request,
        "desk/publication.html",
        here="charter",
        edition=found,
        obstacles=obstacles(found),
        old=old,
        changes=compare(old, found) if old else [],
        one_person=judged_by_himself(found),
        departures=departures(found.tiers.all()),
    )


@head
@require_POST
def discarding(request: HttpRequest, edition: int) -> HttpResponse:
    correcting.discard(shelf.draft_of(posting_of(request).office, edition))
    messages.success(request, _("খসড়াটি ফেলে দেওয়া হয়েছে।"))
    return redirect("desk:editions")
