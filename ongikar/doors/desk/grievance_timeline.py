"""What has happened to a grievance, in one line of time, for whoever decides it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.doors.desk.timeline import Moment, changes_of
from ongikar.grievances import steps
from ongikar.grievances.models import Grievance, GrievanceEvent, Step
from ongikar.grievances.warnings import OVERDUE, WARNED
from ongikar.journal.models import Entry
from ongikar.journal.unread import unread_among
from ongikar.ui.templatetags.parts import in_digits

NOTICED_LATE = timedelta(minutes=1)
REPLIES = dict(steps.REPLIES)
PARTIES: dict[Any, Any] = dict(steps.To.choices)  # where nobody is named, the step goes to one of these
STOPS = {"grievance.information_asked", "grievance.no_seat_left", "grievance.nudged", "grievance.reminded"}
NOT_YET = _l("আবেদনের নিজের ঘড়িতে অভিযোগের সময় তখনো হয়নি (৬.১(ঙ)); এটি পরামর্শ, বাধা নয়।")
# a fact of an entry -> the sentence that tells it
WORDS: dict[str, str | Lazy] = {
    "to": _l("প্রাপক: %(it)s"),
    "reason": _l("কারণ: %(it)s"),
    "reasons": _l("কারণ: %(it)s"),
    "instead": _l("এখন যা করা যায়: %(it)s"),
    "text": "%(it)s",
    "how": _l("যেভাবে: %(it)s"),
    "comment": "%(it)s",
    "discretion": _l("পরিচয় ছাড়া, তবু আমলে নেওয়ার কারণ: %(it)s"),
    "clause": _l("ধারা: %(it)s"),
}
DAYS: dict[str, str | Lazy] = {
    WARNED: _l("কার্যদিবস বাকি: %(days)s"),
    OVERDUE: _l("তারিখের পরে কার্যদিবস: %(days)s"),
}


def moments_of(grievance: Grievance) -> list[Moment]:
    """Everything, the latest last; of an answer that is still to be read, its words too."""
    events = list(grievance.events.select_related("by_posting__post").order_by("pk"))
    overdue = [event.pk for event in events if event.verb == OVERDUE][:-1]  # the last says it for all
    new = unread_among(grievance, events)
    answers = _answers(new)
    return [
        _of(event, unread=event in new, more=answers.get(event.facts.get("step", 0), []) if event in new else [])
        for event in events
        if event.pk not in overdue
    ]


def _answers(new: list[GrievanceEvent]) -> dict[int, list[str]]:
    """What was answered in the steps of these facts."""
    numbers = [event.facts["step"] for event in new if "step" in event.facts]
    found = Step.objects.filter(pk__in=numbers, answered_at__isnull=False) if numbers else []
    return {step.pk: [step.answer] for step in found}


def _of(event: GrievanceEvent, *, unread: bool, more: list[str]) -> Moment:
    late = event.noticed_at - event.at > NOTICED_LATE
    return Moment(
        at=event.at,
        title=event.sentence,
        by=_("প্রোগ্রাম নিজে") if event.by_kind == Entry.BY_SYSTEM else event.by_name or _("অভিযোগকারী"),
        post=event.by_posting.post.title_bn if event.by_posting else "",
        tone="red" if event.verb in ("grievance.lapsed", OVERDUE) else "stop" if event.verb in STOPS else "",
        noticed_at=event.noticed_at if late else None,
        lines=_lines(event) + more,
        unread=unread,
    )


def _lines(event: GrievanceEvent) -> list[str]:
    facts = event.facts
    lines = [str(WORDS[name]) % {"it": _it(name, facts[name])} for name in WORDS if facts.get(name)]
    if event.verb == "grievance.corrected":
        lines += changes_of(facts)
    if facts.get("because") == "conflict":
        lines.append(_("যাঁর বিরুদ্ধে অভিযোগ, তিনিই এই ধাপের কর্মকর্তা।"))
    lines += _of_scrutiny(facts)
    if facts.get("code") in REPLIES:
        lines.append(str(REPLIES[facts["code"]]))
    if facts.get("told_late"):
        lines.append(_("দেরিতে জানানো হয়েছে: ৭ কার্যদিবস পেরিয়ে (৭.৪(ছ))।"))
    if event.verb in DAYS:
        lines.append(str(DAYS[event.verb]) % {"days": in_digits(facts["days"])})
    if facts.get("late"):
        lines.append(_("আপিলের মাস পেরিয়ে যাওয়ার পরে; গ্রহণ করা হবে কি না, কর্মকর্তা ঠিক করবেন।"))
    return lines


def _it(name: str, value: Any) -> Any:
    """A fact as it is read: a party by what it is called, a clause in the digits of the page."""
    if name == "to":
        return PARTIES.get(value, value)
    return in_digits(value) if name == "clause" else value


def _of_scrutiny(facts: dict[str, Any]) -> list[str]:
    """Of whom and of what it is, as far as the clauses make a difference."""
    lines = []
    if facts.get("because") == "appeal_officer":
        lines.append(_("আপিল কর্মকর্তার বিরুদ্ধে অভিযোগ: যায় অভিযোগ ব্যবস্থাপনা সেলে (৭.১(ক)iii, iv)।"))
    if "timely" in facts:
        lines.append(_("আবেদনের নিজের ঘড়িতে অভিযোগের সময় হয়েছিল (৬.১(ঙ))।") if facts["timely"] else str(NOT_YET))
    if "proved" in facts:
        lines.append(_("আবেদনের নম্বর রসিদের কোড ছাড়া দেওয়া; আবেদনটি অভিযোগকারীর কি না, যাচাই হয়নি।"))
    if facts.get("standard_alone"):
        lines.append(_("বিষয়টি ৬.১-এ বাদ দেওয়া; শুধু সেবার মান ভঙ্গের অংশ নেওয়া হয়েছে (৭.১.১(গ))।"))
    return lines
