"""The forms of the acts on a case. They check the shape; the verbs check the rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases import consequences
from ongikar.cases.desk import other_posts
from ongikar.cases.models import Case
from ongikar.clock.hours import DHAKA
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedDate, TypedForm, TypedTime
from ongikar.doors.upload import FilesField
from ongikar.offices.models import Post, Posting
from ongikar.ui.templatetags.parts import either, in_digits, short_date

YES, NO = "yes", "no"
UNITS = {
    "working_day": _l("কার্যদিবস"),
    "day": _l("দিন"),
    "week": _l("সপ্তাহ"),
    "month": _l("মাস"),
    "year": _l("বছর"),
    "hour": _l("ঘণ্টা"),
    "minute": _l("মিনিট"),
}


class DayField(TypedDate):
    """A day, as the browser's calendar takes and gives it whatever the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": _l("তারিখটি মিলিয়ে লিখুন, যেমন ০৫/১২/২০২৬ বা ৫ ডিসেম্বর ২০২৬।"),
            **kwargs.pop("error_messages", {}),
        }
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages=messages, **kwargs)


class TimeField(TypedTime):
    """A time of day, as the browser's clock takes and gives it."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": _l("সময়টি মিলিয়ে লিখুন, যেমন ১৪:৩০ বা বিকাল ৩টা।"), **kwargs.pop("error_messages", {})}
        super().__init__(
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages=messages, **kwargs
        )


def moment_of(form: forms.Form, now: datetime) -> datetime | None:
    """When something was received, of received_on and received_time; None, and said on its field, if in the future."""
    day, time = form.cleaned_data.get("received_on"), form.cleaned_data.get("received_time")
    if day is None or time is None:
        return None
    at = datetime.combine(day, time, DHAKA)
    if at <= now:
        return at
    form.add_error("received_on", _("পাওয়ার সময় এখনকার পরে হতে পারে না। তারিখ ও সময় মিলিয়ে লিখুন।"))
    return None


class ActForm(TypedForm):
    """An act on a case as the officer saw it: `revision` is what was on the screen, `at` is now."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, posting: Posting, at: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": case.revision})
        super().__init__(*args, **kwargs)
        self.case, self.posting, self.at = case, posting, at
        self.fit()

    def fit(self) -> None:
        """Leave out what this case does not need, and say what holds for it."""

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def require(self, name: str, message: str) -> None:
        """Say on the field that it is needed here, unless something is wrong with it already."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


class FeeForm(ActForm):
    """The fee that the charter leaves to a rule; the requester is told it before the case is accepted."""

    amount = LineField(
        label=_l("মূল্য, টাকায়"),
        help_text=_l("মূল্য না লাগলে ০ লিখুন।"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        error_messages={"required": _l("মূল্য কত টাকা, লিখুন; না লাগলে ০।")},
    )
    rule = LineField(
        label=_l("কোন নীতিমালায়"),
        max_length=300,
        error_messages={"required": _l("কোন নীতিমালা অনুযায়ী এই মূল্য, লিখুন।")},
    )
    payment = LineField(
        label=_l("কীভাবে পরিশোধ করতে হবে"), help_text=_l("মূল্য ০ হলে লাগে না।"), max_length=300, required=False
    )


class AcceptForm(ActForm):
    """No answer is ticked beforehand: whether a condition of the charter holds is for the officer to say."""

    limit_applies = forms.TypedChoiceField(
        label=_l("সনদের সময়সীমা কি এই আবেদনে প্রযোজ্য?"),
        coerce=lambda value: value == YES,
        choices=[(YES, _l("হ্যাঁ, প্রযোজ্য")), (NO, _l("না, প্রযোজ্য নয়"))],
        widget=forms.RadioSelect,
        error_messages={"required": _l("সময়সীমা এখানে প্রযোজ্য কি না, বলুন।")},
    )
    part = forms.TypedChoiceField(
        label=_l("সময়সীমার কোন অংশটি এখানে খাটে"),
        help_text=_l("না বললে দীর্ঘতম অংশ ধরে তারিখ থাকবে।"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = TextField(label=_l("কেন প্রযোজ্য নয়"), help_text=_l("আবেদনকারী এটি পড়বেন।"), rows=2, required=False)
    order_no = LineField(
        label=_l("নির্দেশনার স্মারক নং"),
        max_length=120,
        error_messages={"required": _l("নির্দেশনার স্মারক নং লিখুন।")},
    )
    order_on = DayField(label=_l("নির্দেশনার তারিখ"), error_messages={"required": _l("নির্দেশনার তারিখ লিখুন।")})
    new_date = DayField(label=_l("যে তারিখে সেবা দেওয়া হবে"), required=False)

    def fit(self) -> None:
        limit, by_order = self.case.promise.limit, self.case.promise.by_order
        conditional = bool(limit.condition) and not by_order
        parts = [(n, words_of_part(part)) for n, part in enumerate(limit.parts)]
        self.fields["part"].choices = parts  # type: ignore[attr-defined]
        needed = {"revision"}
        needed |= {"order_no", "order_on", "new_date"} if by_order else set()
        needed |= {"limit_applies", "reason", "new_date"} if conditional else set()
        needed |= {"part"} if len(parts) > 1 and not by_order else set()
        for name in set(self.fields) - needed:
            del self.fields[name]
        if conditional:
            self.fields["limit_applies"].help_text = self._question()

    def _question(self) -> str:
        told = _("সনদে লেখা: “%(limit)s”।") % {"limit": self.case.promise.limit_bn}
        date = self.case.due_on
        if date is None:
            return told
        by = _("প্রযোজ্য হলে তারিখ: %(date)s।") % {"date": short_date(date)}
        return f"{told} {by}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("limit_applies") is False:
            self.require("reason", _("কেন প্রযোজ্য নয় তা লিখুন; আবেদনকারী এটি পড়বেন।"))
            self.require("new_date", _("কোন তারিখে সেবা দেওয়া হবে তা লিখুন।"))
        elif "order_no" in self.fields:
            self.require("new_date", _("কোন তারিখে সেবা দেওয়া হবে তা লিখুন।"))
        return data


def words_of_part(part: Any) -> str:
    """One part of a composite limit: 'পরিদর্শন: ১ মাস'."""
    amount = f"{in_digits(part.max)} {UNITS[part.unit]}" if part.max and part.unit else _("সংখ্যা লেখা নেই")
    return f"{part.when}: {amount}" if part.when else amount


class ReplyForm(ActForm):
    """An answer or papers that came by phone, post or hand; the clock resumes when they were received."""

    body = TextField(
        label=_l("কী বলেছেন বা দিয়েছেন"), rows=3, error_messages={"required": _l("কী বলেছেন বা দিয়েছেন তা লিখুন।")}
    )
    documents = FilesField(label=_l("কাগজের ছবি (PDF, ছবি, DOCX বা ODT)"), required=False)
    received_on = DayField(label=_l("যেদিন পাওয়া গেছে"), error_messages={"required": _l("যেদিন পাওয়া গেছে তা লিখুন।")})
    received_time = TimeField(label=_l("যে সময়ে"), error_messages={"required": _l("যে সময়ে পাওয়া গেছে তা লিখুন।")})

    def fit(self) -> None:
        now = self.at.astimezone(DHAKA)
        self.initial.update(received_on=now.date(), received_time=now.time())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["at"] = moment_of(self, self.at)
        return data

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"body": data["body"], "documents": data["documents"], "at": data["at"], "noticed_at": self.at}


class AskForm(ActForm):
    """Papers while they may be asked for; anything else with a reason that is reported."""

    PAPERS, OTHER = "papers", "other"
    reason = forms.ChoiceField(
        label=_l("কী দরকার"),
        widget=forms.RadioSelect,
        choices=[(PAPERS, _l("সনদে লেখা কাগজ")), (OTHER, _l("অন্য কিছু (মাসের হিসাবে দেখা যাবে)"))],
        error_messages={"required": _l("কী দরকার তা বেছে নিন।")},
    )
    papers = forms.MultipleChoiceField(
        label=_l("কোন কাগজ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _l("শুধু সনদে লেখা কাগজ চাওয়া যায়।")},
    )
    why = TextField(
        label=_l("ঠিক কী দরকার এবং কেন"),
        help_text=_l("আবেদনকারী এটি পড়বেন।"),
        rows=3,
        error_messages={"required": _l("কী দরকার এবং কেন, তা লিখুন।")},
    )

    def fit(self) -> None:
        reason = self.fields["reason"]
        obstacle = consequences.obstacle_to_papers(self.case, at=self.at)
        if obstacle:
            reason.choices = [choice for choice in reason.choices if choice[0] == self.OTHER]  # type: ignore[attr-defined]
            reason.help_text = obstacle
            del self.fields["papers"]
            return
        last = consequences.papers_until(self.case)
        reason.help_text = _("কাগজ চাওয়া যায় একবার, %(day)s পর্যন্ত।") % {"day": short_date(last)}
        choices = [(paper["bn"], either(paper)) for paper in self.case.promise.papers]
        self.fields["papers"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == self.PAPERS:
            self.require("papers", _("কোন কাগজ দরকার, তালিকা থেকে বেছে নিন।"))
        else:
            data["papers"] = []
        return data


class DeliverForm(ActForm):
    text = TextField(
        label=_l("কী সেবা দেওয়া হলো"),
        help_text=_l("আবেদনকারী এটি পড়বেন।"),
        error_messages={"required": _l("কী সেবা দেওয়া হলো তা লিখুন।")},
    )
    documents = FilesField(label=_l("সঙ্গে দেওয়া ফাইল (PDF, ছবি, DOCX বা ODT)"), required=False)


class RefuseForm(ActForm):
    reason = TextField(label=_l("কেন দেওয়া যাচ্ছে না"), rows=2, error_messages={"required": _l("কেন দেওয়া যাচ্ছে না, লিখুন।")})
    remedy = TextField(
        label=_l("আবেদনকারী এখন কী করতে পারেন"),
        help_text=_l("কোথায়, কার কাছে বা কীভাবে গেলে পাবেন।"),
        rows=2,
        error_messages={"required": _l("আবেদনকারী এখন কী করতে পারেন, লিখুন।")},
    )


class ReasonForm(ActForm):
    reason = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কারণ লিখুন।")})


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Post) -> str:
        english = get_language() == "en"
        title = (english and obj.title_en) or obj.title_bn
        return f"{title} · {(english and obj.office.name_en) or obj.office.name_bn}"


class TransferForm(ReasonForm):
    field_order = ("to", "reason")
    to: Any = PostField(
        label=_l("কোন পদে"),
        queryset=None,
        empty_label=_l("বেছে নিন"),
        error_messages={"required": _l("কোন পদে দেবেন, বেছে নিন।"), "invalid_choice": _l("তালিকা থেকে পদ বেছে নিন।")},
    )

    def fit(self) -> None:
        self.fields["to"].queryset = other_posts(self.posting, than=self.case.post)  # type: ignore[attr-defined]


class DelayForm(ReasonForm):
    expected_on = DayField(
        label=_l("কোন তারিখে দেওয়া হবে"), error_messages={"required": _l("কোন তারিখে দেওয়া হবে তা লিখুন।")}
    )


class SayForm(ActForm):
    body = TextField(label=_l("লেখা"), rows=3, error_messages={"required": _l("কিছু লিখুন।")})
