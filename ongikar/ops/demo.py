"""The demo office: the sample charter, its people, and cases in every state. Nothing of it stands in code."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.crypto import salted_hmac

from ongikar.cases.intake import file_case
from ongikar.cases.models import Case, Channel, Requester
from ongikar.charter.drafting import draft_from
from ongikar.charter.founding import office_from
from ongikar.charter.models import Promise
from ongikar.charter.publication import give_to, publish
from ongikar.clock.hours import DHAKA
from ongikar.journal.authors import Author, requester
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Account, Office, Post, Posting
from ongikar.ops.refusal import Refused
from ongikar.reading import read_charter, source_text

SAMPLE = "doict-joypurhat"


def password() -> str:
    """The demo's password: the same at every start of this data directory, and of no other."""
    return salted_hmac("ongikar.demo", "password", algorithm="sha256").hexdigest()[:12]


@transaction.atomic
def make_demo(now: datetime, *, renew: bool = False) -> Office:
    """Make the demo office unless it is there already; `renew` makes it anew, with its dates round `now`.

    Raises Refused where the data is not the demo's: nothing of a real office is ever touched.
    """
    if not is_demo_data():
        raise Refused("this data directory holds a real office. The demo has its own: unset ONGIKAR_DATA")
    if renew:
        call_command("flush", verbosity=0, interactive=False)
    if office := Office.objects.tops().first():
        return office
    return _make(now)


def is_demo_data() -> bool:
    """Whether the database is empty, or made by make_demo alone."""
    return not Account.objects.filter(demo_password=False).exists() and (
        Account.objects.exists() or not Office.objects.exists()
    )


def _make(now: datetime) -> Office:
    story = json.loads((files("ongikar.ops") / "samples" / "demo.json").read_text(encoding="utf8"))
    charter = files("ongikar.charter") / "samples"
    data = (charter / f"{SAMPLE}.txt").read_bytes()
    english = json.loads((charter / f"{SAMPLE}.en.json").read_text(encoding="utf8"))
    sheet = read_charter(data, f"{SAMPLE}.txt", on=now.date())
    office = office_from(sheet, english=english)
    head = [_person(office, person, now) for person in story["people"]][0]
    edition = draft_from(
        sheet, office=office, source=data, source_text=source_text(data), at=now, by=head, english=english
    )
    give_to(edition, head.post)
    publish(edition, by=head, at=now)
    for number, row in enumerate(story["cases"]):
        _tell_story(office, head, row, number, now)
    return office


def _person(office: Office, person: dict[str, Any], now: datetime) -> Posting:
    post = Post.objects.create(
        office=office, title_bn=person["post_bn"], title_en=person["post_en"], role=person["role"]
    )
    account = Account.objects.open(
        username=person["username"], name_bn=person["name_bn"], name_en=person["name_en"], password=password(),
        demo_password=True,
    )  # fmt: skip
    return Posting.objects.create(account=account, post=post, starts_on=now.date() - timedelta(days=400))


def _tell_story(office: Office, head: Posting, row: dict[str, Any], number: int, now: datetime) -> None:
    at = _working_days_before(office, now, row["days_ago"], hour=9 + number % 6)
    who = {key: row[key] for key in ("name", "phone", "email", "address", "institution", "designation") if row.get(key)}
    case = file_case(
        promise=Promise.objects.on_offer_as(office.code, row["service"]), requester=Requester(**who, consented_at=at),
        matter=row["matter"], channel=Channel.WEB if number % 3 else Channel.COUNTER,
        intake_key=f"demo:{secrets.token_hex(8)}", at=at,
    )  # fmt: skip
    for step, deed in enumerate(row["story"][1:], 1):
        moment = min(at + timedelta(hours=3 * step), now)
        DEEDS[deed](case, head.author(), moment)


def _working_days_before(office: Office, now: datetime, days: int, *, hour: int) -> datetime:
    calendar, day = calendar_of(office), now.astimezone(DHAKA).date()
    left = days
    while left > 0 or not calendar.is_working(day):
        day -= timedelta(days=1)
        left -= calendar.is_working(day)
    at = datetime.combine(day, time(hour, 20), DHAKA)
    return min(at, now - timedelta(minutes=5))


Deed = Callable[[Case, Author, datetime], object]
_FEE = {"amount": "0", "rule": "সরকারি প্রশিক্ষণ নীতিমালা", "payment": ""}
DEEDS: dict[str, Deed] = {
    "fee_set": lambda case, by, at: case.set_fee(by=by, at=at, **_FEE),
    "accepted": lambda case, by, at: case.accept(by=by, at=at, limit_applies=True),
    "accepted_not": lambda case, by, at: case.accept(
        by=by,
        at=at,
        limit_applies=False,
        reason="প্রশিক্ষণটি আগামী মাসে",
        new_date=at.date() + timedelta(days=20),
    ),
    "asked": lambda case, by, at: case.ask(
        by=by, at=at, reason="other", why="কতটি কম্পিউটার ও কী কাজে লাগবে, তার তালিকা দিন।"
    ),
    "delivered": lambda case, by, at: case.deliver(
        by=by, at=at, text="সেবা দেওয়া হয়েছে; ফলাফল আবেদনকারীকে বুঝিয়ে বলা হয়েছে।"
    ),
    "refused": lambda case, by, at: case.refuse(
        by=by,
        at=at,
        reason="ব্যক্তিগত ওয়েবসাইট তৈরি এই দপ্তরের সেবা নয়।",
        remedy="দপ্তরের ওয়েব পোর্টাল হালনাগাদে সহায়তা চাইলে আবার আবেদন করুন।",
    ),
    "withdrawn": lambda case, _by, at: case.withdraw(by=requester(case.requester.name), at=at),
    "reopened": lambda case, by, at: case.reopen(by=by, at=at, reason="সমস্যাটি আবার দেখা দিয়েছে।"),
}


def sign_ins() -> str:
    """What `make run` prints: who can sign in."""
    accounts = Account.objects.filter(demo_password=True).order_by("pk")
    lines = [f"  {account.username.upper():8} {account.username} {password()}" for account in accounts]
    return "\n".join(["Demo sign-ins (they work only in this demo):", *lines]) if settings.DEMO else ""
