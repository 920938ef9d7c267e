"""Odd input into every form of every door, by everybody who may see it: whatever is typed, no page breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction

from tests.contracts import walking
from tests.doors.desk import signed_in
from tests.long.conftest import Note
from tests.long.filling import ODD, forms_of
from tests.long.lives import Life

ROUNDS, SEED = 4, 20
NAMES = (
    "revision",
    "text",
    "case",
    "service",
    "month",
    "first",
    "last",
    "show",
    "page",
    "body",
    "words",
    "at",
    "next",
    "year",
)
QUERIES = (
    "",
    "-1",
    "%00",
    "9999999999999999999999",
    "2026-99-99",
    "%F0%9F%98%80",
    "%E0%A6%95" * 50,
    "2026-11",
    "0",
    "x" * 5000,
)
VIEWERS = ("head", "gro", "clerk", "officer", "administrator", "")


class Mischief:
    """One viewer at every address; what he does is taken back, so that the next address is as it was."""

    def __init__(self, life: Life, username: str, dice: Random) -> None:
        self.life, self.username, self.dice = life, username, dice
        self.client = signed_in(username) if username else life.complainant()
        self.client.raise_request_exception = False
        self.found: Counter[str] = Counter()
        self.broken: list[tuple[str, str, object]] = []
        self.raised = ""

    def paths(self) -> Iterator[str]:
        yield from (path for _, path in walking.plain_addresses())
        yield from (path for _, path in walking.addresses_of(self.life.grievance))
        yield from self.life.pages_of_case()

    def noted(self, sender: object, **_more: object) -> None:
        import traceback

        self.raised = traceback.format_exc()

    def act(self, path: str, data: dict[str, list[Any]] | None) -> str:
        """Open the page or send the form, and say what came; what it did is taken back."""
        self.raised = ""
        with transaction.atomic():
            client = self.client
            answer = client.get(path) if data is None else client.post(path, data)
            page = walking.body(answer)
            transaction.set_rollback(True)
        self.found["asked"] += 1
        self.found[f"{answer.status_code // 100}xx"] += 1
        if answer.status_code >= 500 or self.raised:
            self.broken.append((path, self.raised[-1500:], data))
        return page if answer.status_code == 200 else ""

    def everywhere(self) -> None:
        for path in self.paths():
            page = self.act(path, None)
            self.act(f"{path}?{self.dice.choice(NAMES)}={self.dice.choice(QUERIES)}", None)
            for form in forms_of(page, path):
                for _ in range(ROUNDS):
                    self.act(form.action, form.odd(self.dice))
            self.act(path, {name: [self.dice.choice(ODD)] for name in self.dice.sample(NAMES, 4)})


@pytest.mark.parametrize("username", VIEWERS)
def test_odd_input_of(username: str, life: Life, note: Note) -> None:
    mischief = Mischief(life, username, Random(f"{SEED} {username}"))
    got_request_exception.connect(mischief.noted)
    try:
        mischief.everywhere()
    finally:
        got_request_exception.disconnect(mischief.noted)
    note(**mischief.found, broken=len(mischief.broken))
    assert mischief.broken == []


@pytest.fixture
def life(cast: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Life:
    return Life(cast, Random(SEED), monkeypatch, settings, tmp_path)
