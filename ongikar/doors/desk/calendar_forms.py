"""The forms by which an order about the calendar, or the list of a year, is written down from its paper."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_ascii
from ongikar.bangla.typed_bijoy import meant
from ongikar.cases.identity import words_of
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.days import Day
from ongikar.clock.gazette import Reading, read_orders
from ongikar.clock.hours import in_dhaka
from ongikar.doors.desk.forms import DayField
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.offices.models import CalendarOrder
from ongikar.ui.templatetags.parts import in_digits

ROWS_MORE = 6  # empty rows after those of the year before
MOST = 20_000  # signs of a pasted text
KINDS = (("", _l("সাধারণ ছুটি")), ("নির্বাহী আদেশে", _l("নির্বাহী আদেশে")), ("কর্মদিবস", _l("কর্মদিবস ঘোষিত")))


@dataclass(frozen=True)
class Row:
    """A line of the table of a year: when, what, which kind; `hint`, when it was in the year before."""

    number: int
    on: str
    name: str
    kind: str
    hint: str = ""


class OrderForm(TypedForm):
    """An order as it stands on paper. What its days are is read from the text, line by line."""

    KIND = CalendarOrder.Kind.ORDER
    DAYS = "executive"  # what a closed day is where the paper does not say
    reading = Reading([], [])  # of what was typed, once it is cleaned

    legal_ref = LineField(
        label=_l("স্মারক নং ও তারিখ, বা গেজেটের ঠিকানা"),
        max_length=300,
        error_messages={"required": _l("কোন আদেশ বা গেজেট থেকে লিখছেন তা লিখুন।")},
    )
    announced_on = DayField(label=_l("যেদিন ঘোষিত হয়েছে"), error_messages={"required": _l("কবে ঘোষিত হয়েছে তা লিখুন।")})
    text = TextField(
        label=_l("কোন দিন, কী আদেশ"),
        help_text=_l(
            "এক লাইনে এক আদেশ, যেমন: ২৯ নভেম্বর ২০২৬ রবিবার, রাষ্ট্রীয় শোক। "
            "বাতিল হলে “ছুটি বাতিল”, শনিবার খোলা হলে “কর্মদিবস”, সময় কমলে ৯:০০–১৫:৩০ লিখুন। "
            "কয়েক জেলার জন্য হলে শেষে লিখুন, জেলা: রাঙ্গামাটি, বান্দরবান।"
        ),
        required=False,
        strip=False,
        max_length=MOST,
        rows=4,
    )
    only_here = forms.ChoiceField(
        label=_l("কাদের জন্য"),
        choices=(("", _l("এই দপ্তর ও এর আওতাধীন সব দপ্তর")), ("1", _l("শুধু এই দপ্তর"))),
        required=False,
        widget=forms.RadioSelect,
    )
    entry_key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, at: datetime, **kwargs: Any) -> None:
        today = in_dhaka(at).date()
        initial = {"announced_on": today, "entry_key": uuid.uuid4().hex, "only_here": "", **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        self.today = today

    @property
    def year(self) -> int | None:
        """The year of a list; None for a single order, which names its own."""
        return None

    def lines(self) -> str:
        """All that was typed, a line an order."""
        return str(self.cleaned_data.get("text", ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "text" in self.errors:
            return data
        self.reading = read_orders(self.lines(), year=self.year, kind=self.DAYS)
        for line in troubles_of(self.reading):
            self.add_error("text", line)
        if not (self.reading.days or self.reading.troubles):
            self.add_error("text", _("কোন কোন দিন, তা লিখুন।"))
        return data

    def facts(self) -> dict[str, Any]:
        """What ordering.enter is told."""
        said = {name: self.cleaned_data[name] for name in ("legal_ref", "announced_on")}
        only_here = bool(self.cleaned_data["only_here"])
        said |= {"only_here": only_here, "kind": self.KIND, "year": self.year, "days": self.reading.days}
        return {**said, "entry_key": words_of(self.cleaned_data["entry_key"], said)}  # other words: another order


def troubles_of(reading: Reading) -> Iterator[str]:
    """Why lines could not be read, each with its number, in the page's language."""
    for trouble in reading.troubles:
        message = trouble.message_en if get_language() == "en" else trouble.message_bn
        yield _("লাইন %(line)s: %(message)s") % {"line": in_digits(trouble.line), "message": message}


class YearForm(OrderForm):
    """The list of a year: the holidays of the year before stand ready in a table, or the gazette is pasted."""

    KIND = CalendarOrder.Kind.YEAR
    DAYS = "general"

    year_typed = LineField(label=_l("বছর"), max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    field_order = ("year_typed", "legal_ref", "announced_on", "text", "only_here", "entry_key")

    def __init__(
        self, data: Mapping[str, Any] | None, *, at: datetime, calendar: WorkingCalendar, **kwargs: Any
    ) -> None:
        self.calendar, self.data_given = calendar, data
        year = calendar.loaded_until.year + 1
        super().__init__(data, at=at, initial={"year_typed": in_digits(year)}, **kwargs)
        self.fields["text"].label = _("অথবা গেজেটের তালিকা এখানে রাখুন")
        self.fields["text"].help_text = _("পোর্টাল বা ফাইল থেকে সারণিসহ কপি করা যায়; কলাম যে ক্রমেই থাকুক।")

    def clean_year_typed(self) -> str:
        typed = to_ascii(self.cleaned_data["year_typed"].strip())
        if not (typed.isdigit() and self.today.year - 5 <= int(typed) <= self.today.year + 5):
            raise forms.ValidationError(_("বছরটি চার অঙ্কে লিখুন, যেমন ২০২৭।"))
        return typed

    @property
    def year(self) -> int | None:
        typed = self.cleaned_data.get("year_typed") if hasattr(self, "cleaned_data") else None
        return int(typed) if typed else None

    def lines(self) -> str:
        """The pasted text where there is one; else the rows of the table that have a day."""
        pasted = super().lines()
        if pasted.strip():
            return pasted
        return "\n".join(f"{row.name} | {row.on} | {row.kind}" if row.on else "" for row in self.rows)

    @property
    def left_out(self) -> list[str]:
        """The names in the table without a day: said, so that none is forgotten."""
        return [row.name for row in self.rows if row.name and not row.on] if not super().lines().strip() else []

    @property
    def rows(self) -> list[Row]:
        if self.data_given is None:
            return list(self._ready())
        count = min(int(self.data_given.get("rows", "0") or 0), 99)
        rows = [self._typed(number) for number in range(count)]
        names = meant({str(row.number): row.name for row in rows})  # looked at before they are entered
        return [replace(row, name=names.get(str(row.number), row.name)) for row in rows]

    def _typed(self, number: int) -> Row:
        given = self.data_given or {}
        return Row(number, *(str(given.get(f"{what}_{number}", "")).strip() for what in ("on", "name", "kind", "hint")))

    def _ready(self) -> Iterator[Row]:
        """Those of the last list, with the day where it is the same each year."""
        language = "en" if get_language() == "en" else "bn"
        before, year = self.calendar.loaded_until.year, self.calendar.loaded_until.year + 1
        fixed = {day.name_bn: day.on for day in self.calendar.rows.values() if day.expected and day.on.year == year}
        number = 0
        for days in _stretches(self.calendar, before):
            first, last = days[0], days[-1]
            on = short_date(fixed[first.name_bn], language) if first.name_bn in fixed else ""
            hint = short_date(first.on, language) + (f" – {short_date(last.on, language)}" if last is not first else "")
            yield Row(number, on, first.name_bn, KINDS[1][0] if first.kind == "executive" else "", hint)
            number += 1
        for more in range(ROWS_MORE):
            yield Row(number + more, "", "", "")


def _stretches(calendar: WorkingCalendar, year: int) -> Iterator[list[Day]]:
    """The days closed by the list of a year for everybody, neighbours of one name taken together."""
    found: list[Day] = []
    for on in sorted(day for day in calendar.rows if day.year == year):
        row = calendar.rows[on]
        if row.effect != "off" or row.later or row.level != "national":
            continue
        if found and (row.name_bn != found[-1].name_bn or (on - found[-1].on).days > 1):
            yield found
            found = []
        found.append(row)
    if found:
        yield found


def year_of(text: str, today: date) -> int:
    """The year asked for on the page of the calendar; this one where none, or none that can be shown."""
    typed = to_ascii(text.strip())
    return int(typed) if typed.isdigit() and 2020 <= int(typed) <= today.year + 5 else today.year
