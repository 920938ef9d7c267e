"""Telling the demo's grievances: about officers of the upazilas, before the district's grievance officer (5.1.1)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from ongikar.charter.models import Promise, Service
from ongikar.clock.hours import DHAKA, in_dhaka
from ongikar.figures.months import Month
from ongikar.grievances.appeals import appeal
from ongikar.grievances.complaining import answer, complainant_of
from ongikar.grievances.lodging import Complaint, lodge
from ongikar.grievances.models import Complainant, Grievance, Referral, decide
from ongikar.grievances.stepping import take
from ongikar.grievances.steps import QUESTIONS, To
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Posting

People = dict[str, Posting]
WHO = ("name", "mobile", "present_address")


def tell_grievances(people: People, *, now: datetime) -> None:
    """Lodge what was lodged before `now` and let happen to it what its story tells; the rest is not there yet."""
    for row in json.loads((files("ongikar.ops") / "samples" / "grievances.json").read_text(encoding="utf8")):
        at = _moment(people["head"], row, now)
        if at < now:
            _tell(_lodged(row, people, at), row["story"], people, now)


def _moment(head: Posting, row: dict[str, Any], now: datetime) -> datetime:
    month = Month.of(now)
    for _ in range(row["months_ago"]):
        month = month.before
    day = calendar_of(head.office).nth_after(month.first + timedelta(days=row["day"] - 2), 1)
    return datetime.combine(day, time(10, 15), DHAKA)


def _lodged(row: dict[str, Any], people: People, at: datetime) -> Grievance:
    about = people[row["against"]]
    who = Complainant(**{name: row[name] for name in WHO if name in row}, consented_at=at)
    complaint = Complaint(
        kind=Grievance.Kind.PUBLIC, medium=row["medium"], office=about.office, subject=row["subject"],
        matter=row["matter"], named=(about,), anonymous="name" not in row,
        service=_service(row, people["head"]), identity_hidden=row.get("identity_hidden", False),
        more={"national_no": row.get("national_no", "")},
    )  # fmt: skip
    by = None if row["medium"] == "web" else people["clerk"].author()
    key = f"demo:{secrets.token_hex(8)}"
    return lodge(complaint, complainant=None if complaint.anonymous else who, intake_key=key, at=at, by=by)


def _service(row: dict[str, Any], head: Posting) -> Service | None:
    return Promise.objects.on_offer_as(head.office.code, row["service"]).service if "service" in row else None


def _tell(grievance: Grievance, story: list[dict[str, Any]], people: People, now: datetime) -> None:
    calendar = calendar_of(grievance.office)
    for step in story:
        day = calendar.nth_after(in_dhaka(grievance.filed_at).date(), step["after"])
        at = datetime.combine(day, time(15, 0), DHAKA)
        if at >= now:
            break
        words = {name: value for name, value in step.items() if name not in ("act", "after")}
        DEEDS[step["act"]](grievance.current, people["head"], at, words)
    for event in grievance.events.all():  # what happened then was told then
        event.mark_told(at=event.at)


def _accept(turn: Referral, head: Posting, at: datetime, words: dict[str, Any]) -> object:
    answers = {str(number): "yes" for number in range(1, len(QUESTIONS) + 1)}
    return turn.accept(by=head.author(), at=at, scrutiny=answers)


def _taken(turn: Referral, head: Posting, at: datetime, words: dict[str, Any]) -> object:
    """A step before whoever is complained of."""
    due_on = calendar_of(turn.grievance.office).nth_after(in_dhaka(at).date(), words["days"])
    about = turn.grievance.concerned.get().posting
    return take(
        turn,
        words["kind"],
        by=head.author(),
        at=at,
        to=To.CONCERNED,
        to_posting=about,
        text=words["text"],
        due_on=due_on,
    )


def _answered(turn: Referral, head: Posting, at: datetime, words: dict[str, Any]) -> object:
    step = turn.steps.get(answered_at=None)
    assert step.to_posting is not None
    return answer(step, by=step.to_posting.author(), at=at, **words)


def _told(turn: Referral, head: Posting, at: datetime, words: dict[str, Any]) -> object:
    return turn.decisions.get(told_at=None).tell(by=head.author(), at=at, **words)


def _appealed(turn: Referral, head: Posting, at: datetime, words: dict[str, Any]) -> object:
    by = complainant_of(turn.grievance)
    return appeal(turn, appellant=Referral.Appellant.COMPLAINANT, by=by, at=at, **words)


DEEDS: dict[str, Callable[[Referral, Posting, datetime, dict[str, Any]], object]] = {
    "accepted": _accept,
    "decided": lambda turn, head, at, words: decide(turn, by=head.author(), at=at, **words),
    "taken": _taken,
    "answered": _answered,
    "told": _told,
    "shelved": lambda turn, head, at, words: turn.shelve(by=head.author(), at=at, **words),
    "withdrawn": lambda turn, head, at, words: turn.withdraw(by=complainant_of(turn.grievance), at=at, **words),
    "reopened": lambda turn, head, at, words: turn.reopen(by=complainant_of(turn.grievance), at=at, **words),
    "appealed": _appealed,
}
