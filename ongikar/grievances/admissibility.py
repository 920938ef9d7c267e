"""Whether a grievance is timely by the case's own clock (6.1(ঙ)): advice, which never blocks anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ongikar.bangla.dates import long_date
from ongikar.cases.lifecycle import CLOSED, State
from ongikar.cases.models import Basis, Case
from ongikar.clock.hours import in_dhaka


def is_remedy_told(case: Case, *, lapsed: bool, at: datetime) -> bool:
    """Whether the page of a case names the way to complain of itself: its date has passed, or it was refused.

    A date of the office's own target counts too: it breaks no promise, and the way is open (6.1(ঙ)). `lapsed`: whether
    its journal says so; where papers are awaited the clock stands, and what had passed before has passed.
    """
    return case.past_due_at(at) or case.state == State.REFUSED or (lapsed and case.state == State.WAITING)


@dataclass(frozen=True)
class Advice:
    """`open`: the way is open by the clause; `text`: a sentence for whoever asks, in Bangla or English."""

    open: bool
    text: str


def advice(case: Case, *, at: datetime) -> Advice:
    """Open from the moment the limit has passed, whatever day that is, or on a decision.

    What was decided once stays open, though the case was reopened; where papers are awaited, its clock stands
    still. For a service without a number in the charter, after the day of asking.
    """
    if case.state in CLOSED:
        return Advice(open=True, text=_("আবেদনটির সিদ্ধান্ত হয়ে গেছে; আপনি এখনই অভিযোগ করতে পারেন।"))
    if case.clock_number > 1:
        return Advice(open=True, text=_("আবেদনটির একবার সিদ্ধান্ত হয়েছিল, তারপর আবার খোলা হয়েছে; আপনি এখনই অভিযোগ করতে পারেন।"))
    if case.state == State.WAITING and not case.events.filter(verb="case.lapsed").exists():
        return Advice(
            open=False,
            text=_("আপনার কাছে কাগজ বা তথ্য চাওয়া হয়েছে, সময় থেমে আছে। তবু কর্মকর্তা সমাধানে ব্যর্থ হলে অভিযোগ করতে পারেন।"),
        )
    if case.lapses_at is not None and case.basis != Basis.OWN_TARGET:
        if at >= case.lapses_at:
            return Advice(open=True, text=_("প্রতিশ্রুত সময় পেরিয়ে গেছে; আপনি এখনই অভিযোগ করতে পারেন।"))
        day = long_date(case.due_on, "en" if get_language() == "en" else "bn") if case.due_on else ""
        return Advice(
            open=False,
            text=_("প্রতিশ্রুত তারিখ %(day)s এখনো পেরোয়নি (নির্দেশিকা ৬.১(ঙ))। তবু কর্মকর্তা সমাধানে ব্যর্থ হলে অভিযোগ করতে পারেন।")
            % {"day": day},
        )
    if in_dhaka(at).date() > in_dhaka(case.filed_at).date():
        return Advice(open=True, text=_("সনদে এই সেবার কোনো সংখ্যা নেই; আবেদনের পরের দিন থেকেই অভিযোগ করা যায়।"))
    return Advice(open=False, text=_("সনদে এই সেবার কোনো সংখ্যা নেই; আবেদনের দিনের পরে অভিযোগ করা যায়।"))
