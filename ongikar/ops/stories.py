"""Telling the demo's cases: each is filed and moved by the same verbs as a real one, at the times of its story."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from ongikar.cases import mistakes
from ongikar.cases.files import Received, receive
from ongikar.cases.intake import file_case
from ongikar.cases.models import Case, Channel, Requester
from ongikar.charter.models import Promise
from ongikar.charter.shelf import places_to_ask
from ongikar.clock.hours import DHAKA, in_dhaka
from ongikar.journal.authors import Author, requester
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office, Posting

People = dict[str, Posting]
Deed = Callable[..., object]
BETWEEN = timedelta(minutes=75)
"""So long after the one before each step of a story comes, within the office day where it may."""
WHO = ("name", "phone", "email", "address", "institution", "designation")


def tell(rows: list[dict[str, Any]], *, people: People, now: datetime) -> None:
    """File every case of the stories and let happen what they tell, all of it before `now`."""
    for number, row in enumerate(rows):
        case, at = _file(row, number, people["head"].office, now)
        for place, step in enumerate(row["story"], 1):
            _act(case, step, people, at=min(at + place * BETWEEN, now))


def _file(row: dict[str, Any], number: int, office: Office, now: datetime) -> tuple[Case, datetime]:
    at = working_days_before(office, now, row["days_ago"], hour=9 + number % 6)
    case = file_case(
        promise=Promise.objects.on_offer_as(office.code, row["service"]),
        requester=Requester(**{name: row[name] for name in WHO if row.get(name)}, consented_at=at),
        matter=row["matter"],
        documents=_documents(row.get("file")),
        post=places_to_ask(office)[row["child_office"] - 1] if "child_office" in row else None,
        channel=Channel.WEB if number % 3 else Channel.COUNTER,
        intake_key=f"demo:{secrets.token_hex(8)}",
        at=at,
    )
    return case, at


def _act(case: Case, step: dict[str, Any], people: People, *, at: datetime) -> None:
    words = {name: value for name, value in step.items() if name not in ("act", "by")}
    if "to" in words:
        words["to"] = people[words["to"]].post
    if "of" in words:
        words["of"] = Case.objects.filter(requester__phone=words["of"]).order_by("filed_at").first()
    if "in_days" in words:
        words["new_date"] = in_dhaka(at).date() + timedelta(days=words.pop("in_days"))
    by = requester(case.requester.name) if step["act"] == "withdrawn" else people[step.get("by", "head")].author()
    DEEDS[step["act"]](case, by=by, at=at, **words)


def working_days_before(office: Office, now: datetime, days: int, *, hour: int) -> datetime:
    """A moment so many working days before `now`, at that hour; today's never later than just now."""
    calendar, day = calendar_of(office), in_dhaka(now).date()
    while days > 0 or not calendar.is_working(day):
        day -= timedelta(days=1)
        days -= calendar.is_working(day)
    return min(datetime.combine(day, time(hour, 20), DHAKA), now - timedelta(minutes=5))


def _documents(said: dict[str, str] | None) -> list[Received]:
    """A sample document under the name the story gives it."""
    if said is None:
        return []
    return [receive(said["name"], (files("ongikar.ops") / "samples" / said["file"]).read_bytes())]


def _accept(case: Case, *, by: Author, at: datetime, limit_applies: bool = True, **words: Any) -> object:
    return case.accept(by=by, at=at, limit_applies=limit_applies, **words)


def _deliver(case: Case, *, by: Author, at: datetime, text: str, file: dict[str, str] | None = None) -> object:
    return case.deliver_with(documents=_documents(file), text=text, by=by, at=at)


DEEDS: dict[str, Deed] = {
    "fee_set": Case.set_fee,
    "accepted": _accept,
    "asked": Case.ask,
    "delivered": _deliver,
    "refused": Case.refuse,
    "withdrawn": Case.withdraw,
    "reopened": Case.reopen,
    "transferred": Case.transfer,
    "noted": Case.note,
    "said": Case.say,
    "duplicate": mistakes.mark_duplicate,
}
