"""How the office numbers its letters: set by the head, nothing assumed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.doors.desk.frame import page, sent
from ongikar.doors.fields import LineField
from ongikar.doors.typed import NumberField, TypedForm
from ongikar.offices import timezone
from ongikar.offices.memos import numbering_of, set_numbering
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import head, posting_of


class NumberingForm(TypedForm):
    pattern = LineField(
        label=_l("নমুনা"),
        help_text=_l("দপ্তরের নিজের ধারা যেমন আছে; ক্রমিকের জায়গায় {n}, বছরের শেষ দুই অঙ্কের জায়গায় {yy}। খালি রাখলে নম্বর বসবে না।"),
        max_length=100,
        required=False,
    )
    next_number = NumberField(
        label=_l("পরের ক্রমিক"),
        min_value=1,
        max_value=999_999,
        error_messages={"required": _l("পরের ক্রমিক লিখুন।"), "invalid": _l("পরের ক্রমিক অঙ্কে লিখুন।")},
    )
    yearly = forms.BooleanField(label=_l("প্রতি পঞ্জিকাবর্ষে ১ থেকে শুরু হয়"), required=False)


@head
@require_http_methods(["GET", "POST"])
def memo_numbering(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    request.back_to = "/desk/grievances/seats/"  # type: ignore[attr-defined]
    now = numbering_of(posting.post.office)
    first = {name: getattr(now, name) for name in ("pattern", "next_number", "yearly")} if now else {"next_number": 1}
    form = NumberingForm(request.POST if sent(request) else None, initial=first)
    if sent(request) and form.is_valid() and _kept(form, posting):
        messages.success(request, _("স্মারক নম্বরের ধারা রাখা হয়েছে।"))
        return redirect("desk:memo_numbering")
    status = 422 if sent(request) and form.errors else 200
    return page(request, "desk/memo_numbering.html", here="grievances", form=form, status=status)


def _kept(form: Any, posting: Posting) -> bool:
    try:
        set_numbering(posting.post.office, **form.cleaned_data, by=posting.author(), at=timezone.now())
    except RuleBroken as refused:
        form.add_error("pattern", refused.message)
        return False
    return True
