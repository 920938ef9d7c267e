"""A line of the log tells of an address and never the secret in it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from ongikar.grievances.links import appeal_path
from ongikar.grievances.outside import new_link
from ongikar.ops.logs import SECRET, WithoutSecrets
from tests.cast import NOW, Cast
from tests.grievances.world import make_grievance


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What an operator reads."""
    [handler] = [one for one in logging.getLogger().handlers if any(isinstance(f, WithoutSecrets) for f in one.filters)]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_the_link_of_an_answer_with_a_mistake_is_not_written_down(
    cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    turn = make_grievance(cast, named=(cast.head,)).current
    token = new_link(turn.packets.get(), at=NOW)
    assert Client().post(f"/answers/{token}/", {"outcome": "upheld"}).status_code == 422
    assert Client(enforce_csrf_checks=True).post(f"/answers/{token}/", {}).status_code == 403
    assert "/answers/***/" in log.getvalue()
    assert token not in log.getvalue()


def test_nor_is_that_of_an_appeal_that_a_rule_refuses(
    cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.fromisoformat("2027-02-10T10:00:00+06:00")
    turn = make_grievance(cast).current
    monkeypatch.setattr(timezone, "now", lambda: later)
    turn.seat.office.tier_seats.filter(tier__gt=turn.tier).delete()
    turn.grievance.edition.tiers.filter(tier__gt=turn.tier).delete()
    path = appeal_path(turn)
    assert Client().post(path, {}).status_code == 422
    assert "/appeal/***/" in log.getvalue()
    assert path not in log.getvalue()


def test_every_secret_in_an_address_has_a_name_that_is_hidden() -> None:
    """What is no number, no UUID and no name of a thing is one."""
    open_names = {"office", "service", "reference", "part", "column", "month", "year", "kind", "size", "day", "act"}
    names = set(parts_of(get_resolver()))
    assert {"token", "secret", "code"} <= names
    assert set(SECRET) <= names
    assert names - set(SECRET) - open_names == set()


def parts_of(resolver: URLResolver) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from parts_of(one)
        elif isinstance(one, URLPattern):
            converters = one.pattern.converters
            yield from (
                name for name, kind in converters.items() if type(kind).__name__ in ("StringConverter", "SlugConverter")
            )
