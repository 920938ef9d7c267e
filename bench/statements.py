"""How many statements a page takes: SELECT, INSERT, UPDATE and DELETE, those of session and user counted apart."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from itertools import count
from typing import Any

COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
FORM = {
    "name": "রহিমা খাতুন",
    "address": "ক্ষেতলাল",
    "phone": "01712345678",
    "matter": "সাইবার নিরাপত্তা নিয়ে জানতে চাই",
    "consent": "on",
}


def statements(facts: dict[str, Any]) -> dict[str, int]:
    """The statements of each page that is measured, by the name it has in bench.pages."""
    from django.test import Client

    from bench.pages import PAGES
    from ongikar.offices.models import Account

    visitor, citizen, officer, head = Client(), Client(), Client(), Client()
    citizen.post(f"/track/{facts['opened']}/code/", {"code": facts["code"]}, SERVER_NAME="127.0.0.1")
    officer.force_login(Account.objects.get(username="officer1"))
    head.force_login(Account.objects.get(username="officer0"))
    clients = {"visitor": visitor, "citizen": citizen, "officer": officer, "head": head}
    found = {}
    for page in PAGES:
        ask = _asker(clients[page.who], page, facts)
        ask()  # fills what is kept for a process, such as templates
        found[page.name] = _counted(ask)
    return found


def _asker(client: Any, page: Any, facts: dict[str, Any]) -> Callable[[], Any]:
    """Asks for the page of another case each time, since the same form sent again is not filed again."""
    turns = count()

    def ask() -> Any:
        deed = page.deed(facts, next(turns))
        if deed.fields is None:
            return client.get(deed.path, SERVER_NAME="127.0.0.1")
        fields = {name: value or uuid.uuid4().hex for name, value in deed.fields.items()}
        return client.post(deed.path, fields, SERVER_NAME="127.0.0.1")

    return ask


def _counted(ask: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    assert answer.status_code < 400, answer.status_code
    said = [query["sql"] for query in captured.captured_queries if query["sql"].startswith(COUNTED)]
    beside = ('FROM "django_session"', 'UPDATE "django_session"', 'FROM "offices_posting"')
    return sum(not any(table in sql for table in beside) for sql in said)
