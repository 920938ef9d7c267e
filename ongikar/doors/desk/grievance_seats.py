"""The head's page of seats: who decides at each tier, and where a tier is outside this installation."""

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
from ongikar.doors.fields import LineField, MailField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.grievances.guard import sitting
from ongikar.grievances.guideline import departures
from ongikar.grievances.lodging import edition_for
from ongikar.grievances.models import TierSeat
from ongikar.grievances.reseating import amend_seat
from ongikar.grievances.seats import judged_by_himself, posts_to_seat, seats_of
from ongikar.offices import timezone
from ongikar.offices.models import Post
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import head, posting_of


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.title_bn} · {obj.office.name_bn}"


class SeatForm(TypedForm):
    """A tier: a post here with its alternate, or an address outside; automatic appeal only with its law."""

    title = LineField(
        label=_l("কার কাছে যেতে হয়"),
        max_length=300,
        error_messages={"required": _l("কার কাছে যেতে হবে, সনদে যেমন আছে তেমন লিখুন।")},
    )
    post: Any = PostField(label=_l("এখানকার পদ"), queryset=None, required=False, empty_label=_l("এই স্থাপনার বাইরে"))
    alternate: Any = PostField(label=_l("বিকল্প পদ"), queryset=None, required=False, empty_label=_l("নেই"))
    contact = TextField(label=_l("বাইরের ঠিকানা"), required=False, max_length=2000)
    email = MailField(
        label=_l("বাইরের ই-মেইল"), required=False, error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")}
    )
    ministry = forms.BooleanField(
        label=_l("মন্ত্রণালয়ের আপিল কর্মকর্তা"),
        help_text=_l("তাঁর বিরুদ্ধে অভিযোগ দপ্তরপ্রধানের অনুমতি নিয়ে সেলে যায় (৭.১(ক)iii); অন্য আপিল কর্মকর্তার বিরুদ্ধে হলে সরাসরি।"),
        required=False,
    )
    automatic = forms.BooleanField(
        label=_l("সময়সীমা পেরোলে নিজে থেকে পরের ধাপে আপিল"),
        help_text=_l("বাংলাদেশে বন্ধ: আপিল পক্ষের কাজ (৬.২)। আইনে থাকলে ধারাসহ চালু করুন।"),
        required=False,
    )
    automatic_source = LineField(label=_l("কোন আইনের কোন ধারায়"), required=False, max_length=300)

    def __init__(self, data: Any, *, seat: TierSeat) -> None:
        first = {name: getattr(seat, name) for name in self.base_fields}
        super().__init__(data, initial=first, auto_id=f"seat{seat.tier}_%s", prefix=f"seat{seat.tier}")
        if seat.tier != 2:
            del self.fields["ministry"]
        posts = posts_to_seat(seat.office)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["alternate"].queryset = posts  # type: ignore[attr-defined]


@head
@require_http_methods(["GET", "POST"])
def grievance_seats(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    request.back_to = "/desk/grievances/"  # type: ignore[attr-defined]
    edition = edition_for(posting.office)
    forms_of, status = [], 200
    for seat in seats_of(posting.office):
        mine = sent(request) and request.POST.get("tier") == str(seat.tier)
        form = SeatForm(request.POST if mine else None, seat=seat)
        if mine and _amended(form, seat, posting):
            messages.success(request, _("ধাপটি রাখা হয়েছে।"))
            return redirect("desk:grievance_seats")
        status = 422 if mine else status
        forms_of.append((seat, form, sitting(seat, timezone.now())))
    return page(
        request,
        "desk/grievance_seats.html",
        here="grievances",
        status=status,
        seats=forms_of,
        form=next((form for _seat, form, _sitting in forms_of if form.is_bound), None),
        one_person=judged_by_himself(edition),
        departures=departures(edition.tiers.all()),
    )


def _amended(form: SeatForm, seat: TierSeat, posting: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        amend_seat(seat, by=posting.author(), at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return False
    except Overtaken:
        form.add_error(None, _("অন্য কেউ এইমাত্র এটি বদলেছেন; আপনার কাজটি করা হয়নি। পাতাটি আবার খুলে দেখুন।"))
        return False
    return True
