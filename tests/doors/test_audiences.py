"""Every view says for whom it is."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tools.reference import views

A_CASE_OF_SOMEBODY = re.compile(r"<(str:reference|str:token|uuid:case_id|uuid:grievance_id)>")


def walked(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in patterns:
        found += walked(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


def test_every_view_declares_its_audience() -> None:
    silent = [str(p.pattern) for p in walked(get_resolver().url_patterns) if not hasattr(p.callback, "audience")]
    assert silent == []


@pytest.mark.django_db
def test_whatever_shows_what_somebody_asked_is_kept_by_no_cache_and_found_by_no_search(client: Client) -> None:
    """The desk, and every address with a number or a link of somebody's: there or not, opened or not."""
    bare = []
    for address, name, _ in views():
        if name.startswith("desk:") or A_CASE_OF_SOMEBODY.search(address):
            answer = client.get(re.sub(r"<[^>]+>", "00000000-0000-4000-8000-000000000000", address))
            if "no-store" not in answer.headers.get("Cache-Control", "") or "X-Robots-Tag" not in answer.headers:
                bare.append(address)
    assert bare == []
