"""Titles for the posts of part 3, which a charter does not name: asked of the head before it is published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.charter import shelf
from ongikar.charter.founding import POST_TITLE, keep_titles
from ongikar.charter.models import ChildOffice
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.fields import LineField
from ongikar.doors.typed import TypedForm
from ongikar.ui.audiences import head, posting_of


class TitleForm(TypedForm):
    """One post: its title as the office has it; empty, the charter's own word stands."""

    bn = LineField(label=_l("পদের নাম"), max_length=200, required=False)
    en = LineField(
        label=_l("পদের নাম, ইংরেজিতে"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )

    def __init__(self, data: Any, *, row: ChildOffice) -> None:
        first = {"bn": row.post_title_bn, "en": row.post_title_en}
        super().__init__(data, prefix=f"row{row.pk}", initial=first)
        self.row = row

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("en") and not data.get("bn"):
            self.add_error("bn", _("পদের নাম বাংলায়ও লিখুন।"))
        return data


@head
@require_http_methods(["GET", "POST"])
def titles(request: HttpRequest, edition: int) -> HttpResponse:
    """The title of each post that publishing will open; one that is open already is amended where people are kept."""
    found = shelf.draft_of(posting_of(request).office, edition)
    asked = [TitleForm(typed(request)[0], row=row) for row in found.child_offices.all()]
    if sent(request) and not any(form.errors for form in asked):
        keep_titles(found, {one.row.pk: (one.cleaned_data["bn"], one.cleaned_data["en"]) for one in asked})
        messages.success(request, _("পদের নাম রাখা হয়েছে।"))
        return redirect("desk:review", edition)
    wrong = next((form for form in asked if form.errors), None)
    shown = {"edition": found, "asked": asked, "form": wrong, "default": POST_TITLE[0]}
    return page(request, "desk/titles.html", here="charter", status=422 if wrong else 200, **shown)
