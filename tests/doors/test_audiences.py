"""Every view says for whom it is."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast
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


PUBLIC = {
    *(f"public:{name}" for name in (
        "offices", "home", "search", "count", "kept", "hearing", "charter", "edition", "charter_pdf", "service",
        "paper_form", "paper_form_pdf",
    )),
    *(f"citizen:{name}" for name in ("ask", "suggesting", "lodge", "grievance_letter")),
    "ui:patterns",
}  # fmt: skip


def test_what_caches_and_search_engines_may_have_is_named() -> None:
    """Whoever adds an address adds a private one, until it is named here too."""
    assert {name for _, name, view in views() if getattr(view, "published", False)} == PUBLIC


@pytest.mark.django_db
def test_every_other_address_is_kept_by_no_cache_and_found_by_no_search_whatever_it_answers(client: Client) -> None:
    bare = []
    for address, name, _ in views():
        path = re.sub(r"<[^>]+>", "00000000-0000-4000-8000-000000000000", address)
        for answer in (client.get(path), client.get(f"/en{path}"), client.post(path)):
            private = "no-store" in answer.headers.get("Cache-Control", "") and "X-Robots-Tag" in answer.headers
            if not private and not (name in PUBLIC and answer.status_code < 400):
                bare.append((address, answer.status_code))
    assert bare == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "charter/", "services/citizen-5/", "kept/", "grievance/", "suggestion/"])
def test_what_the_office_has_made_public_is_found(cast: Cast, client: Client, path: str) -> None:
    answer = client.get(f"/doict-joypurhat/{path}")
    assert answer.status_code == 200
    assert "X-Robots-Tag" not in answer.headers
