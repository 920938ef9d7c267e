"""The pattern page: every component with sample values."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.clock import Clock
from ongikar.clock.hours import DHAKA
from ongikar.ui.audiences import anyone

TOLD = {
    "sentence": "আবেদন পাওয়া গেছে",
    "at": datetime(2026, 3, 16, 10, 2, tzinfo=DHAKA),
    "ways": [("পাতা", "দেখানো আছে", ""), ("ই-মেইল", "পাঠানো যায়নি", "red")],
    "letter": 1,
}


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="আপনার নাম", error_messages={"required": "আপনার নাম লিখুন।"})
    matter = forms.CharField(
        label="কী চান", help_text="কী দরকার, অল্প কথায় লিখুন।", widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.ChoiceField(
        label="অফিস আদেশ",
        choices=[("now", "এখন ফাইল হিসেবে দিচ্ছি"), ("later", "পরে বা হাতে দেব")],
        widget=forms.RadioSelect,
        error_messages={"required": "“অফিস আদেশ” কীভাবে দেবেন, বেছে নিন।"},
    )
    documents = forms.FileField(label="ফাইল", required=False)
    consent = forms.BooleanField(label="আমি সম্মত", required=False)


@anyone
def patterns(request: HttpRequest) -> HttpResponse:
    clock = Clock(datetime(2026, 3, 16, 10, 0, tzinfo=DHAKA), 5, "working_day", shipped_calendar())
    context = {
        "explanation": clock.explanation,
        "due_on": clock.due_on,
        "today": date(2026, 3, 17),
        "form": SampleForm({"matter": "সাইবার নিরাপত্তা নিয়ে জানতে চাই।"}, use_required_attribute=False),
        "told": [TOLD],
        "contacts": [{"name": "জনাব নাজমা আক্তার", "designation": "প্রোগ্রামার", "phones": ["+88025800000"]}],
    }
    return render(request, "patterns.html", context)
