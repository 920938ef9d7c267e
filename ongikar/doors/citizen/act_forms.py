"""The forms of what whoever has the receipt does with a case or a grievance. The verbs check the rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases.references import Tracked
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances.around.rating import STARS
from ongikar.ui.templatetags.parts import in_digits

MOST = 10_000  # signs of a text to those who decide
NUMBER_MOST = 2**63 - 1  # of a row


class OwnForm(TypedForm):
    """An act on what is one's own. Files are left out where none is kept (grievances.sealed)."""

    def __init__(self, *args: Any, subject: Tracked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if getattr(subject, "sealed", False):
            self.fields.pop("documents", None)

    def facts(self) -> dict[str, Any]:
        """What was typed; without files where none came."""
        return {"documents": [], **self.cleaned_data} if "documents" in self.base_fields else self.cleaned_data


class ReasonForm(OwnForm):
    reason = LineField(label=_l("কারণ (না লিখলেও চলবে)"), max_length=500, required=False)


class WithdrawForm(OwnForm):
    text = LineField(label=_l("কারণ (না লিখলেও চলবে)"), max_length=500, required=False)


class AnswerForm(OwnForm):
    """Information that was asked for. That it is needed is the verb's to say."""

    asked = forms.IntegerField(widget=forms.HiddenInput, max_value=NUMBER_MOST, required=False)  # the fact on the page
    text = TextField(label=_l("আপনার উত্তর"), rows=4, max_length=MOST, required=False)
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)


class StepForm(OwnForm):
    """The answer to a step that was put before the complainant."""

    text = TextField(label=_l("আপনার উত্তর"), rows=4, max_length=MOST, required=False)
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)
    step = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=NUMBER_MOST)


class AppealForm(OwnForm):
    """Form ক-২: neither grounds nor papers are needed."""

    text = TextField(label=_l("আপিলের কারণ"), rows=4, max_length=MOST, required=False)
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)


class ReopenForm(OwnForm):
    text = TextField(label=_l("কী সমাধান হয়নি"), rows=3, max_length=MOST, required=False)


class BarringForm(OwnForm):
    text = TextField(label=_l("কেন নাম তুলে নেওয়া উচিত"), rows=3, required=False)


class RateForm(OwnForm):
    """One to five stars on the decision of the turn `turn`; of the last that was decided where none is named."""

    turn = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=NUMBER_MOST, required=False)
    stars = forms.TypedChoiceField(
        label=_l("এই অভিযোগ নিষ্পত্তিতে আপনি কতটা সন্তুষ্ট?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _l("এক থেকে পাঁচের মধ্যে একটি বেছে নিন।")},
    )
    text = TextField(label=_l("মন্তব্য (না লিখলেও চলবে)"), rows=2, max_length=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        best = max(STARS)
        said = {best: _("%(stars)s (সবচেয়ে ভালো)") % {"stars": in_digits(best)}}
        self.fields["stars"].choices = [(n, said.get(n, in_digits(n))) for n in reversed(STARS)]  # type: ignore[attr-defined]
