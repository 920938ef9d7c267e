"""The desk: who sees what, and each act through its form."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ongikar.cases.models import Case
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in


@pytest.mark.parametrize(("username", "status"), [("head", 200), ("clerk", 200), ("officer", 404), ("stranger", 404)])
def test_a_case_is_seen_by_its_office_and_post_alone(cast: Cast, username: str, status: int) -> None:
    case = make_case(cast)
    assert signed_in(username).get(f"/desk/cases/{case.reference}/").status_code == status


def test_an_administrator_reads_no_matters(cast: Cast) -> None:
    case = make_case(cast)
    client = signed_in("administrator")
    assert client.get(f"/desk/cases/{case.reference}/").status_code == 302


def test_an_act_on_what_has_changed_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    case = make_case(cast)
    client, path = signed_in("head"), f"/desk/cases/{case.reference}/delivery/"
    assert client.post(path, {"revision": 7, "text": "দেওয়া হলো"}).status_code == 422
    assert "দেওয়া হলো" in client.post(path, {"revision": 7, "text": "দেওয়া হলো"}).content.decode()
    assert client.post(path, {"revision": 0, "text": "দেওয়া হলো"}).status_code == 302
    assert Case.objects.get().state == "delivered"


def test_a_rule_that_says_no_says_it_on_the_form(cast: Cast) -> None:
    case = make_case(cast, "citizen-6")
    answer = signed_in("head").post(f"/desk/cases/{case.reference}/acceptance/", {"revision": 0})
    assert answer.status_code == 422
    assert "নির্দেশনা থেকে আসে" in answer.content.decode()


@pytest.mark.parametrize("show", ["open", "new", "late", "waiting", "listed", "closed"])
def test_every_filter_of_the_queue_opens(cast: Cast, show: str) -> None:
    make_case(cast)
    assert signed_in("head").get(f"/desk/?show={show}").status_code == 200


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
