"""The acts on a grievance's turn, as the officer meets them: what each is called, on which clause, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.dates import long_date
from ongikar.doors.desk import grievance_forms as forms
from ongikar.doors.desk.grievance_forward_form import ForwardForm
from ongikar.grievances import complaining, naming, steps
from ongikar.grievances.appeals import rule_on_delay, take_up
from ongikar.grievances.around.barring import phone_of, recommend_barring
from ongikar.grievances.around.nudging import nudge
from ongikar.grievances.around.rating import rate
from ongikar.grievances.forwarding import forward, forward_out, send_back, send_to_cell, waits_for_permission
from ongikar.grievances.guard import may_decide
from ongikar.grievances.lifecycle import DECIDED, State
from ongikar.grievances.models import Decision, Referral, decide
from ongikar.grievances.stepping import set_day, take
from ongikar.journal.authors import Author
from ongikar.offices.models import Posting


@dataclass(frozen=True)
class Act:
    """`states`: in which states of a turn it is offered to whoever decides."""

    form: type[forms.TurnForm]
    title: str | Lazy
    button: str | Lazy
    does: str | Lazy
    clause: str
    states: tuple[str, ...]
    deed: Callable[..., Any]


OPEN = (State.RECEIVED, State.ACCEPTED, State.RETURNED)


def _untold(turn: Referral) -> Decision | None:
    return turn.decisions.filter(told_at=None).last()


def _tell(turn: Referral, **facts: Any) -> Any:
    decision = _untold(turn)
    return complaining.tell_result(decision, **facts) if decision else None


def _recommended(turn: Referral) -> Decision | None:
    """The cell's recommendation on which the ministry has not acted yet (7.4.1(ঘ))."""
    return turn.decisions.filter(act_by__isnull=False, acted_at=None).last()


def _acted(turn: Referral, **facts: Any) -> Any:
    decision = _recommended(turn)
    return decision.note_action(**facts) if decision else None


def _forward(turn: Referral, *, to: Any, **facts: Any) -> Any:
    return forward_out(turn, to=to, **facts) if isinstance(to, str) else forward(turn, to=to, **facts)


def _set_day(turn: Referral, *, step: Any, **facts: Any) -> Any:
    return set_day(step, **facts)


def _number(turn: Referral, **facts: Any) -> Any:
    return turn.grievance.note_national_no(**facts)


def _answer(turn: Referral, *, step: Any, **facts: Any) -> Any:
    return complaining.answer(step, **facts)


def _recommend_barring(turn: Referral, *, by: Author, at: datetime, **words: str) -> Any:
    assert by.posting is not None
    return recommend_barring(turn.grievance, by=by.posting, at=at, **words)


def _may_bar(turn: Referral) -> bool:
    return turn.tier == 1 and bool(phone_of(turn.grievance))


def _step(kind: str) -> Act:
    return Act(forms.StepForm, steps.Kind(kind).label, _l("পাঠান"), STEPS_DO[kind], steps.RULES[kind].clause, OPEN, take)


STEPS_DO: dict[str, str | Lazy] = {
    steps.Kind.OPINION: _l("শুধু এই লেখাটি ও উত্তরের ঘর তাঁর সামনে যাবে; অভিযোগটি তিনি দেখবেন না।"),
    steps.Kind.ORDER: _l("সনদ অনুযায়ী সেবা দেওয়ার নির্দেশ; প্রতিপালনের প্রতিবেদন চাওয়া হবে।"),
    steps.Kind.PERMISSION: _l("দপ্তরপ্রধান নিজে জড়িত হলে এক ধাপ ওপরে পাঠাতে হয়।"),
    steps.Kind.INVESTIGATION: _l("প্রথম ধাপে সময়সীমা একবার ১০ কার্যদিবস বাড়ে (৭.৪.১(ক)); অভিযোগকারী জানবেন।"),
    steps.Kind.HEARING: _l("যাঁকে নোটিশ, শুধু তাঁর সামনে দিন, সময় ও স্থান যাবে।"),
    steps.Kind.STATEMENT: _l("যাঁর কাছে চাওয়া, শুধু তাঁর সামনে এই লেখাটি যাবে।"),
    steps.Kind.EVIDENCE: _l("নথি, প্রতিবেদন, কাগজ বা বক্তব্য।"),
    steps.Kind.DISCIPLINE: _l("সরকারি কর্মচারী (শৃঙ্খলা ও আপিল) বিধিমালা ২০১৮ অনুযায়ী।"),
    steps.Kind.PROCESS: _l("সেবার পদ্ধতিতেই বাধা থাকলে।"),
}
ACTS: dict[str, Act] = {
    "admission": Act(
        forms.DelayForm, _l("দেরিতে আসা আপিল"), _l("লিখে রাখুন"),
        _l("আপিলের মাস পেরিয়ে গেছে। গ্রহণ করবেন কি না, কারণসহ ঠিক করুন; অভিযোগকারী পড়বেন।"), "6.2",
        OPEN, rule_on_delay,
    ),
    "acceptance": Act(
        forms.AcceptForm, _l("যাচাই-বাছাই করে গ্রহণ"), _l("গ্রহণ করুন"),
        _l("নয়টি প্রশ্নের উত্তর নথিতে থাকবে। অভিযোগকারী জানবেন যে অভিযোগ গৃহীত হয়েছে।"), "7.1.1(ক)",
        (State.RECEIVED,), Referral.accept,
    ),
    "scrutiny": Act(
        forms.AcceptForm, _l("যাচাই-বাছাইয়ের উত্তর শুধু লিখে রাখুন"), _l("লিখে রাখুন"),
        _l("গ্রহণ না করে অন্য দপ্তরে পাঠাতে, তথ্য চাইতে বা নথিজাত করতে হলে। উত্তর থেকে পরামর্শ আসবে।"), "7.1.1(ক)",
        (State.RECEIVED,), Referral.scrutinise,
    ),
    "telling": Act(
        forms.TellForm, _l("ফল জানানো হয়েছে"), _l("লিখে রাখুন"),
        _l("ফল কারণসহ, আপিলের উপায় ও শেষ দিনসহ জানাতে হয়, সর্বোচ্চ ৭ কার্যদিবসে।"), "7.4(ছ)", DECIDED, _tell,
    ),
    "answering": Act(
        forms.AnswerForm, _l("উত্তর এসেছে"), _l("লিখে রাখুন"), _l("কাগজে, ফোনে বা হাতে যা এসেছে।"), "7.1(গ)", OPEN,
        _answer,
    ),
    "informed": Act(
        forms.InformedForm, _l("চাওয়া তথ্য এসেছে"), _l("লিখে রাখুন"),
        _l("ফোনে, চিঠিতে বা হাতে যা এসেছে। অভিযোগটি যেখানে ছিল, সেখান থেকে চলবে।"), "7.1.1(ক)", (State.RETURNED,),
        complaining.inform,
    ),
    "day": Act(
        forms.DayForm, _l("উত্তরের শেষ তারিখ বদলান"), _l("তারিখ বদলান"),
        _l("অভিযোগের নিজের সময়সীমা এতে বাড়ে না। যাঁর কাছে চাওয়া, তিনি জানবেন।"), "7.1(খ)", OPEN, _set_day,
    ),
    "decision": Act(
        forms.DecideForm, _l("সিদ্ধান্ত দিন"), _l("সিদ্ধান্ত দিন"),
        _l("অভিযোগকারী কারণসহ জানবেন; আপিলের উপায় ও শেষ দিনও।"), "7.1(ঙ), 7.4", (State.ACCEPTED,), decide,
    ),
    "information": Act(
        forms.AskForm, _l("অভিযোগকারীর কাছে তথ্য চান"), _l("চেয়ে পাঠান"),
        _l("নির্দেশিকায় বিরতি নেই: সময়সীমা চলতে থাকে।"), "7.1.1(ক)", (State.RECEIVED, State.ACCEPTED),
        Referral.ask_information,
    ),
    **{str(kind): _step(kind) for kind in steps.Kind.values},
    "forwarding": Act(
        ForwardForm, _l("অন্য দপ্তরের বিষয়: পাঠিয়ে দিন"), _l("পাঠান"),
        _l("ওই দপ্তরের অভিযোগ নিষ্পত্তি কর্মকর্তার কাছে যাবে। অভিযোগকারীর তারিখ বদলাবে না।"), "7.1(ক)i", OPEN, _forward,
    ),
    "naming": Act(
        forms.NamingForm, _l("কার বিরুদ্ধে, লিখে রাখুন"), _l("লিখে রাখুন"),
        _l("লেখা নামটি যাঁর, তাঁকে বেছে নিন। আপনি নিজে হলে অভিযোগটি তখনই পরের ধাপে যাবে, আপনি আর দেখবেন না।"), "7.1(ক)ii",
        OPEN, naming.name,
    ),
    "cell": Act(
        forms.ReasonForm, _l("সেলে পাঠান"), _l("সেলে পাঠান"),
        _l("মন্ত্রণালয়ের আপিল কর্মকর্তার বিরুদ্ধে অভিযোগ দপ্তরপ্রধানের অনুমতি নিয়ে সেলে যায়।"), "7.1(ক)iii", OPEN, send_to_cell,
    ),
    "shelving": Act(
        forms.ShelveForm, _l("নথিজাত করুন"), _l("নথিজাত করুন"),
        _l("অভিযোগকারী কারণ ও করণীয়, দুটিই পড়বেন। বাদ দেওয়া বিষয়ের ভেতরেও সেবার মান ভঙ্গ হলে তা নেওয়া যায় (৭.১.১(গ))।"),
        "7.1(ক)v", OPEN, Referral.shelve,
    ),
    "sending-back": Act(
        forms.ReasonForm, _l("ফেরত পাঠান: আপিলের ধাপ শেষ হয়নি"), _l("ফেরত পাঠান"),
        _l("আগের ধাপের আপিল কর্মকর্তার কাছে যাবে। অভিযোগকারীর সময় নতুন করে শুরু হবে না।"), "7.3", OPEN, send_back,
    ),
    "acting": Act(
        forms.ActedForm, _l("সুপারিশে ব্যবস্থা নেওয়া হয়েছে"), _l("লিখে রাখুন"),
        _l("সেলের সুপারিশ পাওয়ার ২০ কার্যদিবসের মধ্যে মন্ত্রণালয় ব্যবস্থা নেয়।"), "7.4.1(ঘ)", DECIDED, _acted,
    ),
    "withdrawal": Act(
        forms.ReasonForm, _l("অভিযোগকারী তুলে নিয়েছেন"), _l("অভিযোগ বন্ধ করুন"),
        _l("শুধু অভিযোগকারী নিজে বললে। কবে, কীভাবে বলেছেন তা কারণে লিখুন।"), "", OPEN, Referral.withdraw,
    ),
    "reopening": Act(
        forms.ReasonForm, _l("আবার খুলুন"), _l("আবার খুলুন"),
        _l("আগের সিদ্ধান্ত যেমন আছে থাকবে; সময়সীমা নতুন করে চলবে।"), "", DECIDED, Referral.reopen,
    ),
    "rating": Act(
        forms.RateForm, _l("ফোনে মূল্যায়ন নেওয়া"), _l("লিখে রাখুন"),
        _l("ফল ফোনে জানানোর সময় জিজ্ঞাসা করুন। আপনি লিখে নিয়েছেন, তা সঙ্গে থাকবে।"), "", DECIDED, rate,
    ),
    "barring": Act(
        forms.BarringForm, _l("কালোতালিকার সুপারিশ"), _l("সুপারিশ করুন"),
        _l("শুধু প্রমাণিত হলে। আপিল কর্মকর্তা সিদ্ধান্ত দিলে নম্বরটি থেকে অনলাইনে অভিযোগ বন্ধ হয়; অভিযোগকারী পড়েন, আপিল করেন।"),
        "8", DECIDED, _recommend_barring,
    ),
    "national-number": Act(
        forms.NationalNumberForm, _l("জাতীয় ব্যবস্থার (GRS) নম্বর"), _l("লিখে রাখুন"),
        _l("আমাদের নম্বরের পাশে রেজিস্টারে ও প্রতিবেদনে থাকবে।"), "6.1(জ)", (*OPEN, *DECIDED), _number,
    ),
}  # fmt: skip

BELOW: dict[str, Act] = {
    "taking-up": Act(
        forms.ReasonForm, _l("নিজে হাতে নিন"), _l("হাতে নিন"),
        _l("আগের ধাপ সময়ে নিষ্পত্তি করেনি। আপনার ধাপের সময়সীমা আজ থেকে চলবে; অভিযোগকারী জানবেন।"), "5.2", OPEN, take_up,
    ),
    "nudging": Act(
        forms.NudgeForm, _l("তাগিদ দিন"), _l("তাগিদ দিন"), _l("যাঁর কাছে আছে তিনি এটি দেখবেন; দিনে একবার।"),
        "5.2, 5.4", OPEN, nudge,
    ),
}  # fmt: skip
"""What whoever sits above a turn that lapsed may do."""


@dataclass(frozen=True)
class Panel:
    """One act on the page. `possible` is false where only what was typed is still to be saved."""

    name: str
    act: Act
    form: forms.TurnForm
    action: str
    possible: bool


def possible(turn: Referral, posting: Posting, *, at: datetime, acts: dict[str, Act] = ACTS) -> list[str]:
    """The acts this posting may do now, in the order in which they are offered."""
    if acts is ACTS and not may_decide(posting, turn, at):
        return []
    return [key for key, act in acts.items() if turn.state in act.states and _has_cause(key, turn, at)]


def _has_cause(name: str, turn: Referral, at: datetime) -> bool:
    if name == "cell":
        return waits_for_permission(turn, at)
    cause = CAUSES.get(name)
    return cause is None or bool(cause(turn))


CAUSES: dict[str, Callable[[Referral], object]] = {
    "admission": lambda turn: turn.delay_unruled,
    "acceptance": lambda turn: not turn.delay_unruled,
    "telling": _untold,
    "rating": lambda turn: turn.grievance.complainant is not None and not hasattr(turn, "rating"),
    "barring": _may_bar,
    "acting": _recommended,
    "answering": forms.awaited,
    "day": forms.dated,
    "sending-back": lambda turn: turn.tier > 2,
}
"""What there must be for an act to be offered, besides the state."""


def bound(name: str, turn: Referral, posting: Posting, *, at: datetime, data: Any = None, files: Any = None) -> Any:
    act = (ACTS | BELOW)[name]
    return act.form(data, files, turn=turn, posting=posting, at=at, kind=name, auto_id=f"{name}_%s")


def panels(
    turn: Referral, posting: Posting, *, at: datetime, typed: Any = None, name: str = "", acts: dict[str, Act] = ACTS
) -> list[Panel]:
    """A panel for every act that is possible, and for the one being typed even where it is not any more."""
    allowed = possible(turn, posting, at=at, acts=acts)
    shown = allowed if typed is None or name in allowed else [name, *allowed]
    return [
        Panel(
            name=one,
            act=(ACTS | BELOW)[one],
            form=typed if typed is not None and one == name else bound(one, turn, posting, at=at),
            action=reverse("desk:grievance_act", args=[turn.grievance.reference, one]),
            possible=one in allowed,
        )
        for one in shown
    ]


def tell_by(turn: Referral, language: str) -> str:
    """Until when the result must be told, in a sentence; '' where it was."""
    decision = _untold(turn)
    if decision is None:
        return ""
    return _("ফল জানাতে হবে %(day)s-এর মধ্যে।") % {"day": long_date(decision.tell_by, language)}
