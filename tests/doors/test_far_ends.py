"""Dates, months and numbers at the far ends in every query string: told to be wrong, or not there; never a fault."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import Cast
from tests.contracts.walking import body, plain_addresses
from tests.doors.desk import signed_in

NAMES = ("first", "last", "month", "year", "page", "after", "show", "at", "case")
ENDS = ("0001-01-01", "9999-12-31", "0001-01", "99999999999999999999999", "0001-01-01T00:00:00|x")
AWAY = ("/desk/sign-out/", "/ui/patterns/")


@pytest.mark.parametrize("username", ["head", ""])
def test_no_query_is_a_fault(cast: Cast, username: str) -> None:
    client = signed_in(username) if username else Client()
    client.raise_request_exception = False
    broken = []
    for path, end in product([path for _, path in plain_addresses() if path not in AWAY], ENDS):
        with transaction.atomic():
            answer = client.get(path, dict.fromkeys(NAMES, end))
            body(answer)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            broken.append((path, end))
    assert broken == []
