"""Sample values of the pattern page: nobody in them exists."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.hours import DHAKA
from ongikar.ui.qr import qr_data

TOLD_AT = datetime(2026, 3, 16, 10, 1, tzinfo=DHAKA)
TOLD = {
    "sentence": "আবেদন পাওয়া গেছে",
    "at": TOLD_AT,
    "ways": [("এসএমএস", "পাঠানো হয়েছে", ""), ("কাগজ", "ছাপা বাকি", "amber")],
    "letter": 1,
}


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="আপনার নাম", error_messages={"required": "আপনার নাম লিখুন।"})
    matter = forms.CharField(label="কী চান", help_text="অল্প কথায় লিখুন।", widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.ChoiceField(
        label="অফিস আদেশ",
        choices=[("now", "এখন ফাইল হিসেবে দিচ্ছি"), ("later", "পরে বা হাতে দেব")],
        widget=forms.RadioSelect,
        error_messages={"required": "“অফিস আদেশ” কীভাবে দেবেন, বেছে নিন।"},
    )
    documents = forms.FileField(label="ফাইল", required=False)
    consent = forms.BooleanField(label="আমি সম্মত", required=False)


SUSPENSION = Sample(
    order_no="৫৬.০০.১২৩", order_on=date(2026, 3, 1), starts_on=date(2026, 3, 2), ends_on=None, reason="ভবন মেরামত"
)
HELD = Sample(
    allowed=True,
    files=[Sample(token="sample", about=Sample(name="জন্মনিবন্ধন.pdf", size=230_000))],  # noqa: S106
    to_choose_again=["পুরো-ভিডিও.mp4"],
)
REMEDY = {
    "when_bn": "সমাধান দিতে ব্যর্থ হলে",
    "to_bn": "অনিক",
    "contact_bn": "ফোন: ০২৫৮০০০০০",
    "limit_bn": "৩০ কার্যদিবস",
}


def sample_values() -> dict[str, Any]:
    """What the parts are shown with: an asking over a run of holidays."""
    clock = Clock(datetime(2026, 3, 16, 10, 0, tzinfo=DHAKA), 5, "working_day", shipped_calendar())
    office = Sample(code="", name_bn="জেলা কার্যালয়, নমুনা", body_bn="নমুনা অধিদপ্তর", phone="+88025800000")
    promise = Sample(name_bn="তথ্য প্রদান", limit_bn="০৫ (পাঁচ) কার্যদিবস", fee_bn="বিনামূল্যে", fee_by_rule=False)
    case = Sample(
        reference="4827306155",
        promise=promise,
        office=office,
        post=Sample(title_bn="প্রোগ্রামার", phone=""),
        requester=Sample(name="মোছাঃ রহিমা খাতুন", institution=""),
        filed_at=TOLD_AT,
        due_on=clock.due_on,
        basis="charter",
        explanation=clock.explanation.to_json(),
        papers=["আবেদনপত্র"],
        fee_amount=None,
    )
    return {
        "explanation": clock.explanation,
        "due_on": clock.due_on,
        "today": date(2026, 3, 17),
        "form": SampleForm({"matter": "সাইবার নিরাপত্তা নিয়ে জানতে চাই।"}, use_required_attribute=False),
        "question": Sample(name="bijoy-sample", text="আমি কম্পিউটার প্রশিক্ষণ চাই।", answer=""),
        "held": HELD,
        "written": [("matter", "সাইবার নিরাপত্তা নিয়ে জানতে চাই।")],
        "told": [TOLD],
        "misdated": Sample(misdated_at=TOLD_AT),
        "pages": Paginator(range(120), 50).page(2),
        "contacts": [{"name": "জনাব নাজমা আক্তার", "designation": "প্রোগ্রামার", "phones": ["+88025800000"]}],
        "suspension": SUSPENSION,
        "sample_messages": [Message(SUCCESS, "আপনার উত্তর পৌঁছেছে।")],
        "case": case,
        "reached": Sample(phone="+88025800000", of=office),
        "code": "K7MPX2QA",
        "qr": qr_data("https://ongikar.example/"),
        "link": "https://ongikar.example/",
        "remedy": REMEDY,
    }
