"""What people type, read as it was meant: dates, times, numbers and addresses of mail in whatever script and form.

Free text that was typed in Bijoy is shown in Unicode, and asked about. Nothing is filed before the answer, and nothing
is read in another way than it was shown: an answer holds for one text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.mails import typed_mail
from ongikar.bangla.typed_bijoy import meant
from ongikar.bangla.typed_dates import NoDate
from ongikar.bangla.typed_times import NoTime, typed_time
from ongikar.bangla.written_dates import written_date

MOST = 20_000  # signs of a text without a limit of its own
CONVERTED, AS_TYPED = "converted", "typed"
NO_TEXT = (forms.EmailField, forms.URLField)


@dataclass(frozen=True)
class Question:
    """A text typed in Bijoy: what its answer is called in the form, how it reads in Unicode, and the answer or ''."""

    name: str
    text: str
    answer: str


def questions(texts: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, Question]:
    """The texts of one form that were typed in Bijoy, each with what was answered about just this text."""
    found = {}
    for field, text in meant(texts).items():
        name = f"bijoy-{sha256(texts[field].encode()).hexdigest()[:12]}"
        answer = answers.get(name, "")
        found[field] = Question(name, text, answer if answer in (CONVERTED, AS_TYPED) else "")
    return found


class TypedField(forms.BoundField):
    @property
    def bijoy(self) -> Question | None:
        """What is asked about the text in this field; None where nothing is."""
        form: Any = self.form
        return form.questions.get(self.name) if form.errors else None


class Asking(forms.BaseForm):
    """A form whose free text may have been typed in Bijoy."""

    bound_field_class = TypedField
    data: Any

    def full_clean(self) -> None:
        """What was answered to be meant so stands in the field from here on."""
        self.questions = questions(self._texts(), self.data) if self.is_bound else {}
        converted = {name: one.text for name, one in self.questions.items() if one.answer == CONVERTED}
        self.questions = {name: one for name, one in self.questions.items() if name not in converted}
        if meant_so := {**converted, **self._mails()} if self.is_bound else {}:
            self.data = self.data.copy()
        for name, text in meant_so.items():
            self.data[self.add_prefix(name)] = text
        super().full_clean()

    def _mails(self) -> dict[str, str]:
        """The addresses of mail that were typed with something in or around them, as they were meant."""
        typed = {name: self[name].data for name, field in self.fields.items() if isinstance(field, forms.EmailField)}
        return {name: read for name, text in typed.items() if text and (read := typed_mail(str(text))) != text}

    def only_asks(self) -> bool:
        """Whether something is asked or too long. What else is wrong is not said, as nothing is filed."""
        long = {name for name in self.errors if self.has_error(name, "max_length")}
        wrong = {*self.questions, *long}
        said = {name: errors for name, errors in self.errors.items() if name in wrong}
        self.errors.clear()
        self.errors.update(said)
        return bool(said)

    def _texts(self) -> dict[str, str]:
        """What was written, but what is too long to be taken anyway: to weigh it would take long."""
        texts = {name: self[name].data for name, field in self.fields.items() if _is_text(field)}
        most = {name: getattr(self.fields[name], "max_length", None) or MOST for name in texts}
        return {name: text for name, text in texts.items() if isinstance(text, str) and len(text) <= most[name]}

    def clean(self) -> dict[str, Any] | None:
        for name, one in self.questions.items():
            if not one.answer:
                said = _("“%(field)s”: লেখাটি বিজয়ে টাইপ করা মনে হচ্ছে। কোনটি রাখা হবে, বেছে নিন।")
                self.add_error(name, said % {"field": self[name].label})
        return super().clean()


def _is_text(field: forms.Field) -> bool:
    """Whether somebody writes words into it: no address of mail or web, no password, nothing hidden."""
    plain = isinstance(field, forms.CharField) and not isinstance(field, NO_TEXT)
    return plain and not (field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput))


class TypedForm(Asking, forms.Form):
    """The form of every door."""


FIRST_YEAR, LAST_YEAR = 1900, 2999  # no paper of an office has a day before or after


class TypedDate(forms.DateField):
    """A day, by numbers or with the name of its month, as letters carry it (bangla.written_dates)."""

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            day = written_date(value)
        except NoDate:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class TypedTime(forms.TimeField):
    """A time of day, by the clock of 24 hours or with the half of the day (bangla.typed_times)."""

    def to_python(self, value: Any) -> time | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return typed_time(value)
        except NoTime:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class NumberField(forms.IntegerField):
    """A whole number in any digits: a browser's own field for numbers lets nobody type Bangla ones."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(to_ascii(value).replace(",", "").strip() if isinstance(value, str) else value)
