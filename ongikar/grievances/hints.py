"""What the file of a turn suggests now, each with its clause: advice to whoever decides, which never blocks him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _l

from ongikar.clock.hours import in_dhaka
from ongikar.grievances.acts import Step
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Referral
from ongikar.grievances.steps import Kind, Opinion, Reply


@dataclass(frozen=True)
class Hint:
    """`act`: the name of the act that is suggested, or ''."""

    text: str | Lazy
    clause: str
    act: str


# (question, the answers that call for it) -> what is suggested (7.1.1(ক))
BY_ANSWER: dict[tuple[str, tuple[str, ...]], Hint] = {
    ("1", ("no",)): Hint(_l("এই দপ্তরের বিষয় নয়: সংশ্লিষ্ট দপ্তরের অনিকের কাছে পাঠান।"), "7.1(ক)i", "forwarding"),
    ("5", ("yes",)): Hint(_l("অসদাচরণের উপাদান আছে: দপ্তরপ্রধানের অনুমতি নিয়ে তদন্ত করা যায়।"), "7.1(ঘ)", "permission"),
    ("6", ("no", "unclear")): Hint(
        _l("যোগাযোগের তথ্য পূর্ণ নয়: অভিযোগকারীর কাছে চান, অথবা রসিদের নম্বর ও কোডেই ফল জানান।"), "7.1.1(ক)", "information"
    ),
    ("7", ("no", "unclear")): Hint(_l("চাওয়া প্রতিকার স্পষ্ট নয়: অভিযোগকারীর কাছে তথ্য চান।"), "7.1.1(ক)", "information"),
    ("9", ("yes",)): Hint(_l("অজ্ঞাতনামা: প্রকৃতি ও গুরুত্ব দেখে নেবেন কি না, আপনি ঠিক করবেন; কারণ লিখে রাখুন।"), "7.1.1(খ)", ""),
}
EXCLUDED = Hint(_l("৬.১-এ বাদ দেওয়া বিষয়: কারণ ও করণীয় লিখে নথিজাত করা যায়।"), "7.1(ক)v", "shelving")
EXCLUDED_YET_BREACHED = Hint(
    _l("৬.১-এ বাদ দেওয়া বিষয়, তবু সেবার মান ভঙ্গ হয়েছে: সেই অংশ গ্রহণ করা যায়।"), "7.1.1(গ)", "acceptance"
)
NOTHING_TO_ACT_ON = Hint(
    _l("মান ভঙ্গ, বঞ্চনা, অনিয়ম বা অসদাচরণ, কোনোটির উপাদান নেই: কারণ লিখে নথিজাত করা যায়।"), "7.1(ক)v", "shelving"
)
GROUNDS = ("2", "3", "4", "5")
"""The questions of which one at least is to be yes, or unclear, for there to be something to act on."""


def by_scrutiny(answers: Mapping[str, str]) -> list[Hint]:
    """What the nine answers suggest; [] where they have not been given."""
    if not answers:
        return []
    found = [hint for (question, said), hint in BY_ANSWER.items() if answers.get(question) in said]
    if answers.get("8") == "yes":
        found.append(EXCLUDED_YET_BREACHED if answers.get("2") == "yes" else EXCLUDED)
    if all(answers.get(question) == "no" for question in GROUNDS):
        found.append(NOTHING_TO_ACT_ON)
    return found


DECIDE = "decision"
# (kind, the code of its answer) -> what follows from it
BY_REPLY: dict[tuple[str, str], Hint] = {
    (Kind.OPINION, Opinion.SERVED): Hint(
        _l("মতামত: সেবা আগেই দেওয়া হয়েছে। অসদাচরণ না থাকলে নিষ্পত্তি করা যায়।"), "7.1(ঙ)i", DECIDE
    ),
    (Kind.OPINION, Opinion.SERVING): Hint(_l("মতামত: সেবা দেওয়া হয়নি। সনদ অনুযায়ী দেওয়ার নির্দেশ দিন।"), "7.1(ঙ)iv", "order"),
    (Kind.OPINION, Opinion.MORE_TIME): Hint(
        _l("মতামত: আরও সময় লাগবে। যুক্তিসঙ্গত সময় দিয়ে সেবার নির্দেশ দিন।"), "7.1(ঙ)ii", "order"
    ),
    (Kind.OPINION, Opinion.NEGLECT): Hint(
        _l("মতামত: অধস্তনের অবহেলা। অসদাচরণ মনে হলে অনুমতি নিয়ে তদন্ত করুন।"), "7.1(ঘ)", "permission"
    ),
    (Kind.PERMISSION, Reply.GRANTED): Hint(_l("তদন্তের অনুমতি পাওয়া গেছে: তদন্ত শুরু করা যায়।"), "7.1(ঘ)", "investigation"),
    (Kind.PERMISSION, Reply.REFUSED): Hint(_l("তদন্তের অনুমতি মেলেনি: হাতে যা আছে তা দিয়েই সিদ্ধান্ত দিন।"), "7.1(ঘ)", DECIDE),
    (Kind.ORDER, Reply.OBEYED): Hint(_l("নির্দেশ প্রতিপালিত হয়েছে: নিষ্পত্তি করা যায়।"), "7.1(চ)", DECIDE),
    (Kind.ORDER, Reply.NOT_OBEYED): Hint(_l("নির্দেশ প্রতিপালিত হয়নি: তদন্ত করতে হয়।"), "7.1(চ)", "permission"),
    (Kind.INVESTIGATION, Reply.PROVED): Hint(_l("অভিযোগ প্রমাণিত: বিভাগীয় ব্যবস্থার সুপারিশ করুন।"), "7.1(জ)", "discipline"),
    (Kind.INVESTIGATION, Reply.NOT_PROVED): Hint(_l("অভিযোগ প্রমাণিত নয়: নিষ্পত্তি করা যায়।"), "7.4", DECIDE),
}
OPINION_CAME = Hint(_l("মতামত পাওয়া গেছে: এখন সিদ্ধান্ত দেওয়া যায়।"), "7.1(ঘ)", DECIDE)
OPINION_OVERDUE = Hint(_l("মতামতের সময় পেরিয়েছে: মতামত ছাড়াই সিদ্ধান্ত দেওয়া যায়।"), "7.1(ঘ)", DECIDE)
ORDER_OVERDUE = Hint(
    _l("নির্দেশ প্রতিপালনের সময় পেরিয়েছে, প্রতিবেদন আসেনি: তারিখ বদলান, নয়তো তদন্তের দিকে যান।"), "7.1(চ)", "permission"
)
REPORT_OVERDUE = Hint(_l("তদন্ত প্রতিবেদনের ২০ কার্যদিবস বা দেওয়া সময় পেরিয়েছে।"), "7.1.2(গ)", "")
MINUTE_MISSING = Hint(_l("শুনানির সময় পেরিয়েছে: কার্যবিবরণী লিখে রাখুন।"), "7.1.2(ঘ)", "answering")
OVERDUE = {Kind.OPINION: OPINION_OVERDUE, Kind.ORDER: ORDER_OVERDUE, Kind.INVESTIGATION: REPORT_OVERDUE}


def hints(turn: Referral, *, at: datetime) -> list[Hint]:
    """What this turn's file suggests at this moment; [] once it is closed."""
    if not turn.is_open:
        return []
    found = by_scrutiny(turn.scrutiny) if turn.state != State.ACCEPTED else []
    for step in _standing(list(turn.steps.all())):
        found.extend(_of(step, in_dhaka(at).date(), at))
    return list(dict.fromkeys(found))


def _standing(taken: list[Step]) -> list[Step]:
    """The last step of each kind; what came before an investigation has led to it, and suggests nothing more."""
    begun = max((place for place, step in enumerate(taken) if step.kind == Kind.INVESTIGATION), default=0)
    return list({step.kind: step for step in taken[begun:]}.values())


def _of(step: Step, day: date, at: datetime) -> Iterator[Hint]:
    if (step.kind, step.answer_code) in BY_REPLY:
        yield BY_REPLY[step.kind, step.answer_code]
    elif step.kind == Kind.OPINION and not step.awaited:
        yield OPINION_CAME
    elif step.overdue_on(day) and step.kind in OVERDUE:
        yield OVERDUE[Kind(step.kind)]
    elif step.kind == Kind.HEARING and step.awaited and step.meets_at is not None and step.meets_at < at:
        yield MINUTE_MISSING
