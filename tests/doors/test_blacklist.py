"""The blacklist's pages: proposal, approval, the mark, and the appeal of whoever is listed."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from ongikar.grievances.around.barring import ask_barring
from ongikar.grievances.around.models import Barring
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast
from tests.doors.desk import signed_in
from tests.doors.test_grievances import act, let_in, page_of
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

LIST = "/desk/grievances/blacklist/"


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Posting:
    settings.BLACKLIST = True
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting) -> Grievance:
    return make_grievance(cast, named=(cast.officer,))


def deed(client: Any, barring: Barring, name: str, **typed: str) -> int:
    fields = {f"{barring.pk}-{name}-{key}": value for key, value in typed.items()}
    return int(client.post(LIST, {"barring": str(barring.pk), "deed": name, **fields}).status_code)


def test_from_proposal_to_the_appeal_of_whoever_is_listed(cast: Cast, grievance: Grievance) -> None:
    desk, turn = signed_in("gro"), grievance.current
    path = f"/desk/grievances/{grievance.reference}/"
    assert desk.post(f"{path}acts/barring/", {"revision": turn.revision, "reason": " "}).status_code == 422
    assert desk.post(f"{path}acts/barring/", {"revision": turn.revision, "reason": "পঞ্চাশবার"}).status_code == 302
    barring = Barring.objects.get()
    assert "নম্বরটি তালিকায় আছে" not in desk.get(path).content.decode()
    assert deed(desk, barring, "approval") == 422
    assert deed(signed_in("head"), barring, "approval") == 302
    assert "নম্বরটি তালিকায় আছে" in desk.get(path).content.decode()
    client = let_in(grievance)
    page = page_of(client, grievance)
    assert "পঞ্চাশবার" in page
    assert act(client, grievance, "barring", text=" ") == 422
    assert act(client, grievance, "barring", text="একবারই লিখেছি") == 302
    above = signed_in("ao")
    assert "একবারই লিখেছি" in above.get(LIST).content.decode()
    assert deed(above, barring, "settling", note="নেই") == 422
    assert deed(above, barring, "settling", lifted="yes", note="প্রমাণ নেই") == 302
    assert "পঞ্চাশবার" not in page_of(client, grievance)
    assert deed(desk, barring, "lifting", note="x") == 422


@pytest.mark.parametrize("username", ["officer", "clerk", "stranger"])
def test_others_find_nothing_and_decide_nothing(cast: Cast, gro: Posting, grievance: Grievance, username: str) -> None:
    barring = ask_barring(grievance, reason="পঞ্চাশবার", by=gro, at=NOW)
    client = signed_in(username)
    assert "পঞ্চাশবার" not in client.get(LIST).content.decode()
    assert deed(client, barring, "approval") == 404
    barring.refresh_from_db()
    assert barring.state == Barring.State.REQUESTED


def test_where_it_is_off_nothing_of_it_is_offered(cast: Cast, grievance: Grievance, settings: Settings) -> None:
    settings.BLACKLIST = False
    desk = signed_in("gro")
    assert LIST not in desk.get("/desk/grievances/").content.decode()
    assert "কালোতালিকার প্রস্তাব" not in desk.get(f"/desk/grievances/{grievance.reference}/").content.decode()
    assert "চালু নেই" in desk.get(LIST).content.decode()
