"""The acts on a case, as the officer meets them: what each is called, what it does, and what is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases import consequences
from ongikar.cases.lifecycle import MOVES, RUNNING, State
from ongikar.cases.mistakes import can_undo_delivery
from ongikar.cases.models import Case
from ongikar.doors.desk import forms, mistake_forms
from ongikar.offices.models import Post, Posting
from ongikar.offices.roles import may
from ongikar.ui.templatetags.parts import short_date


@dataclass(frozen=True)
class Act:
    """`verb` says whose role has it (offices.roles) and, where it moves a case, in which states it is possible.

    `does` says what comes of it.
    """

    form: type[forms.ActForm]
    verb: str
    title: str | Lazy
    button: str | Lazy
    does: str | Lazy


# In the order in which they are offered: the first that is possible is the next step.
ACTS: dict[str, Act] = {
    "fee": Act(
        forms.FeeForm, "case.fee_set", _l("সেবার মূল্য জানান"), _l("মূল্য জানান"),
        _l("আবেদনকারী মূল্য, নীতিমালা ও পরিশোধের উপায় জানবেন। এরপর কাজ শুরু করা যাবে।"),
    ),
    "acceptance": Act(
        forms.AcceptForm, "case.accepted", _l("কাজ শুরু করুন"), _l("কাজ শুরু করুন"),
        _l("আবেদনকারী জানবেন যে কাজ শুরু হয়েছে এবং কোন তারিখের মধ্যে সেবা পাবেন।"),
    ),
    "reply": Act(
        forms.ReplyForm, "case.replied", _l("উত্তর বা কাগজ এসেছে"), _l("লিখে রাখুন"),
        _l("ফোনে, ডাকে বা হাতে যা এসেছে। সময় থেমে থাকলে পাওয়ার সময় থেকে আবার চলবে।"),
    ),
    "resumption": Act(
        forms.ActForm, "case.resumed", _l("সময় আবার চালু করুন"), _l("সময় চালু করুন"),
        _l("যা চাওয়া হয়েছিল তা আর দরকার না হলে। থেমে থাকা কার্যদিবস তারিখে যোগ হবে।"),
    ),
    "delivery": Act(
        forms.DeliverForm, "case.delivered", _l("সেবা দেওয়া হলো"), _l("সেবা দেওয়া হলো"),
        _l("সময় গণনা শেষ হবে ও আবেদনটি বন্ধ হবে। আবেদনকারী আপনার লেখা পড়বেন ও ফাইল নিতে পারবেন।"),
    ),
    "reopening": Act(
        forms.ReasonForm, "case.reopened", _l("আবার খুলুন"), _l("আবার খুলুন"),
        _l("দ্বিতীয় সময় গণনা শুরু হবে; আগের ফল যেমন আছে থাকবে। আবেদনকারী কারণটি পড়বেন।"),
    ),
    "messages": Act(
        forms.SayForm, "case.told", _l("আবেদনকারীকে লিখুন"), _l("পাঠান"), _l("আবেদনকারী এটি পড়বেন। সময় থামে না।")
    ),
    "delay": Act(
        forms.DelayForm, "case.delay_told", _l("সময়মতো হবে না, আগেই জানান"), _l("কারণ ও নতুন তারিখ জানান"),
        _l("আবেদনকারী কারণ ও নতুন তারিখসহ চিঠি পাবেন। প্রতিশ্রুত তারিখ বদলায় না; পেরোলে তা নথিতে লেখা হবে।"),
    ),
    "asking": Act(
        forms.AskForm, "case.asked", _l("আরও কাগজ বা তথ্য চান"), _l("চেয়ে পাঠান"),
        _l("উত্তর আসা পর্যন্ত সময় থামবে। উত্তর এলে নিজে থেকে আবার চলবে।"),
    ),
    "transfer": Act(
        forms.TransferForm, "case.transferred", _l("অন্য পদে দিন"), _l("ওই পদে দিন"),
        _l("আবেদনটি ওই পদের তালিকায় যাবে। সময় চলতে থাকবে; তারিখ বদলাবে না।"),
    ),
    "refusal": Act(
        forms.RefuseForm, "case.refused", _l("সেবা দেওয়া যাচ্ছে না"), _l("না দেওয়ার কথা জানান"),
        _l("আবেদনটি বন্ধ হবে। আবেদনকারী কারণ ও করণীয়, দুটিই পড়বেন।"),
    ),
    "withdrawal": Act(
        forms.ReasonForm, "case.withdrawn", _l("আবেদনকারী তুলে নিয়েছেন"), _l("আবেদন বন্ধ করুন"),
        _l("শুধু আবেদনকারী নিজে বললে। কবে, কীভাবে বলেছেন তা কারণে লিখুন। আবেদনটি বন্ধ হবে।"),
    ),
    "correction": Act(
        mistake_forms.CorrectForm, "case.corrected", _l("তথ্য সংশোধন"), _l("সংশোধন রাখুন"),
        _l("ভুল ফোন বা ই-মেইল ঠিক হলে পুরোনো লিংক ও কোড বাতিল হয়, আর যা জানানো হয়েছিল তা আবার যায়। আগে কী ছিল ইতিহাসে থাকে।"),
    ),
    "refiling": Act(
        mistake_forms.RefileForm, "case.misfiled", _l("সেবা ভুল হয়েছে"), _l("সঠিক সেবায় লিখুন"),
        _l("সঠিক সেবায় নতুন নম্বরে আবেদন হবে, পাওয়ার সময় আগেরটিই। এটি গণনা থেকে বাদ যাবে, মুছবে না। আবেদনকারী জানবেন।"),
    ),
    "duplicate": Act(
        mistake_forms.DuplicateForm, "case.duplicate", _l("দুবার লেখা হয়েছে"), _l("দ্বিতীয়টি বাদ দিন"),
        _l("এই আবেদনটি গণনা থেকে বাদ যাবে, মুছবে না; অন্যটি চলবে। আবেদনকারী জানবেন।"),
    ),
    "undoing": Act(
        forms.ReasonForm, "case.delivery_undone", _l("“দেওয়া হয়েছে” লেখা ফেরত নিন"), _l("ফেরত নিন"),
        _l("ভুল করে লিখে থাকলে, শুধু আজই। সময় এমনভাবে চলবে যেন থামেনি; তারিখ বদলাবে না। আবেদনকারী জানবেন।"),
    ),
    "notes": Act(
        forms.SayForm, "case.noted", _l("নোট লিখুন"), _l("নোট রাখুন"), _l("শুধু দপ্তরের কর্মকর্তারা পড়বেন।")
    ),
}  # fmt: skip


@dataclass
class Panel:
    """An act on this case: its form, and what would come of it now."""

    name: str
    act: Act
    form: forms.ActForm
    action: str
    possible: bool
    outlook: str

    @property
    def is_open(self) -> bool:
        """Whether the form holds what somebody typed."""
        return self.form.is_bound


ALWAYS = {"case.told", "case.noted", "case.corrected"}  # they move nothing


def possible(case: Case, post: Post, *, at: datetime) -> list[str]:
    """The acts that the table of moves and the role of the post allow now, the next step first.

    A fee that the charter leaves to a rule is named before anything that rests on it.
    """
    moves = set(MOVES[case.state]) | ({"case.noted"} if case.state == State.VOID else ALWAYS)
    if case.state != State.VOID:
        moves.add("case.replied")  # also of a closed case: words that came are kept
    if not can_undo_delivery(case, at=at):
        moves.discard("case.delivery_undone")
    if settings.INTERIM_REPLY and case.state in RUNNING and case.due_on:
        moves.add("case.delay_told")
    if not case.promise.fee_by_rule:
        moves.discard("case.fee_set")
    elif case.fee_amount is None:
        moves -= {"case.accepted", "case.delivered"}
    names = [name for name, act in ACTS.items() if act.verb in moves and may(post, act.verb)]
    return sorted(names, key=lambda name: not _is_next(name, case))


def _is_next(name: str, case: Case) -> bool:
    """Whether an act stands in its own place: a fee told already, or an answer nobody waits for, stands last."""
    if name == "fee":
        return case.fee_amount is None
    return name != "reply" or case.state == State.WAITING


def bound(name: str, case: Case, posting: Posting, *, at: datetime, data: Any = None, files: Any = None) -> Any:
    """The form of an act, with what was typed where something was."""
    return ACTS[name].form(data, files, case=case, posting=posting, at=at, auto_id=f"{name}_%s")


def panels(case: Case, posting: Posting, *, at: datetime, typed: forms.ActForm | None, name: str) -> list[Panel]:
    """A panel for every act that is possible, and for the one being typed even where it is not any more."""
    allowed = possible(case, posting.post, at=at)
    shown = allowed if typed is None or name in allowed else [name, *allowed]
    return [
        Panel(
            name=one,
            act=ACTS[one],
            form=typed if typed is not None and one == name else bound(one, case, posting, at=at),
            action=reverse(f"desk:{one}", args=[case.reference]),
            possible=one in allowed,
            outlook=outlook(one, case, at=at) if one in allowed else "",
        )
        for one in shown
    ]


def outlook(name: str, case: Case, *, at: datetime) -> str:
    """The date that would come of the act now, in a sentence; '' where it changes none, or none can be said."""
    if name == "fee" and case.fee_amount is not None:
        return _("মূল্য একবার জানানো হয়েছে; আবার লিখলে নতুনটি জানানো হবে।")
    if name == "acceptance" and case.due_on and not case.promise.limit.condition:
        return _("জানানো তারিখ থাকছে: %(date)s।") % {"date": short_date(case.due_on)}
    if name == "resumption":
        date = consequences.of_resumption(case, at=at).get("due_on", case.due_on)
        return _("এখন চালু করলে তারিখ হবে %(date)s।") % {"date": short_date(date)} if date else ""
    if name == "reopening":
        date = consequences.of_reopening(case, at=at)[1]["due_on"]
        return _("এখন খুললে তারিখ হবে %(date)s।") % {"date": short_date(date)} if date else ""
    return ""
