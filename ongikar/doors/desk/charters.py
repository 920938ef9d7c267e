"""A charter comes in: a document is read, looked through beside its reading, corrected and published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.charter import correcting, shelf
from ongikar.charter.drafting import draft_from
from ongikar.charter.models import Promise
from ongikar.charter.publication import compare, obstacles, publish
from ongikar.doors.desk.frame import page
from ongikar.reading import UnreadableCharter, read_charter, source_text
from ongikar.reading.encoding import MAX_BYTES
from ongikar.ui.audiences import head, posting_of


class DocumentForm(forms.Form):
    """A file, or the text pasted from the portal's page."""

    file = forms.FileField(label=_l("সনদের ফাইল (.txt বা .html)"), required=False)
    text = forms.CharField(
        label=_l("অথবা সনদের লেখা এখানে রাখুন"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload, text = data.get("file"), data.get("text", "")
        if upload:
            data["name"], data["data"] = upload.name, upload.read(MAX_BYTES + 1)
        elif text.strip():
            data["name"], data["data"] = "charter.txt", text.encode()
        else:
            raise forms.ValidationError(_("একটি ফাইল বেছে নিন বা সনদের লেখা ঘরে রাখুন।"))
        try:
            data["sheet"] = read_charter(data["data"], data["name"], on=timezone.localdate())
        except UnreadableCharter as error:
            message = error.message_en if get_language() == "en" else error.message_bn
            raise forms.ValidationError(message) from error
        return data


class PromiseForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Promise
        fields = (
            "name_bn", "name_en", "channels_bn", "channels_en", "papers_bn", "papers_en", "fee_bn", "fee_en",
            "limit_bn", "limit_en", "officer_bn", "officer_en", "post", "needs_visit", "own_target_days",
        )  # fmt: skip


@head
def editions(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    found = shelf.all_editions(posting.office)
    return page(request, "desk/editions.html", here="charter", editions=found)


@head
def new(request: HttpRequest) -> HttpResponse:
    posting, now = posting_of(request), timezone.now()
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = draft_from(
            data["sheet"],
            office=posting.office,
            source=data["data"],
            source_text=source_text(data["data"]),
            at=now,
            by=posting,
        )
        shelf.seat(draft, posting)
        return redirect("desk:review", draft.pk)
    context = {"form": form}
    return page(request, "desk/new_edition.html", here="charter", status=422 if form.errors else 200, **context)


@head
def review(request: HttpRequest, edition: int) -> HttpResponse:
    """The document beside the reading; what is doubtful is marked."""
    posting = posting_of(request)
    found = shelf.edition_of(posting.office, edition)
    promises = list(found.promises.select_related("post"))
    return page(request, "desk/review.html", here="charter", edition=found, promises=promises)


@head
def promise(request: HttpRequest, edition: int, promise: int) -> HttpResponse:
    """Correct one row of a draft; the cells are read anew from what is typed."""
    posting = posting_of(request)
    found = shelf.draft_promise(posting.office, edition, promise)
    form = PromiseForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        correcting.correct(found, form.changed_data)
        messages.success(request, _("সংশোধন রাখা হয়েছে।"))
        return redirect("desk:review", edition)
    status = 422 if form.errors else 200
    return page(request, "desk/promise.html", here="charter", status=status, promise=found, form=form)


@head
def publication(request: HttpRequest, edition: int) -> HttpResponse:
    posting = posting_of(request)
    found = shelf.edition_of(posting.office, edition)
    request.back_to = f"/desk/charter/{edition}/publication/"  # type: ignore[attr-defined]
    if request.method == "POST":
        publish(found, by=posting, at=timezone.now())
        messages.success(request, _("সনদ প্রকাশিত হয়েছে।"))
        return redirect("desk:editions")
    old = shelf.in_force(posting.office)
    changes = compare(old, found) if old else []
    standing = obstacles(found)
    return page(request, "desk/publication.html", here="charter", edition=found, obstacles=standing, changes=changes)
