"""The page of causes that recur, its lists, and the advice to the head with his answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ongikar.figures.causes import key_of
from ongikar.grievances.around.models import Recommendation
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast
from tests.doors.desk import signed_in
from tests.figures.test_causes import decided
from tests.grievances.world import separate_grievance_officer

PAGE = "/desk/grievances/causes/"
ADVICE = "/desk/grievances/recommendations/"


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Posting:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return separate_grievance_officer(cast)


def test_a_count_opens_its_list_and_the_list_its_advice(cast: Cast, gro: Posting) -> None:
    one = decided(cast, gro, "a", service=cast.promise("citizen-5").service)
    other = decided(cast, gro, "b", cause="সার্ভার বন্ধ")
    desk = signed_in("gro")
    assert "জনবল নেই" in desk.get(PAGE).content.decode()
    query = f"?first=2026-01-01&last=2026-12-31&cause={key_of('জনবল নেই')}"
    listed = desk.get(f"{PAGE}{query}").content.decode()
    assert one.reference in listed
    assert other.reference not in listed
    assert desk.post(f"{PAGE}{query}", {"kind": "simpler", "text": ""}).status_code == 422
    assert (
        desk.post(f"{PAGE}{query}", {"kind": "simpler", "text": "একজন লোক দিন", "memo_no": "স্মারক-১"}).status_code == 302
    )
    made = Recommendation.objects.get()
    assert (made.counted, made.cause) == (1, "জনবল নেই")
    head: Any = signed_in("head")
    page = head.get(ADVICE).content.decode()
    assert "একজন লোক দিন" in page
    assert one.reference[:3] not in page.replace(" ", "")
    answered = {"recommendation": str(made.pk), f"{made.pk}-answer": "taken"}
    assert head.post(ADVICE, answered).status_code == 422
    assert head.post(ADVICE, {**answered, f"{made.pk}-text": "লোক চাওয়া হয়েছে"}).status_code == 302
    assert "লোক চাওয়া হয়েছে" in desk.get(ADVICE).content.decode()


@pytest.mark.parametrize("username", ["head", "officer", "clerk", "stranger"])
def test_who_sits_at_no_tier_finds_no_counts(cast: Cast, gro: Posting, username: str) -> None:
    decided(cast, gro, "a")
    assert signed_in(username).get(PAGE).status_code == 404
    if username != "head":
        assert "জনবল" not in signed_in(username).get(ADVICE).content.decode()


def test_a_period_that_ends_before_it_begins_says_so(cast: Cast, gro: Posting) -> None:
    assert signed_in("gro").get(f"{PAGE}?first=2026-12-01&last=2026-01-01").status_code == 422


def test_causes_written_before_are_offered_again(cast: Cast, gro: Posting) -> None:
    decided(cast, gro, "a", cause="<b>জনবল নেই")
    from tests.grievances.world import NINE, make_grievance

    open_ = make_grievance(cast, named=(cast.officer,), key="next")
    open_.current.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    page = signed_in("gro").get(f"/desk/grievances/{open_.reference}/").content.decode()
    assert '<option value="&lt;b&gt;জনবল নেই"></option>' in page
