"""The blacklist's pages: recommendation, decision, the web form closed to a number, and the appeal of who is listed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.grievances.around.barring import approve, recommend_barring
from ongikar.grievances.around.models import Barring
from ongikar.grievances.models import Grievance, Outcome, Referral, decide
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast
from tests.doors.desk import signed_in
from tests.doors.test_grievances import FORM, LODGE, act, let_in, lodged, page_of
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

LIST = "/desk/grievances/blacklist/"
WHY = {"reason": "পঞ্চাশবার", "proof": "প্রতিবেদন ১২"}
MARK = "নম্বরটি তালিকায় আছে"


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Posting:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return separate_grievance_officer(cast)


@pytest.fixture
def above(cast: Cast, gro: Posting) -> Posting:
    return appeal_officer_inside(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting, above: Posting) -> Grievance:
    made = make_grievance(cast, named=(cast.officer,))
    decide(made.current, Outcome.SHELVED, by=gro.author(), at=NOW, reasons="প্রমাণ নেই", instead="আপিল")
    made.refresh_from_db()
    return made


@pytest.fixture
def barring(gro: Posting, above: Posting, grievance: Grievance) -> Barring:
    made = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    approve(made, by=above, at=NOW)
    return made


def deed(client: Any, barring: Barring, name: str, **typed: str) -> int:
    fields = {f"{barring.pk}-{name}-{key}": value for key, value in typed.items()}
    return int(client.post(LIST, {"barring": str(barring.pk), "deed": name, **fields}).status_code)


@pytest.mark.clause("8")
def test_from_the_recommendation_to_the_appeal_of_whoever_is_listed(cast: Cast, grievance: Grievance) -> None:
    desk, turn = signed_in("gro"), grievance.current
    path, typed = f"/desk/grievances/{grievance.reference}/", {"revision": turn.revision, "reason": "পঞ্চাশবার"}
    assert desk.post(f"{path}acts/barring/", {**typed, "proof": " "}).status_code == 422
    assert desk.post(f"{path}acts/barring/", {**typed, "proof": "প্রতিবেদন ১২"}).status_code == 302
    barring = Barring.objects.get()
    assert MARK not in desk.get(path).content.decode()
    assert deed(desk, barring, "approval") == 422
    assert deed(signed_in("head"), barring, "approval") == 422
    assert deed(signed_in("ao"), barring, "approval") == 302
    assert MARK in desk.get(path).content.decode()
    client = let_in(grievance)
    page = page_of(client, grievance)
    assert all(said in page for said in WHY.values())
    assert act(client, grievance, "barring", text=" ") == 422
    assert act(client, grievance, "barring", text="একবারই লিখেছি") == 302
    head = signed_in("head")
    assert "একবারই লিখেছি" in head.get(LIST).content.decode()
    letter = {"lifted": "yes", "note": "প্রমাণ নেই"}
    assert deed(head, barring, "settling", **letter) == 422
    assert deed(head, barring, "settling", **letter, memo_no="১২", memo_on="2026-11-22") == 302
    assert "পঞ্চাশবার" not in page_of(client, grievance)
    assert deed(signed_in("ao"), barring, "lifting", note="x") == 422


@pytest.mark.clause("8")
@pytest.mark.parametrize(("prefix", "said"), [("", "অনলাইনে অভিযোগ দাখিল বন্ধ"), ("/en", "closed for this mobile number")])
def test_the_web_form_is_closed_to_the_number_and_keeps_what_was_typed(
    cast: Cast, client: Client, barring: Barring, prefix: str, said: str
) -> None:
    answer = client.post(prefix + LODGE, FORM)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert all(kept in page for kept in (FORM["subject"], FORM["matter"], f"{LODGE}letter/"))
    assert not [secret for secret in (*WHY.values(), barring.grievance.reference) if secret in page]
    assert Grievance.objects.count() == 1
    assert FORM["matter"] in client.post(f"{prefix}{LODGE}letter/", FORM).content.decode()


@pytest.mark.clause("8")
def test_without_a_name_from_another_number_and_after_its_end_the_form_is_open(
    cast: Cast, client: Client, barring: Barring
) -> None:
    lodged(client, intake_key="other", mobile="০১৮১২-৩৪৫৬৭৮")
    lodged(client, intake_key="nameless", anonymous="on", name="", consent="")
    Barring.objects.update(ends_on="2026-11-21")
    lodged(client, intake_key="after")


@pytest.mark.clause("8")
def test_the_appeal_of_what_was_lodged_before_stays_open(cast: Cast, barring: Barring) -> None:
    grievance = barring.grievance
    assert act(let_in(grievance), grievance, "appeal", grounds="মানি না", text="মানি না") == 302
    assert Referral.objects.filter(grievance=grievance, tier=2).exists()


@pytest.mark.parametrize("username", ["officer", "clerk", "stranger"])
def test_others_find_nothing_and_decide_nothing(cast: Cast, gro: Posting, grievance: Grievance, username: str) -> None:
    barring = recommend_barring(grievance, **WHY, by=gro, at=NOW)
    client = signed_in(username)
    assert "পঞ্চাশবার" not in client.get(LIST).content.decode()
    assert deed(client, barring, "approval") == 404
    barring.refresh_from_db()
    assert barring.state == Barring.State.REQUESTED


def test_it_is_offered_only_where_the_grievance_was_decided(cast: Cast, grievance: Grievance) -> None:
    still_open = make_grievance(cast, key="open", named=(cast.officer,))
    desk = signed_in("gro")
    assert LIST in desk.get("/desk/grievances/").content.decode()
    assert "কালোতালিকার সুপারিশ" not in desk.get(f"/desk/grievances/{still_open.reference}/").content.decode()
    assert "কালোতালিকার সুপারিশ" in desk.get(f"/desk/grievances/{grievance.reference}/").content.decode()
    assert LIST not in signed_in("clerk").get("/desk/grievances/").content.decode()
