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
from ongikar.figures.kept import kept_in
from ongikar.figures.months import Month
from ongikar.figures.releasing import release
from ongikar.journal.authors import Author, requester
from ongikar.journal.unread import mark_read
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


def tell_month(story: dict[str, Any], *, people: People, now: datetime) -> None:
    """The promises of the month before this one, each asked on a day and given some working days later; and the
    head's release of that month, where its holidays left enough of them due in it."""
    head, month = people["head"], Month.of(now).before
    calendar = calendar_of(head.office)
    for number, row in enumerate(story["cases"]):
        day = calendar.nth_after(month.first + timedelta(days=row["day"] - 2), 1)
        case = _taken(row, number, head.office, datetime.combine(day, time(10, 5 * number), DHAKA))
        given = datetime.combine(calendar.nth_after(day, row["took"]), time(15, 0), DHAKA)
        case.accept(by=head.author(), at=case.filed_at + BETWEEN, limit_applies=True)
        case.deliver(by=head.author(), at=given, text=row["text"])
        for event in case.events.all():  # what happened then was told then
            event.mark_told(at=event.at)
    if kept_in(head.office, month).enough:
        release(month, by=head, at=now, reasons=story["reasons"])


def _file(row: dict[str, Any], number: int, office: Office, now: datetime) -> tuple[Case, datetime]:
    at = working_days_before(office, now, row["days_ago"], hour=9 + number % 6)
    return _taken(row, number, office, at), at


def _taken(row: dict[str, Any], number: int, office: Office, at: datetime) -> Case:
    return file_case(
        promise=Promise.objects.on_offer_as(office.code, row["service"]),
        requester=Requester(**{name: row[name] for name in WHO if row.get(name)}, consented_at=at),
        matter=row["matter"],
        documents=_documents(row.get("file")),
        post=places_to_ask(office)[row["child_office"] - 1] if "child_office" in row else None,
        channel=Channel.WEB if number % 3 else Channel.COUNTER,
        intake_key=f"demo:{secrets.token_hex(8)}",
        at=at,
    )


def _act(case: Case, step: dict[str, Any], people: People, *, at: datetime) -> None:
    words = {name: value for name, value in step.items() if name not in ("act", "by")}
    if "to" in words:
        words["to"] = people[words["to"]].post
    if "of" in words:
        words["of"] = Case.objects.filter(requester__phone=words["of"]).order_by("filed_at").first()
    if "in_days" in words:
        words["new_date"] = in_dhaka(at).date() + timedelta(days=words.pop("in_days"))
    by = requester(case.requester.name) if step["act"] in THEIRS else people[step.get("by", "head")].author()
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


def _read(case: Case, *, by: Author, at: datetime) -> object:
    assert case.unread_id is not None
    return mark_read(case, "case.read", up_to=case.unread_id, by=by, at=at)


THEIRS = ("replied", "withdrawn")
"""What the applicant does himself."""
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
    "replied": Case.reply,
    "read": _read,
    "duplicate": mistakes.mark_duplicate,
}
