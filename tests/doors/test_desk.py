"""A charter at the desk; and that every view says for whom it is."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast
from tests.doors.desk import signed_in


def test_a_charter_comes_in_is_corrected_and_published(cast: Cast) -> None:
    client = signed_in("head")
    text = bytes(cast.edition.source).decode()
    answer = client.post("/desk/charter/new/", {"text": text})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    published = client.post(f"{answer['Location']}publication/")
    assert published.status_code == 302
    cast.edition.refresh_from_db()
    assert cast.edition.state == "superseded"


def test_what_is_no_charter_is_refused_with_what_to_do(cast: Cast) -> None:
    answer = signed_in("head").post("/desk/charter/new/", {"text": "এটি একটি চিঠি"})
    assert answer.status_code == 422
    assert "সারণি" in answer.content.decode()


def walked(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in patterns:
        found += walked(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


def test_every_view_declares_its_audience() -> None:
    silent = [str(p.pattern) for p in walked(get_resolver().url_patterns) if not hasattr(p.callback, "audience")]
    assert silent == []
