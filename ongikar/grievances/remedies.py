"""The right remedy now: what a complainant can do, by tier and clock, as a table; and the ways outside the tiers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from django.db import models
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.dates import long_date
from ongikar.clock.hours import in_dhaka
from ongikar.grievances import clocks
from ongikar.grievances.appeals import appeal_by
from ongikar.grievances.forwarding import seat_past
from ongikar.grievances.lifecycle import DECIDED, State
from ongikar.grievances.models import Grievance, GrievanceEvent, Referral, TierSeat


@dataclass(frozen=True)
class Elsewhere:
    """A way outside the tiers, as reviewed data with its source (grievances/data/elsewhere.json)."""

    code: str
    title_bn: str
    title_en: str
    text_bn: str
    text_en: str
    clause: str
    source: str
    reviewed_on: str = ""

    @property
    def reviewed(self) -> date:
        """When somebody last held the text against its source."""
        return date.fromisoformat(self.reviewed_on)


@cache
def elsewhere() -> dict[str, Elsewhere]:
    rows = json.loads((files("ongikar.grievances") / "data" / "elsewhere.json").read_text(encoding="utf8"))
    return {row["code"]: Elsewhere(**row) for row in rows}


def ways(*codes: str) -> list[Elsewhere]:
    return [elsewhere()[code] for code in codes]


EXCLUDED = ("rti", "court", "appeal_in_law")
"""What 6.1 leaves out, with where to turn instead."""

OUTSIDE = ("national", "post")
"""The other ways to be heard, told where this installation cannot be the place."""

AFTER_THE_LAST = ("writ", "legal_aid", "corruption", "national")
"""What is left after the last tier, outside the guideline."""


class Clock(models.TextChoices):
    """How a turn stands to its clock, as far as it changes what can be done."""

    RUNNING = "running", _l("সময় চলছে")
    ASKED = "asked", _l("তথ্য চাওয়া হয়েছে")
    LAPSED = "lapsed", _l("সময়সীমা পেরিয়েছে")
    DECIDED = "decided", _l("সিদ্ধান্ত হয়েছে, মাস চলছে")
    MONTH_OVER = "month_over", _l("সিদ্ধান্ত হয়েছে, মাস শেষ")
    WITHDRAWN = "withdrawn", _l("প্রত্যাহার")
    ELSEWHERE = "elsewhere", _l("এই স্থাপনার বাইরের দপ্তরে প্রেরিত")


class Way(models.TextChoices):
    """What can be done now."""

    WAIT = "wait", _l("অপেক্ষা")
    ANSWER = "answer", _l("তথ্য দেওয়া")
    APPEAL = "appeal", _l("আপিল")
    LATE_APPEAL = "late_appeal", _l("দেরিতে আপিল")
    REOPEN = "reopen", _l("আবার খোলা")
    WITHDRAW = "withdraw", _l("প্রত্যাহার")
    OUTSIDE = "outside", _l("বাইরের প্রতিকার")
    ANEW = "anew", _l("নতুন অভিযোগ")
    ASK_THERE = "ask_there", _l("সেখানে খোঁজ")


# (clock, whether a tier follows) -> what can be done, the first being what is advised
REMEDIES: dict[tuple[str, bool], tuple[str, ...]] = {
    (Clock.RUNNING, True): (Way.WAIT, Way.WITHDRAW),
    (Clock.RUNNING, False): (Way.WAIT, Way.WITHDRAW),
    (Clock.ASKED, True): (Way.ANSWER, Way.WITHDRAW),
    (Clock.ASKED, False): (Way.ANSWER, Way.WITHDRAW),
    (Clock.LAPSED, True): (Way.APPEAL, Way.WITHDRAW),
    (Clock.LAPSED, False): (Way.OUTSIDE, Way.WITHDRAW),
    (Clock.DECIDED, True): (Way.APPEAL, Way.REOPEN),
    (Clock.DECIDED, False): (Way.REOPEN, Way.OUTSIDE),
    (Clock.MONTH_OVER, True): (Way.LATE_APPEAL, Way.ANEW),
    (Clock.MONTH_OVER, False): (Way.OUTSIDE, Way.ANEW),
    (Clock.WITHDRAWN, True): (Way.ANEW,),
    (Clock.WITHDRAWN, False): (Way.ANEW,),
    (Clock.ELSEWHERE, True): (Way.ASK_THERE, Way.OUTSIDE),
    (Clock.ELSEWHERE, False): (Way.ASK_THERE, Way.OUTSIDE),
}


@dataclass(frozen=True)
class Remedy:
    """What a complainant can do now. `next`: who sits at the next tier; `by`: the last day of the appeal."""

    clock: str
    ways: tuple[str, ...]
    text: str
    next: TierSeat | None
    by: date | None

    @property
    def appeal(self) -> bool:
        return Way.APPEAL in self.ways or Way.LATE_APPEAL in self.ways

    @property
    def needs_code(self) -> bool:
        """Whether something can be done on the page of the grievance by whoever opens it."""
        return not {Way.APPEAL, Way.LATE_APPEAL, Way.REOPEN, Way.ANSWER}.isdisjoint(self.ways)

    @property
    def anew(self) -> bool:
        return Way.ANEW in self.ways

    @property
    def outside(self) -> list[Elsewhere]:
        return ways(*AFTER_THE_LAST) if Way.OUTSIDE in self.ways else []


def clock_of(turn: Referral, at: datetime) -> str:
    if turn.state == State.WITHDRAWN:
        return Clock.WITHDRAWN
    if turn.state == State.FORWARDED:  # and nothing follows: the office is not in this installation
        return Clock.ELSEWHERE
    if turn.state in DECIDED:
        last = appeal_by(turn, at)
        return Clock.MONTH_OVER if last and in_dhaka(at).date() > last else Clock.DECIDED
    if turn.late_at(at):
        return Clock.LAPSED
    return Clock.ASKED if turn.state == State.RETURNED else Clock.RUNNING


def right_remedy(grievance: Grievance, *, at: datetime) -> Remedy:
    """What the complainant can do at this moment, by the table above."""
    turn = grievance.current
    following = _next_seat(turn, at)
    clock = clock_of(turn, at)
    found = REMEDIES[clock, following is not None]
    by = appeal_by(turn, at)
    return Remedy(clock, found, _text(found[0], turn, following, by), following, by)


@dataclass(frozen=True)
class Appeal:
    """To whom, and until when."""

    next: TierSeat
    by: date


def appeal_told(event: GrievanceEvent) -> Appeal | None:
    """What the letter of a decision or of a lapse says of the appeal: as it stood then, whatever came of it since.

    None where the fact opens no appeal, or no tier follows.
    """
    turn = event.referral
    if turn is None or event.verb not in OPENS_APPEAL:
        return None
    office = turn.seat.office  # the grievance may have been sent to another since
    following = seat_past(event.grievance, turn.tier, event.at, office=office)
    return Appeal(following, clocks.appeal_by(office, event.at)) if following else None


OPENS_APPEAL = ("grievance.disposed", "grievance.shelved", "grievance.lapsed")


def _sent_to(turn: Referral) -> str:
    """Where a turn was sent that ended here by it, with the letter's number to ask by."""
    event = turn.events.filter(verb="grievance.forwarded").last()
    return ", ".join(filter(None, (event.facts["to"], event.facts.get("memo_no")))) if event else ""


def _next_seat(turn: Referral, at: datetime) -> TierSeat | None:
    """Who sits above; None where nobody does. Past whoever is complained of it is passed by itself."""
    return seat_past(turn.grievance, turn.tier, at)


def _text(way: str, turn: Referral, following: TierSeat | None, by: date | None) -> str:
    language = "en" if get_language() == "en" else "bn"
    words = {
        "day": long_date(turn.due_on, language),
        "by": long_date(by, language) if by else "",
        "to": _sent_to(turn) if way == Way.ASK_THERE else following.title if following else "",
    }
    return str(TEXTS[way]) % words


# What is advised, said: a sentence with the day it lapses, the last day of an appeal, and who sits above.
TEXTS: dict[str, str | Lazy] = {
    Way.WAIT: _l("%(day)s-এর মধ্যে নিষ্পত্তি হওয়ার কথা। না হলে আপনাকে জানানো হবে, এবং পরের দিন থেকেই পরের ধাপে যাওয়া যাবে।"),
    Way.ANSWER: _l("চাওয়া তথ্যটি দিন। সময়সীমা %(day)s থামে না।"),
    Way.APPEAL: _l("আপনি এখন আপিল করতে পারেন: %(to)s। শেষ দিন %(by)s।"),
    Way.LATE_APPEAL: _l("আপিলের মাস %(by)s শেষ হয়েছে। তবু আপিল করা যায়; দেরি গ্রহণ করা হবে কি না, ঠিক করবেন: %(to)s।"),
    Way.REOPEN: _l("সমাধান না হলে জানান; অভিযোগটি আবার খুলবে। সনদে এর পরে আর কোনো ধাপ নেই।"),
    Way.OUTSIDE: _l("সনদে এর পরে আর কোনো ধাপ নেই। বাইরের প্রতিকারগুলো নিচে দেওয়া আছে।"),
    Way.ASK_THERE: _l("অভিযোগটি পাঠানো হয়েছে: %(to)s। নিষ্পত্তির তারিখ %(day)s বদলায়নি; চিঠির নম্বর বলে সেখানে খোঁজ নিন।"),
    Way.ANEW: _l("এই অভিযোগের কাজ শেষ। দরকার হলে নতুন করে অভিযোগ করা যায়।"),
}
