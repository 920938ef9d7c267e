"""An office with many cases, made in bulk and always the same: `python -m bench.world CASES` in its own process.

Prints one JSON object: what the visitors need to know, and the statements each page takes.
"""

from __future__ import annotations

import json
import os
import random
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

SAMPLE = "doict-joypurhat"
SERVICE = "citizen-5"
PASSWORD = "a password of the bench"
OFFICERS = 10
BATCH = 1000


@dataclass
class Made:
    """One case with what belongs to it, not yet saved."""

    case: Any
    events: list[Any]
    assignment: Any
    result: Any


def found_office(now: datetime) -> tuple[Any, list[Any]]:
    """The sample charter's office, published, with ten officers; the first is its head."""
    from ongikar.charter.drafting import draft_from
    from ongikar.charter.founding import office_from
    from ongikar.charter.publication import give_to, publish
    from ongikar.offices.models import Account, Post, Posting
    from ongikar.reading import read_charter, source_text

    sample = files("ongikar.charter") / "samples"
    data = (sample / f"{SAMPLE}.txt").read_bytes()
    sheet = read_charter(data, f"{SAMPLE}.txt", on=now.date())
    office = office_from(sheet)
    postings = []
    for number in range(OFFICERS):
        role = Post.Role.OFFICER if number else Post.Role.HEAD
        post = Post.objects.create(office=office, title_bn=f"কর্মকর্তা {number}", role=role)
        account = Account.objects.open(username=f"officer{number}", name_bn=f"কর্মকর্তা {number}", password=PASSWORD)
        postings.append(Posting.objects.create(account=account, post=post, starts_on=now.date() - timedelta(days=800)))
    edition = draft_from(
        sheet, office=office, source=data, source_text=source_text(data), at=now - timedelta(days=790), by=postings[0]
    )
    give_to(edition, postings[0].post)
    publish(edition, by=postings[0], at=now - timedelta(days=790))
    return office, postings


def story(number: int) -> str:
    """One case in ten is open; the rest have ended, most of them well."""
    if number // OFFICERS % 10 == 0:
        return ("accepted", "filed", "accepted", "waiting")[number // 100 % 4]
    return ("delivered", "delivered", "delivered", "refused", "withdrawn")[number % 5]


def cases(count: int, now: datetime) -> Iterator[Made]:
    """The cases 0 to `count`, each as file_case and the verbs would have left it."""
    from ongikar.charter.models import Promise
    from ongikar.offices.models import Office, Post

    office = Office.objects.tops().get()
    promises = list(Promise.objects.on_offer(office).select_related("edition__office"))
    posts = list(Post.objects.filter(office=office).order_by("pk"))
    rng = random.Random(1)
    for number in range(count):
        yield _case(number, rng, promises[number % len(promises)], office, posts[number % OFFICERS], now)


def _case(number: int, rng: random.Random, promise: Any, office: Any, post: Any, now: datetime) -> Made:
    from ongikar.cases.models import Assignment, Case, Channel, Requester, Result

    state = story(number)
    closed = state in ("delivered", "refused", "withdrawn")
    at = now - timedelta(days=rng.randint(15, 700) if closed else rng.randint(0, 9), minutes=rng.randint(1, 400))
    who = Requester(pk=number + 1, name=_words().name(number), phone=f"+88017{number:08d}", address="জয়পুরহাট সদর")
    case = Case(
        id=uuid.UUID(int=rng.getrandbits(128), version=4),
        reference=_reference(rng),
        intake_key=f"bench:{number}",
        promise=promise, service=promise.service, office=office, post=post, requester=who,
        channel=Channel.WEB if number % 3 else Channel.COUNTER,
        state=state,
        matter=_matter(number),
        filed_at=at, clock_from=at, **_dates(promise, office, state, at, now),
    )  # fmt: skip
    result = Result(case=case, clock_number=1, state=state, text="সেবা দেওয়া হয়েছে।", due_on=case.due_on, at=at)
    return Made(case, _events(case, at), Assignment(case=case, post=post, at=at), result if closed else None)


def _words() -> Any:
    from bench import words

    return words


def _matter(number: int) -> str:
    """As the form would have kept it."""
    from ongikar.bangla.normal import normal_lines

    return normal_lines(_words().matter(number))


def _reference(rng: random.Random) -> str:
    from ongikar.bangla.damm import check_digit

    digits = f"{rng.randrange(10**9):09d}"
    return digits + str(check_digit(digits))


def _dates(promise: Any, office: Any, state: str, at: datetime, now: datetime) -> dict[str, Any]:
    from ongikar.cases import deadlines
    from ongikar.offices.calendars import calendar_of

    date, calendar = deadlines.reckon(promise, office, at=at), calendar_of(office)
    by = deadlines.accept_by(at, calendar)
    ahead = deadlines.next_moment(state, at=now, accept_by=by, lapses_at=date.lapses_at, calendar=calendar)
    return {
        **date.fields(),
        "accept_by": by,
        "act_after": None if state in ("delivered", "refused", "withdrawn") else ahead,
    }  # fmt: skip


def _events(case: Any, at: datetime) -> list[Any]:
    from ongikar.cases.models import CaseEvent
    from ongikar.journal.models import Entry

    verbs = {"filed": (), "waiting": ("case.asked",), "accepted": ("case.accepted",), "withdrawn": ("case.withdrawn",)}
    told = ("case.filed", *verbs.get(case.state, ("case.accepted", f"case.{case.state}")))
    moments = [at + timedelta(hours=step) for step in range(len(told))]
    return [
        CaseEvent(
            case=case, verb=verb, by_kind=Entry.BY_SYSTEM, by_name=case.requester.name, at=moment, noticed_at=moment,
            told_at=moment,
        )
        for verb, moment in zip(told, moments, strict=True)
    ]  # fmt: skip


def keep(made: list[Made]) -> None:
    """Save a batch in a few statements."""
    from django.db import transaction

    from ongikar.cases import search
    from ongikar.cases.models import Assignment, Case, CaseEvent, Requester, Result

    with transaction.atomic():
        Requester.objects.bulk_create([one.case.requester for one in made])
        Case.objects.bulk_create([one.case for one in made])
        search.index(*(one.case for one in made))
        Assignment.objects.bulk_create([one.assignment for one in made])
        CaseEvent.objects.bulk_create([event for one in made for event in one.events])
        Result.objects.bulk_create([one.result for one in made if one.result])


def settle() -> None:
    """Leave the tables as a running installation has them: sequences past the rows, statistics taken."""
    from django.core.management.color import no_style
    from django.db import connection

    from ongikar.cases.models import Requester

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Requester]):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def main(count: int) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from bench.statements import statements
    from ongikar.cases.models import Case
    from ongikar.cases.references import receipt_code
    from ongikar.ops.serving import make_ready

    make_ready()
    now = timezone.now()
    office, _ = found_office(now)
    batch: list[Made] = []
    for number, made in enumerate(cases(count, now), 1):
        batch.append(made)
        if len(batch) == BATCH or number == count:
            keep(batch)
            batch = []
            print(f"\r  {number:,} cases", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    settle()
    references = list(Case.objects.order_by("intake_key").values_list("reference", flat=True)[:1000])
    opened = Case.objects.get(reference=references[0])
    facts = {
        "office": office.code,
        "service": SERVICE,
        "references": references,
        "opened": opened.reference,
        "code": receipt_code(str(opened.pk), opened.link_number),
    }
    print(json.dumps({**facts, "statements": statements(facts)}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
    main(int(sys.argv[1]))
