"""The forms of the acts. They check the shape; the verbs check the rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases.desk import other_posts
from ongikar.cases.lifecycle import MOVES
from ongikar.cases.models import Case
from ongikar.doors.upload import FilesField
from ongikar.offices.models import Posting
from ongikar.offices.roles import may


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class TextField(forms.CharField):
    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=5000, strip=True, **kwargs)


class ActForm(forms.Form):
    """An act on a case as the officer saw it: `revision` is what was on the screen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, posting: Posting, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": case.revision})
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        self.case, self.posting = case, posting
        self.fit()

    def fit(self) -> None:
        """Leave out what this case does not need."""


class AcceptForm(ActForm):
    limit_applies = forms.TypedChoiceField(
        label=_l("সনদের সময়সীমা কি এখানে প্রযোজ্য?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _l("প্রযোজ্য")), ("no", _l("প্রযোজ্য নয়"))],
        widget=forms.RadioSelect,
    )
    reason = TextField(label=_l("প্রযোজ্য না হলে কারণ"), help_text=_l("আবেদনকারী এটি পড়বেন।"), rows=2, required=False)
    order_no = forms.CharField(label=_l("নির্দেশনার স্মারক নং"), max_length=120, required=False)
    order_on = DayField(label=_l("নির্দেশনার তারিখ"), required=False)
    new_date = DayField(label=_l("যে তারিখে সেবা দেওয়া হবে"), required=False)
    part = forms.TypedChoiceField(
        label=_l("সময়সীমার কোন অংশটি প্রযোজ্য"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )

    def fit(self) -> None:
        promise = self.case.promise
        gone = set()
        if promise.by_order or not promise.limit.condition:
            gone |= {"limit_applies", "reason"}
        if not promise.by_order:
            gone |= {"order_no", "order_on"}
        if not promise.by_order and not promise.limit.condition:
            gone.add("new_date")
        parts = [(n, f"{part.when or ''} {part.max or ''}".strip()) for n, part in enumerate(promise.limit.parts)]
        self.fields["part"].choices = parts  # type: ignore[attr-defined]
        if len(parts) < 2 or promise.by_order:
            gone.add("part")
        for name in gone:
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "limit_applies": data.get("limit_applies"),
            "reason": data.get("reason", ""),
            "new_date": data.get("new_date"),
            "order_no": data.get("order_no", ""),
            "order_on": data.get("order_on"),
            "part": data.get("part"),
        }


class FeeForm(ActForm):
    """The fee that the charter leaves to a rule; the requester is told it before the case is accepted."""

    amount = forms.CharField(label=_l("মূল্য, টাকা (না লাগলে ০)"), max_length=20)
    rule = forms.CharField(label=_l("কোন নীতিমালায়"), max_length=300)
    payment = forms.CharField(label=_l("কীভাবে পরিশোধ"), max_length=300, required=False)


class AskForm(ActForm):
    reason = forms.ChoiceField(
        label=_l("কী দরকার"),
        widget=forms.RadioSelect,
        choices=[("papers", _l("সনদে লেখা কাগজ")), ("other", _l("অন্য কিছু (প্রতিবেদনে দেখা যাবে)"))],
    )
    papers = forms.MultipleChoiceField(label=_l("কোন কাগজ"), required=False, widget=forms.CheckboxSelectMultiple)
    why = TextField(label=_l("কী ও কেন"), help_text=_l("আবেদনকারী এটি পড়বেন। সময় থামবে।"), rows=2)

    def fit(self) -> None:
        english = get_language() == "en"
        choices = [(p["bn"], (p.get("en") if english else "") or p["bn"]) for p in self.case.promise.papers]
        self.fields["papers"].choices = choices  # type: ignore[attr-defined]
        self.initial["reason"] = "papers" if choices else "other"


class DeliverForm(ActForm):
    text = TextField(
        label=_l("কী সেবা দেওয়া হলো"),
        help_text=_l("আবেদনকারী এটি পড়বেন।"),
        error_messages={"required": _l("কী সেবা দেওয়া হলো তা লিখুন।")},
    )
    documents = FilesField(label=_l("সঙ্গে দেওয়া ফাইল"), required=False)


class RefuseForm(ActForm):
    reason = TextField(label=_l("কেন দেওয়া যাচ্ছে না"), rows=2)
    remedy = TextField(label=_l("আবেদনকারী এখন কী করতে পারেন"), rows=2)


class ReasonForm(ActForm):
    reason = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কারণ লিখুন।")})


class TransferForm(ReasonForm):
    to: Any = forms.ModelChoiceField(label=_l("কোন পদে"), queryset=None, empty_label=None)

    def fit(self) -> None:
        self.fields["to"].queryset = other_posts(self.posting)  # type: ignore[attr-defined]


class SayForm(ActForm):
    body = TextField(label=_l("লেখা"), rows=2, error_messages={"required": _l("কিছু লিখুন।")})


# act -> (form, the verb that must be possible, title)
ACTS: dict[str, tuple[type[ActForm], str, Any]] = {
    "fee": (FeeForm, "case.fee_set", _l("সেবার মূল্য জানান")),
    "acceptance": (AcceptForm, "case.accepted", _l("কাজ শুরু করুন")),
    "delivery": (DeliverForm, "case.delivered", _l("সেবা দেওয়া হলো")),
    "asking": (AskForm, "case.asked", _l("আরও কাগজ বা তথ্য চান")),
    "resumption": (ActForm, "case.resumed", _l("সময় আবার চালু করুন")),
    "refusal": (RefuseForm, "case.refused", _l("সেবা দেওয়া যাচ্ছে না")),
    "transfer": (TransferForm, "case.transferred", _l("অন্য পদে দিন")),
    "withdrawal": (ReasonForm, "case.withdrawn", _l("আবেদনকারী তুলে নিয়েছেন")),
    "reopening": (ReasonForm, "case.reopened", _l("আবার খুলুন")),
}


def panels(case: Case, posting: Posting) -> dict[str, Any]:
    """An unbound form for every act that the table of moves allows now, with messages and notes."""
    possible = set(MOVES[case.state])
    if not case.promise.fee_by_rule:
        possible.discard("case.fee_set")
    made: dict[str, Any] = {
        act: form(case=case, posting=posting)
        for act, (form, verb, _title) in ACTS.items()
        if verb in possible and may(posting.post, verb)
    }
    made["messages"] = SayForm(case=case, posting=posting, auto_id="say_%s")
    made["notes"] = SayForm(case=case, posting=posting, auto_id="note_%s")
    for act, form in made.items():
        name_act(form, act)
    return made


def verb_of(act: str) -> str:
    """The journal's verb for an act, by which offices.roles says who may do it."""
    return {"messages": "case.told", "notes": "case.noted"}.get(act) or ACTS[act][1]


def name_act(form: Any, act: str) -> None:
    """Give a form its title and the address it is sent to."""
    form.title = title_of(act)
    form.action = reverse(f"desk:{act}", args=[form.case.reference])


def title_of(act: str) -> str:
    titles = {"messages": _("আবেদনকারীকে জানান"), "notes": _("নোট (শুধু দপ্তরের জন্য)")}
    return titles.get(act) or str(ACTS[act][2])
