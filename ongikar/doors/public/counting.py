"""Count working days: for anybody, from any day, in any district, with the reasons."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_safe

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.typed_dates import NoDate
from ongikar.bangla.written_dates import written_date
from ongikar.charter.shelf import edition_on_view, office_under
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.clock import Clock
from ongikar.clock.hours import DHAKA
from ongikar.clock.places import districts
from ongikar.doors.fields import LineField
from ongikar.doors.typed import TypedForm
from ongikar.offices import timezone
from ongikar.offices.calendars import calendar_in
from ongikar.offices.models import Office
from ongikar.ui.audiences import published
from ongikar.ui.templatetags.parts import in_digits, short_date

MOST = 1000  # days; no charter promises for longer
IN_HOURS, AFTER_HOURS = time(10), time(23)
UNITS = (("working_day", _l("কার্যদিবস")), ("day", _l("দিন")), ("month", _l("মাস")))


class CountForm(TypedForm):
    """What is counted. It comes by the address, so that a count can be passed on; nothing of it is personal."""

    since = LineField(
        label=_l("আবেদন যেদিন পাওয়া গেছে"),
        help_text=_l("যেমন ২৪ নভেম্বর ২০২৬ বা 24/11/2026"),
        max_length=40,
        error_messages={"required": _l("কোন দিন থেকে গুনব তা লিখুন।")},
    )
    late = forms.BooleanField(label=_l("অফিস সময়ের পরে"), required=False)
    number = LineField(
        label=_l("কত"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _l("কত দিন গুনব তা লিখুন।")},
    )
    unit = forms.ChoiceField(label=_l("কী"), choices=UNITS)
    district = forms.ChoiceField(label=_l("জেলা"))

    def __init__(self, data: Any, *, office: Office, today: date) -> None:
        initial = {"since": short_date(today), "number": in_digits(5), "unit": "working_day"}
        super().__init__(data, initial={**initial, "district": office.district}, auto_id="%s")
        english = get_language() == "en"
        named = sorted((name_en if english else name_bn, code) for code, name_bn, name_en in districts())
        nowhere = [] if office.district else [("", _("যেকোনো জেলা"))]
        self.fields["district"].choices = [*nowhere, *((code, name) for name, code in named)]  # type: ignore[attr-defined]
        self.fields["district"].required = bool(office.district)

    def clean_since(self) -> date:
        try:
            return written_date(self.cleaned_data["since"])
        except NoDate:
            raise forms.ValidationError(_("তারিখটি এভাবে লিখুন: ২৪ নভেম্বর ২০২৬ বা ২৪/১১/২০২৬।")) from None

    def clean_number(self) -> int:
        typed = to_ascii(self.cleaned_data["number"].strip())
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST):
            raise forms.ValidationError(_("১ থেকে %(most)s পর্যন্ত একটি সংখ্যা লিখুন।") % {"most": in_digits(MOST)})
        return int(typed)

    def clock(self, calendar: WorkingCalendar) -> Clock:
        data = self.cleaned_data
        at = datetime.combine(data["since"], AFTER_HOURS if data["late"] else IN_HOURS, DHAKA)
        return Clock(at, data["number"], data["unit"], calendar)


@published
@require_safe
def count(request: HttpRequest, office: str) -> HttpResponse:
    """The form, and what it comes to, explained day by day."""
    found = _office(office)
    form = CountForm(request.GET or None, office=found, today=timezone.localdate())
    explanation = None
    if form.is_valid():
        calendar = calendar_in(found, form.cleaned_data["district"])
        explanation = _counted(form, calendar)
    context = {"office": found, "form": form, "explanation": explanation, "here": "count"}
    return render(request, "public/counting.html", context, status=422 if form.errors else 200)


def _office(code: str) -> Office:
    """An office with a charter, or one under such an office."""
    try:
        return edition_on_view(code).office
    except ObjectDoesNotExist:
        return office_under(code)


def _counted(form: CountForm, calendar: WorkingCalendar) -> Any:
    """The reckoning; None, with the reason on the form, where it leads past the last day there is."""
    try:
        return form.clock(calendar).explanation
    except ValueError:
        form.add_error("number", _("এত দূরের তারিখ গোনা যায় না।"))
        return None
