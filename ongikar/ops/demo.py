"""The demo office: the sample charter, its people, and cases in every state. Nothing of it stands in code."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.crypto import salted_hmac

from ongikar.charter.drafting import draft_from
from ongikar.charter.founding import office_from
from ongikar.charter.publication import give_to, publish
from ongikar.offices.models import Account, Office, Post, Posting
from ongikar.ops.around_stories import tell_around
from ongikar.ops.grievance_stories import tell_grievances
from ongikar.ops.refusal import Refused
from ongikar.ops.stories import tell, tell_month
from ongikar.reading import read_charter, source_text

SAMPLE = "doict-joypurhat"
CHARTERS, STORIES = files("ongikar.charter") / "samples", files("ongikar.ops") / "samples"


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
    story = json.loads((STORIES / "demo.json").read_text(encoding="utf8"))
    data = (CHARTERS / f"{SAMPLE}.txt").read_bytes()
    english = json.loads((CHARTERS / f"{SAMPLE}.en.json").read_text(encoding="utf8"))
    sheet = read_charter(data, f"{SAMPLE}.txt", on=now.date())
    office = office_from(sheet, english=english)
    Office.objects.filter(pk=office.pk).update(**story["office"])
    people = {person["username"]: _seat(office, person, now) for person in story["people"] if "role" in person}
    head = people["head"]
    edition = draft_from(
        sheet, office=office, source=data, source_text=source_text(data), at=now, by=head, english=english
    )
    give_to(edition, head.post)
    publish(edition, by=head, at=now)
    people |= {person["username"]: _seat(office, person, now) for person in story["people"] if "role" not in person}
    tell(story["cases"], people=people, now=now)
    tell_month(story["last_month"], people=people, now=now)
    tell_grievances(people, now=now)
    tell_around(head, now=now)
    return office


def _seat(office: Office, person: dict[str, Any], now: datetime) -> Posting:
    """Give the person a post of the office, or the one that publishing made in a child office."""
    names = {name: person[name] for name in ("username", "name_bn", "name_en")}
    account = Account.objects.open(password=password(), demo_password=True, **names)
    since = now.date() - timedelta(days=400)
    for place in person.get("also_at", []):
        Posting.objects.create(
            account=account,
            post=_post(office, {"child_office": place}),
            kind=Posting.Kind.ADDITIONAL,
            starts_on=since,
            order_no=person["order_no"],
        )
    return Posting.objects.create(account=account, post=_post(office, person), starts_on=since)


def _post(office: Office, person: dict[str, Any]) -> Post:
    if "child_office" in person:
        posts = Post.objects.filter(office__parent=office).order_by("office__position", "office", "pk")
        return list(posts)[int(person["child_office"]) - 1]
    titles = {"title_bn": person["post_bn"], "title_en": person["post_en"]}
    return Post.objects.create(office=office, role=person["role"], **titles)


def sign_ins() -> str:
    """What `make run` prints: who can sign in."""
    accounts = Account.objects.filter(demo_password=True).order_by("pk")
    lines = [f"  {account.username.upper():8} {account.username} {password()}" for account in accounts]
    return "\n".join(["Demo sign-ins (they work only in this demo):", *lines]) if settings.DEMO else ""
