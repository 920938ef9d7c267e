"""What people type into the free text of a form: where it was typed in Bijoy it is shown in Unicode, and asked about.

Nothing is filed before the answer, and nothing is read in another way than it was shown: an answer holds for one text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ongikar.bangla.typed_bijoy import meant

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
        if converted:
            self.data = self.data.copy()
        for name, text in converted.items():
            self.data[self.add_prefix(name)] = text
            del self.questions[name]
        super().full_clean()

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
