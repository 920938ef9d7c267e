"""How many statements each page takes: SELECT, INSERT, UPDATE and DELETE beyond those of session and user.

Pinned, so that no row shown ever costs a statement of its own. The bounds that must hold: filing 8, queue 5, tracking
3, search 5, whatever the number of rows and cases.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ongikar.cases.files import Received
from ongikar.cases.models import Case
from ongikar.cases.references import link_token, receipt_code
from ongikar.journal.authors import requester
from tests.cast import Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.doors.test_asking import ASK, FORM, HOME

COUNTED = re.compile(r"\(?(\d+ times: )?(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
SESSION_AND_USER = re.compile(
    r'SELECT .*? FROM "(django_session|offices_posting|offices_account)"|(UPDATE|INSERT INTO) "django_session"'
)


def statements(ask: Callable[[], Any], *, status: int = 200) -> list[str]:
    """What one answer asks of the database."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    assert answer.status_code == status
    said = [query["sql"] for query in captured.captured_queries if COUNTED.match(query["sql"])]
    return [sql for sql in said if " UNION " in sql or not SESSION_AND_USER.match(sql)]  # a union asks for more


def told(found: list[str]) -> str:
    """The statements in brief, for whoever has to find the one too many."""
    return "\n".join(sql[:90] for sql in found)


def many(cast: Cast, count: int) -> list[Case]:
    return [make_case(cast, "institutional-1", key=f"key-{number}", matter="জলাতঙ্ক") for number in range(count)]


def opened(case: Case) -> Client:
    """A browser that was let into the case."""
    client = Client()
    client.post(f"/track/{case.reference}/code/", {"code": receipt_code(str(case.pk), case.link_number)})
    return client


def talked_over(cast: Cast) -> Case:
    """A case with messages, files, a pause and an answer: the most a page has to show."""
    case = make_case(cast)
    case.accept(by=cast.head.author(), at=moment("2026-11-22 11:00"), limit_applies=True)
    for number in range(3):
        case.say(body="জানানো হলো", by=cast.head.author(), at=moment(f"2026-11-22 12:0{number}"))
        case.note(body="নোট", by=cast.head.author(), at=moment(f"2026-11-22 13:0{number}"))
    case.attach(
        [Received("ছবি.pdf", b"%PDF-1.4 a", "application/pdf")] * 3,
        by=requester("রহিমা"),
        at=moment("2026-11-22 14:00"),
    )
    return case


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (HOME, 4),  # the charter, its services, where to ask, and the last month released
        (f"{HOME}services/citizen-5/", 3),
        (ASK, 4),
        (f"{HOME}charter/", 6),
        ("/track/", 1),
    ],
)
def test_a_public_page(cast: Cast, client: Client, path: str, most: int) -> None:
    found = statements(lambda: client.get(path))
    assert len(found) <= most, told(found)


def test_filing(cast: Cast, client: Client) -> None:
    found = statements(lambda: client.post(ASK, {**FORM, "intake_key": uuid.uuid4().hex}), status=302)
    assert len(found) <= 8, told(found)  # and one for all its files


def test_tracking(cast: Cast, client: Client) -> None:
    case = talked_over(cast)
    found = statements(lambda: client.get(f"/track/{case.reference}/"))
    assert len(found) <= 3, told(found)


def test_tracking_by_the_link_with_its_use_logged(cast: Cast, client: Client) -> None:
    case = talked_over(cast)
    found = statements(lambda: client.get(f"/t/{case.pk}/{link_token(str(case.pk), case.link_number)}/"))
    assert len(found) <= 4, told(found)  # the case, its use, its journal, and, past its date, whom to turn to


def test_the_opened_case_and_its_receipt(cast: Cast) -> None:
    case = talked_over(cast)
    client = opened(case)
    page = statements(lambda: client.get(f"/track/{case.reference}/"))
    receipt = statements(lambda: client.get(f"/track/{case.reference}/receipt/"))
    assert len(page) <= 6, told(page)  # as above, with files, messages, and what was told
    assert len(receipt) <= 3, told(receipt)


@pytest.mark.parametrize("username", ["head", "clerk"])
@pytest.mark.parametrize("show", ["open", "new", "late", "waiting", "listed", "closed"])
def test_the_queue_takes_the_same_for_25_and_50_rows(cast: Cast, username: str, show: str) -> None:
    client = signed_in(username)
    none = statements(lambda: client.get(f"/desk/?show={show}"))
    many(cast, 25)
    some = statements(lambda: client.get(f"/desk/?show={show}"))
    assert len(none) == len(some) <= 5, told(some)


def test_the_full_page_and_the_next_take_no_more(cast: Cast) -> None:
    client = signed_in("head")
    many(cast, 25)
    half = statements(lambda: client.get("/desk/"))
    for number in range(25, 52):
        make_case(cast, "institutional-1", key=f"key-{number}")
    full = statements(lambda: client.get("/desk/"))
    page = client.get("/desk/").content.decode()
    after = re.search(r"after=([^\"&]+)", page)
    assert page.count("/desk/cases/") >= 50
    assert after
    further = statements(lambda: client.get(f"/desk/?show=open&after={after[1]}"))
    assert len(half) == len(full) == len(further) <= 5, told(full)


@pytest.mark.parametrize("words", ["জলাতঙ্ক", "রহিমা খাতুন", "০১৭১২৩৪৫৬৭৮", "অনুপস্থিত"])
def test_search(cast: Cast, words: str) -> None:
    client = signed_in("head")
    many(cast, 3)
    few = statements(lambda: client.post("/desk/", {"words": words}))
    for number in range(3, 30):
        make_case(cast, "institutional-1", key=f"key-{number}", matter="জলাতঙ্ক")
    more = statements(lambda: client.post("/desk/", {"words": words}))
    assert len(few) == len(more) <= 5, told(more)


def test_the_desks_page_of_a_case(cast: Cast) -> None:
    client, bare, full = signed_in("head"), make_case(cast, key="bare"), talked_over(cast)
    few = statements(lambda: client.get(f"/desk/cases/{bare.reference}/"))
    more = statements(lambda: client.get(f"/desk/cases/{full.reference}/"))
    assert len(more) <= 11, told(more)
    assert len(few) <= len(more)


def test_the_counter_takes_the_same_whoever_asked_before(cast: Cast) -> None:
    client = signed_in("clerk")
    many(cast, 3)
    look = {"look": "1", "phone": "01712345678", "words": "তথ্য"}
    first = statements(lambda: client.post("/desk/counter/", look))
    for number in range(3, 12):
        make_case(cast, key=f"key-{number}", name=f"আবেদনকারী {number}")
    more = statements(lambda: client.post("/desk/counter/", look))
    assert len(first) == len(more) <= 9, told(more)


def test_a_register_takes_the_same_for_5_and_50_rows(cast: Cast) -> None:
    client, path = signed_in("clerk"), "/desk/registers/?first=2026-11-01&last=2026-11-30"
    many(cast, 5)
    few = statements(lambda: client.get(path))
    for number in range(5, 50):
        make_case(cast, "institutional-1", key=f"key-{number}")
    more = statements(lambda: client.get(path))
    assert len(few) == len(more) <= 4, told(more)
