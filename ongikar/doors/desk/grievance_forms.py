"""The forms of the acts on a grievance's turn. They check the shape; the verbs check the rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.digits import to_bangla
from ongikar.clock.hours import DHAKA
from ongikar.doors.desk.forms import DayField, TimeField
from ongikar.doors.desk.suggested import Suggested
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances import clocks, decisions, remedies, steps
from ongikar.grievances.acts import Manner
from ongikar.grievances.addressing import goes_above
from ongikar.grievances.around.rating import STARS
from ongikar.grievances.closing import lacking
from ongikar.grievances.desk import Addressee, addressees, causes_written
from ongikar.grievances.models import Referral, Step
from ongikar.grievances.stepping import report_fits
from ongikar.offices.memos import numbering_of
from ongikar.offices.models import Posting
from ongikar.ui.templatetags.parts import in_digits, short_date

ANSWERS = (("yes", _l("হ্যাঁ")), ("no", _l("না")), ("unclear", _l("স্পষ্ট নয়")))


def _line(label: Any, hint: Any = "", most: int = 300) -> LineField:
    return LineField(label=label, help_text=hint, max_length=most, required=False)


class TurnForm(TypedForm):
    """An act on a turn as the officer saw it: `revision` is what was on the screen, `at` is now."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, turn: Referral, posting: Posting, at: datetime, kind: str = "", **more: Any) -> None:
        more.setdefault("initial", {"revision": turn.revision})
        super().__init__(*args, **more)
        self.turn, self.posting, self.at, self.kind = turn, posting, at, kind
        self.fit()

    def fit(self) -> None:
        """Leave out what this act does not need, and say what holds for it."""

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class NumberedForm(TurnForm):
    """An act that is a letter: its memo number is typed, or drawn where the office has set a numbering."""

    memo_no = _line(_l("স্মারক নং"), most=120)

    def fit(self) -> None:
        self.order_fields([*(name for name in self.fields if name != "memo_no"), "memo_no"])
        numbering = numbering_of(self.posting.post.office)
        self.fields["memo_no"].help_text = (
            _("খালি রাখলে দপ্তরের পরের নম্বরটি বসবে: %(pattern)s") % {"pattern": to_bangla(numbering.pattern)}
            if numbering
            else _("না থাকলে খালি রাখুন; ছাপা চিঠিতে হাতে লেখার জায়গা থাকে।")
        )


class AcceptForm(TurnForm):
    """The nine questions of the preliminary scrutiny (7.1.1(ক)); only what was answered before is filled in."""

    def fit(self) -> None:
        self.initial |= self.turn.scrutiny
        for number, question in enumerate(steps.QUESTIONS, 1):
            self.fields[str(number)] = forms.ChoiceField(
                label=question,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                error_messages={"required": _("যাচাই-বাছাইয়ের নয়টি প্রশ্নের প্রতিটির উত্তর দিন।")},
            )
        if self.turn.without_name and self.kind == "acceptance":
            self.fields["discretion"] = TextField(
                label=_("পরিচয় ছাড়া অভিযোগ কেন আমলে নিচ্ছেন"),
                help_text=_("না নিলে কারণসহ নথিজাত করুন।"),
                rows=2,
                error_messages={"required": _("পরিচয় ছাড়া অভিযোগ কেন আমলে নেওয়া হচ্ছে, লিখুন; না নিলে কারণসহ নথিজাত করুন।")},
            )

    def facts(self) -> dict[str, Any]:
        answers = super().facts()
        more = {"discretion": answers.pop("discretion")} if "discretion" in answers else {}
        return {"scrutiny": answers, **more}


class AskForm(NumberedForm):
    text = TextField(
        label=_l("কী তথ্য দরকার"), error_messages={"required": _l("কী তথ্য দরকার তা লিখুন; অভিযোগকারী এটি পড়বেন।")}
    )


class InformedForm(TurnForm):
    text = TextField(label=_l("কী জানিয়েছেন"), error_messages={"required": _l("কী জানিয়েছেন তা লিখুন।")})
    documents = FilesField(label=_l("সঙ্গের কাগজ"), required=False)


HEARING, INVESTIGATION = ("meets_on", "meets_time", "place"), ("committee", "above")
# the fields that a kind of step has not, where it differs from the rest
NOT_OF: dict[str, tuple[str, ...]] = {
    steps.Kind.HEARING: (*INVESTIGATION, "due_on"),
    steps.Kind.INVESTIGATION: HEARING,
}


class StepForm(NumberedForm):
    """One of the nine steps; which fields it has follows from its rule (grievances.steps)."""

    to = forms.ChoiceField(label=_l("কাকে"), error_messages={"required": _l("কাকে পাঠাবেন, বেছে নিন।")})
    person = forms.ChoiceField(label=_l("কোন কর্মকর্তা"), required=False)
    to_name = _line(_l("নাম ও পদবি"), _l("তালিকায় না থাকলে।"))
    text = TextField(label=_l("লেখা"), error_messages={"required": _l("কী চাওয়া বা জানানো হচ্ছে তা লিখুন।")})
    due_on = DayField(label=_l("উত্তরের শেষ দিন"), required=False)
    meets_on = DayField(label=_l("শুনানির দিন"), required=False)
    meets_time = TimeField(label=_l("শুনানির সময়"), required=False)
    place = _line(_l("শুনানির স্থান"))
    committee = TextField(
        label=_l("কমিটির অন্য সদস্য"), help_text=_l("এক লাইনে একজন; সব মিলিয়ে সর্বোচ্চ তিনজন।"), rows=2, required=False
    )
    above = forms.BooleanField(label=_l("তদন্তকারী অভিযুক্তের অন্তত এক ধাপ ওপরের"), required=False)
    copies = TextField(label=_l("অনুলিপি"), help_text=_l("চিঠির অনুলিপি যাঁরা পাবেন; এক লাইনে একজন।"), rows=2, required=False)

    def fit(self) -> None:
        super().fit()
        rule = steps.RULES[self.kind]
        over = steps.To.HEAD in rule.to and goes_above(self.turn, self.kind, by=self.posting.author(), at=self.at)
        whom = [to for to in rule.to if not over or to != steps.To.HEAD]
        self.fields["to"].choices = [(to, steps.To(to).label) for to in whom]  # type: ignore[attr-defined]
        if len(whom) == 1:
            self.fields["to"].initial = whom[0]
        self._fit_people()
        for name in NOT_OF.get(self.kind, (*HEARING, *INVESTIGATION)):
            del self.fields[name]
        if self.kind in (steps.Kind.DISCIPLINE, steps.Kind.PROCESS):
            del self.fields["due_on"]
        if self.kind == steps.Kind.INVESTIGATION:
            self._fit_report()

    def _fit_people(self) -> None:
        found = addressees(self.turn, at=self.at)
        self.people = {str(one.posting.pk): one.posting for one in found}
        named = [(str(one.posting.pk), _addressed(one)) for one in found]
        self.fields["person"].choices = [("", _("তালিকায় নেই")), *named]  # type: ignore[attr-defined]

    def _fit_report(self) -> None:
        """Until when the report is due at most; and whether that fits the turn's own limit."""
        latest = clocks.report_by(self.turn.grievance.office, self.at)
        said = _("প্রতিবেদনের সময় সর্বোচ্চ %(day)s (৭.১.২(গ)); খালি রাখলে এটিই ধরা হবে।") % {"day": short_date(latest)}
        if not report_fits(self.turn, latest):
            said += " " + _("সতর্ক থাকুন: ওই দিন এই ধাপের সময়সীমার পরে।")
        self.fields["due_on"].help_text = said
        self.fields["due_on"].label = _("প্রতিবেদনের শেষ দিন")

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        day, time = data.get("meets_on"), data.get("meets_time")
        return {
            "kind": self.kind, "to": data["to"], "to_posting": self.people.get(data["person"]),
            "to_name": data["to_name"], "text": data["text"], "due_on": data.get("due_on"), "memo_no": data["memo_no"],
            "place": data.get("place", ""), "committee": data.get("committee", "").splitlines(),
            "above": data.get("above", False), "copies": data["copies"],
            "meets_at": datetime.combine(day, time, DHAKA) if day and time else None,
        }  # fmt: skip


def _addressed(one: Addressee) -> str:
    """Name and post; of whoever is complained of, that too is said."""
    said = f"{one.posting.account.name_bn}, {one.posting.post.title_bn}"
    concerned = _("যাঁর বিরুদ্ধে অভিযোগ")
    return f"{said} ({concerned})" if one.concerned else said


class AnswerForm(TurnForm):
    """What came back to a step, taken down by whoever decides."""

    step = forms.ChoiceField(
        label=_l("কোন পদক্ষেপের উত্তর"), error_messages={"required": _l("কোন পদক্ষেপের উত্তর, বেছে নিন।")}
    )
    code = forms.ChoiceField(
        label=_l("কোন ধরনের উত্তর"),
        help_text=_l("মতামত, অনুমতি, নির্দেশ প্রতিপালন ও তদন্ত প্রতিবেদন হলে।"),
        choices=[
            ("", _l("এর কোনোটি নয়")),
            (_l("মতামত: পাঁচ নির্দেশনা (৭.১(খ))"), steps.Opinion.choices),
            (_l("অনুমতি, নির্দেশ, তদন্ত প্রতিবেদন"), steps.Reply.choices),
        ],
        required=False,
    )
    text = TextField(label=_l("উত্তর"), error_messages={"required": _l("উত্তর লিখুন।")})
    documents = FilesField(label=_l("সঙ্গের কাগজ"), required=False)

    def fit(self) -> None:
        self.awaited = {str(step.pk): step for step in awaited(self.turn)}
        self.fields["step"].choices = [("", _("বেছে নিন")), *_named(self.awaited)]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "step": self.awaited[data["step"]], "text": data["text"], "code": data["code"],
            "documents": data["documents"],
        }  # fmt: skip


def awaited(turn: Referral) -> list[Step]:
    """The steps of a turn whose answer has not come."""
    return [step for step in turn.steps.all() if step.awaited]


def _named(found: dict[str, Step]) -> list[tuple[str, str]]:
    return [(key, f"{one.get_kind_display()}: {one.to_name or one.get_to_display()}") for key, one in found.items()]


class DayForm(TurnForm):
    """Another day by which an answer is wanted (7.1(খ))."""

    step = forms.ChoiceField(
        label=_l("কোন পদক্ষেপের তারিখ"), error_messages={"required": _l("কোন পদক্ষেপের তারিখ, বেছে নিন।")}
    )
    due_on = DayField(label=_l("নতুন শেষ দিন"), error_messages={"required": _l("নতুন শেষ দিন লিখুন।")})
    reason = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কেন তারিখ বদলানো হচ্ছে তা লিখুন।")})

    def fit(self) -> None:
        self.awaited = {str(step.pk): step for step in dated(self.turn)}
        self.fields["step"].choices = [("", _("বেছে নিন")), *_named(self.awaited)]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"step": self.awaited[data["step"]], "due_on": data["due_on"], "reason": data["reason"]}


def dated(turn: Referral) -> list[Step]:
    """Those of them that name a day."""
    return [step for step in awaited(turn) if step.due_on is not None]


class DecideForm(NumberedForm):
    """Each outcome with the clause it rests on; only those of this tier."""

    outcome = forms.ChoiceField(
        label=_l("সিদ্ধান্ত"), widget=forms.RadioSelect, error_messages={"required": _l("সিদ্ধান্ত বেছে নিন।")}
    )
    reasons = TextField(
        label=_l("কারণ"), help_text=_l("অভিযোগকারী এটি পড়বেন।"), error_messages={"required": _l("সিদ্ধান্তের কারণ লিখুন।")}
    )
    root_cause = LineField(
        label=_l("উৎপত্তির মূল কারণ (রেজিস্টার গ-২)"),
        help_text=_l("আগে লেখা কারণ মিলে গেলে সেটিই বেছে নিন: একই কারণ একসঙ্গে গোনা হয়। কারও নাম লিখবেন না।"),
        max_length=200,
        required=False,
        widget=Suggested,
    )
    prevention = TextField(label=_l("আবার যাতে না হয়: পরামর্শ (রেজিস্টার গ-২)"), rows=2, required=False)
    copies = TextField(label=_l("অনুলিপি"), help_text=_l("চিঠির অনুলিপি যাঁরা পাবেন; এক লাইনে একজন।"), rows=2, required=False)

    def fit(self) -> None:
        super().fit()
        self.fields["outcome"].choices = outcomes(self.turn)  # type: ignore[attr-defined]
        self.fields["root_cause"].widget.suggestions = causes_written(self.posting)


def outcomes(turn: Referral) -> list[tuple[str, str]]:
    """The outcomes that this tier may give, each with its clause; to file something away is an act of its own."""
    return [
        (value, f"{label} ({in_digits(decisions.RULES[value].clause)}). {lacking(turn, value)}".removesuffix(". "))
        for value, label in decisions.Outcome.choices
        if turn.tier in decisions.RULES[value].tiers and value != decisions.Outcome.SHELVED
    ]


class ShelveForm(NumberedForm):
    """নথিজাত: a reason, and what can be done instead, for which the reviewed texts are at hand."""

    reason = TextField(label=_l("কেন গ্রহণযোগ্য নয়"), rows=3, error_messages={"required": _l("কারণ লিখুন।")})
    referral = forms.ChoiceField(label=_l("৬.১-এ বাদ দেওয়া বিষয়"), required=False)
    instead = TextField(
        label=_l("অভিযোগকারী এখন কী করতে পারেন"), help_text=_l("ওপরে বেছে নিলে লেখাটি নিজে থেকে যোগ হবে।"), required=False
    )

    def fit(self) -> None:
        super().fit()
        found = remedies.ways(*remedies.EXCLUDED)
        self.fields["referral"].choices = [("", _("এর কোনোটি নয়")), *((one.code, one.title_bn) for one in found)]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        told = [remedies.elsewhere()[data["referral"]].text_bn] if data["referral"] else []
        instead = "\n\n".join(filter(None, [*told, data["instead"]]))
        return {"reason": data["reason"], "instead": instead, "memo_no": data["memo_no"]}


class NamingForm(TurnForm):
    """Who is complained of: people of the offices around, whoever decides among them."""

    people = forms.MultipleChoiceField(
        label=_l("কার বিরুদ্ধে"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _l("এমন কাউকে বেছে নিন, যাঁর নাম এই অভিযোগে এখনো লেখা নেই।")},
    )

    def fit(self) -> None:
        found = [one.posting for one in addressees(self.turn, at=self.at) if not one.concerned]
        self.found = {str(one.pk): one for one in found}
        named = [(key, f"{one.account.name_bn}, {one.post.title_bn}") for key, one in self.found.items()]
        self.fields["people"].choices = named  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"people": [self.found[key] for key in self.cleaned_data["people"]]}


class ReasonForm(TurnForm):
    reason = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কারণ লিখুন।")})


class BarringForm(ReasonForm):
    proof = TextField(
        label=_l("কী প্রমাণিত হয়েছে, কীসে"), rows=2,
        error_messages={"required": _l("কী প্রমাণিত হয়েছে এবং কীসে, লিখুন; শুধু প্রমাণিত হলেই সুপারিশ করা যায় (৮)।")},
    )  # fmt: skip


class DelayForm(TurnForm):
    """Whether an appeal lodged after the month is admitted (6.2); nothing is chosen beforehand."""

    admitted = forms.TypedChoiceField(
        label=_l("মাস পেরিয়ে আসা আপিলটি"),
        choices=(("yes", _l("গ্রহণ করা হলো")), ("no", _l("গ্রহণ করা হলো না; নথিজাত হবে"))),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _l("গ্রহণ করবেন কি না, বেছে নিন।")},
    )
    reason = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কারণ লিখুন।")})


class TellForm(TurnForm):
    """How the result was told: electronically, by post or by a bearer, whose delivery note is kept (7.4(ছ))."""

    manner = forms.ChoiceField(
        label=_l("যেভাবে"),
        choices=Manner.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("ফল কীভাবে জানানো হয়েছে, বেছে নিন।")},
    )
    how = LineField(
        label=_l("বিস্তারিত"),
        help_text=_l("তারিখ, স্মারক, বাহক বা যাঁর সঙ্গে কথা হয়েছে তাঁর নাম।"),
        max_length=200,
        error_messages={"required": _l("ফল কীভাবে জানানো হয়েছে লিখুন।")},
    )
    documents = FilesField(label=_l("প্রাপ্তি স্বীকারের কাগজ (বাহকের হাতে হলে)"), required=False)


class ActedForm(TurnForm):
    text = TextField(
        label=_l("মন্ত্রণালয় কী ব্যবস্থা নিয়েছে"),
        help_text=_l("তারিখ ও স্মারকসহ।"),
        error_messages={"required": _l("সেলের সুপারিশে কী ব্যবস্থা নেওয়া হয়েছে, তারিখ ও স্মারকসহ লিখুন।")},
    )


class NudgeForm(TurnForm):
    text = TextField(label=_l("তাগিদ"), rows=2, error_messages={"required": _l("তাগিদে কী বলতে চান লিখুন।")})
    memo_no = _line(_l("স্মারক নং"), most=120)


class NationalNumberForm(TurnForm):
    number = LineField(
        label=_l("নম্বর"), max_length=40, error_messages={"required": _l("জাতীয় ব্যবস্থায় অভিযোগটির নম্বর লিখুন।")}
    )


class RateForm(TurnForm):
    """What the complainant said on the phone; that an officer wrote it down stays with it."""

    stars = forms.TypedChoiceField(
        label=_l("এক থেকে পাঁচ; পাঁচ সবচেয়ে ভালো"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _l("এক থেকে পাঁচের মধ্যে একটি বেছে নিন।")},
    )
    comment = TextField(label=_l("অভিযোগকারীর মন্তব্য"), rows=2, required=False)

    def fit(self) -> None:
        self.fields["stars"].choices = [(n, in_digits(n)) for n in reversed(STARS)]  # type: ignore[attr-defined]
