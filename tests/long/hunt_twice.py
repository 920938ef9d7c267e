"""Every form of every door sent twice, as a double click or a broken line does: the second sending adds nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.contracts import walking
from tests.doors.desk import signed_in
from tests.long.conftest import Note
from tests.long.filling import Filled, forms_of
from tests.long.lives import AWAY, Life

ROUNDS, SEED, HOURS = 5, 9, 3
VIEWERS = ("head", "gro", "clerk", "officer", "ao", "administrator", "")
LOGS = {"offices.Viewing", "sessions.Session"}
"""What notes that somebody looked or tried, and not what was done."""


class Twice:
    """One viewer, who sends each form that he is offered two times; then all is taken back."""

    def __init__(self, life: Life, username: str) -> None:
        self.life, self.username, self.dice = life, username, Random(f"{SEED} {username}")
        self.told: Counter[str] = Counter()
        self.doubled: set[tuple[str, ...]] = set()

    def client(self) -> Client:
        return signed_in(self.username) if self.username else self.life.complainant()

    def everywhere(self) -> None:
        paths = [path for _, path in (*walking.plain_addresses(), *walking.addresses_of(self.life.grievance))]
        client = self.client()
        for path in dict.fromkeys((*paths, *self.life.pages_of_case())):
            answer = client.get(path)
            page = walking.body(answer) if answer.status_code == 200 else ""
            for form in forms_of(page, path):
                if not form.action.endswith(AWAY):
                    for _ in range(ROUNDS):
                        self.send(form)

    def send(self, form: Filled) -> None:
        data = form.plausible(self.dice, f"{self.life.now:%Y-%m-%d}")
        with transaction.atomic():
            cache.clear()
            client, before = self.client(), rows()
            first = client.post(form.action, data)
            between = rows()
            self.told["sent"] += 1
            if first.status_code == 302 and between != before:
                self.told["done"] += 1
                rewind(data)
                second = client.post(form.action, data)
                if more := rows() - between:
                    self.doubled.add((self.username, form.action, *sorted(more), str(second.status_code)))
                elif second.status_code == 302:
                    self.told["received again"] += 1
            transaction.set_rollback(True)


def rows() -> Counter[str]:
    """How many rows each table holds."""
    return Counter(
        {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if model._meta.label not in LOGS
        }
    )


def rewind(data: dict[str, list[Any]]) -> None:
    for one in (one for sent in data.values() for one in sent if hasattr(one, "seek")):
        one.seek(0)


@pytest.mark.parametrize("username", VIEWERS)
def test_nothing_is_done_twice_by(
    username: str, cast: Cast, note: Note, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    life = Life(cast, Random(SEED), monkeypatch, settings, tmp_path)
    life.passes(HOURS)
    twice = Twice(life, username)
    twice.everywhere()
    note(**twice.told, doubled=len(twice.doubled))
    assert not twice.doubled, "\n".join(map(" ".join, sorted(twice.doubled)))
