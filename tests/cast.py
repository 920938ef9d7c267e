"""The world of the tests: one office by its charter, and the people in and around it.

Everything is built through the program's own doors to the model; time is an argument.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from ongikar.cases.intake import file_case
from ongikar.cases.models import Case, Channel, Requester
from ongikar.charter.drafting import draft_from
from ongikar.charter.founding import office_from
from ongikar.charter.models import Edition, Promise
from ongikar.charter.publication import give_to, publish
from ongikar.clock.hours import DHAKA
from ongikar.offices.models import Account, Office, Post, Posting
from ongikar.reading import read_charter
from tests.rows import Rows, is_empty, kept_rows

PASSWORD = "a long enough password"
SAMPLE = "doict-joypurhat"
START = date(2025, 1, 1)


def moment(text: str) -> datetime:
    """'2026-11-22 10:00' on Dhaka's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


NOW = moment("2026-11-22 10:00")  # a Sunday, the office open


def sample(name: str) -> bytes:
    return (files("ongikar.charter") / "samples" / name).read_bytes()


@dataclass(frozen=True)
class Made:
    """A cast, pickled, and every row of the database that it consists of."""

    cast: bytes
    rows: Rows


_MADE: dict[datetime, Made] = {}


@dataclass
class Cast:
    """The office of the sample charter and its people."""

    office: Office
    edition: Edition
    head: Posting  # gives every service, as the sample charter has it
    officer: Posting  # of another post in the same office
    clerk: Posting
    stranger: Posting  # head of another office
    administrator: Account

    def promise(self, code: str) -> Promise:
        return Promise.objects.on_offer_as(self.office.code, code)


def account(username: str, name: str, **fields: Any) -> Account:
    return Account.objects.open(username=username, name_bn=name, password=PASSWORD, **fields)


def posting(office: Office, username: str, name: str, title: str, role: str) -> Posting:
    post = Post.objects.create(office=office, title_bn=title, title_en=f"{username} post", role=role)
    return Posting.objects.create(account=account(username, name), post=post, starts_on=START)


def build_cast(*, at: datetime = NOW) -> Cast:
    """Read the sample charter, found its office, publish the edition, and seat the people.

    That takes a hundred statements; what it made is kept, and put into the next empty database as it was.
    """
    if not is_empty():
        return _build(at)
    if at in _MADE:
        _MADE[at].rows.put_back()
    else:
        cast = _build(at)
        _MADE[at] = Made(pickle.dumps(cast), kept_rows())
    made: Cast = pickle.loads(_MADE[at].cast)
    return made


def _build(at: datetime) -> Cast:
    data = sample(f"{SAMPLE}.txt")
    english = json.loads(sample(f"{SAMPLE}.en.json"))
    sheet = read_charter(data, f"{SAMPLE}.txt", on=at.date())
    office = office_from(sheet, english=english)
    head = posting(office, "head", "নাজমা আক্তার", "প্রোগ্রামার", Post.Role.HEAD)
    officer = posting(office, "officer", "রফিকুল ইসলাম", "সহকারী প্রোগ্রামার", Post.Role.OFFICER)
    clerk = posting(office, "clerk", "শাপলা বেগম", "অফিস সহকারী", Post.Role.CLERK)
    edition = draft_from(sheet, office=office, source=data, source_text=data.decode(), at=at, by=head, english=english)
    give_to(edition, head.post)
    publish(edition, by=head, at=at)
    elsewhere = Office.objects.create(code="elsewhere", name_bn="অন্য দপ্তর")
    stranger = posting(elsewhere, "stranger", "অচেনা কর্মকর্তা", "প্রধান", Post.Role.HEAD)
    administrator = account("administrator", "প্রশাসক", is_administrator=True)
    return Cast(office, edition, head, officer, clerk, stranger, administrator)


def make_case(cast: Cast, code: str = "citizen-5", *, at: datetime = NOW, key: str = "key-1", **changes: Any) -> Case:
    """A case of a believable asker of that service; `changes` are fields of the requester, `matter` or `channel`."""
    if code.startswith("institutional"):
        changes = {"institution": "ক্ষেতলাল আদর্শ উচ্চ বিদ্যালয়", "designation": "প্রধান শিক্ষক", **changes}
    if code.startswith("internal"):
        changes = {"account": cast.officer.account, **changes}
    channel = changes.pop("channel", Channel.WEB)
    matter = changes.pop("matter", "আমাদের বিদ্যালয়ে সাইবার নিরাপত্তা নিয়ে কথা বলতে চাই।")
    who = {"name": "রহিমা খাতুন", "address": "ক্ষেতলাল, জয়পুরহাট", "phone": "+8801712345678", **changes}
    return file_case(
        promise=cast.promise(code),
        requester=Requester(**who),
        matter=matter,
        channel=channel,
        intake_key=key,
        at=at,
    )
