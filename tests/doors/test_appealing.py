"""The one-tap appeal of a letter, and the appeals that people bring on paper or lodge from the desk."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Complainant, Grievance, Outcome, Referral, decide
from ongikar.grievances.stepping import take
from ongikar.grievances.steps import Kind, To
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import MATTER, NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

AFTER = moment("2027-01-05 09:00")  # the day after the limit
SITE = "https://doict.joypurhat.gov.bd"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AFTER)
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def lapsed(cast: Cast, gro: Posting, clock: Any, settings: Settings) -> Grievance:
    settings.SITE_URL = SITE
    who = Complainant(name="রহিমা খাতুন", email="rahima@example.org")
    made = make_grievance(cast, complainant=who, named=(cast.head,))
    assert lapse_next(AFTER)
    return made


def link_in(grievance: Grievance) -> str:
    """The address in the letter that told the lapse."""
    while tell_next(AFTER):
        pass
    notice = GrievanceNotice.objects.get(grievance=grievance, event__verb="grievance.lapsed", carrier="file")
    [found] = re.findall(rf"{SITE}(/g/\S+/appeal/\S+)", notice.body)
    return str(found)


@pytest.mark.clause("6.2")
def test_the_letter_of_a_lapse_has_an_address_whose_page_has_one_button_that_appeals(lapsed: Grievance) -> None:
    path, browser = link_in(lapsed), Client(enforce_csrf_checks=False)
    page = browser.get(path).content.decode()
    assert page.count('<button class="button" type="submit"') == 1
    for hidden in (MATTER, "রহিমা", lapsed.subject):
        assert hidden not in page
    assert lapsed.current.tier == 1  # opened by a mail program, it has changed nothing
    said = browser.post(path).content.decode()
    assert "আপিল পাওয়া গেছে" in said
    turn = lapsed.current
    assert (turn.tier, turn.opened_by, turn.appellant) == (2, Referral.Opened.APPEAL, "complainant")


def test_pressed_twice_it_is_one_appeal(lapsed: Grievance) -> None:
    path = link_in(lapsed)
    Client().post(path)
    again = Client().post(path)
    assert again.status_code == 200
    assert "আর আপিল করা যায় না" in again.content.decode()
    assert lapsed.referrals.count() == 2


def test_grounds_and_papers_may_go_along_and_a_bad_file_loses_nothing(lapsed: Grievance) -> None:
    path = link_in(lapsed)
    bad = SimpleUploadedFile("ক.exe", b"MZ")
    refused = Client().post(path, {"text": "কেউ উত্তর দেননি", "documents": [bad]})
    assert (refused.status_code, "কেউ উত্তর দেননি" in refused.content.decode()) == (422, True)
    Client().post(path, {"text": "কেউ উত্তর দেননি", "documents": [SimpleUploadedFile("ক.pdf", b"%PDF-1.4 x")]})
    assert (lapsed.current.grounds, lapsed.files.get().name) == ("কেউ উত্তর দেননি", "ক.pdf")


def test_the_address_is_of_this_turn_alone_and_ends_with_the_link(lapsed: Grievance) -> None:
    path = link_in(lapsed)
    assert Client().get(path[:-2] + ("a/" if path[-2] != "a" else "b/")).status_code == 404
    lapsed.revoke_link(by=lapsed.current.seat.post.postings.get().author(), at=AFTER)  # type: ignore[union-attr]
    assert Client().get(path).status_code == 404


def test_without_a_public_address_the_letter_names_the_other_ways(lapsed: Grievance, settings: Settings) -> None:
    settings.SITE_URL = ""
    while tell_next(AFTER):
        pass
    notice = GrievanceNotice.objects.get(grievance=lapsed, event__verb="grievance.lapsed", carrier="file")
    assert "/appeal/" not in notice.body
    assert "কাগজেও করা যায়" in notice.body


PAPER = {"appellant": "complainant", "grounds": "চিঠিতে লেখা", "received_on": "2027-01-05", "received_time": "08:30"}


@pytest.mark.clause("6.2")
def test_staff_take_down_an_appeal_by_its_number(lapsed: Grievance) -> None:
    desk = signed_in("clerk")
    assert desk.get("/desk/grievances/appeals/new/").status_code == 200
    scan = SimpleUploadedFile("আপিল.pdf", b"%PDF-1.4 x")
    answer = desk.post("/desk/grievances/appeals/new/", {**PAPER, "number": lapsed.reference, "documents": [scan]})
    assert answer.status_code == 302
    turn = lapsed.current
    assert (turn.tier, turn.filed_at, turn.grounds) == (2, moment("2027-01-05 08:30"), "চিঠিতে লেখা")
    assert MATTER not in desk.get("/desk/grievances/").content.decode()


@pytest.mark.parametrize("username", ["head", "stranger"])
def test_nobody_takes_down_an_appeal_in_his_own_case_or_another_offices(lapsed: Grievance, username: str) -> None:
    answer = signed_in(username).post("/desk/grievances/appeals/new/", {**PAPER, "number": lapsed.reference})
    assert answer.status_code == 422
    assert lapsed.current.tier == 1


@pytest.mark.clause("6.2")
def test_whoever_is_complained_of_appeals_from_the_step_that_was_put_before_him(
    cast: Cast, gro: Posting, clock: Any
) -> None:
    clock(NOW)
    turn = make_grievance(cast, named=(cast.head,), identity_hidden=True).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    step = take(
        turn, Kind.STATEMENT, by=gro.author(), at=NOW, to=To.CONCERNED, to_posting=cast.head, text="বক্তব্য দিন",
        due_on=NOW.date(),
    )  # fmt: skip
    path = f"/desk/grievances/asked/{step.pk}/"
    desk = signed_in("head")
    assert "আপিলের শেষ দিন" not in desk.get(path).content.decode()
    assert desk.post(f"{path}appeal/", {"grounds": "মানি না"}).status_code == 404
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="গোপন কারণ")
    page = desk.get(path).content.decode()
    assert "আপিলের শেষ দিন" in page
    for hidden in ("গোপন কারণ", MATTER, "রহিমা", turn.grievance.reference):
        assert hidden not in page
    assert signed_in("clerk").post(f"{path}appeal/", {"grounds": "মানি না"}).status_code == 404
    assert desk.post(f"{path}appeal/", {"grounds": "মানি না"}).status_code == 302
    turn.refresh_from_db()
    assert (turn.state, turn.grievance.current.appellant) == (State.APPEALED, "concerned")


@pytest.mark.clause("6.2")
def test_the_appeal_officer_rules_on_a_late_appeal_at_the_desk(cast: Cast, gro: Posting, clock: Any) -> None:
    turn = make_grievance(cast, named=(cast.head,)).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="সম্ভব নয়")
    desk = signed_in("clerk")
    desk.post("/desk/grievances/appeals/new/", {**PAPER, "number": turn.grievance.reference})
    late, officer = turn.grievance.current, signed_in("ao")
    base = f"/desk/grievances/{turn.grievance.reference}/"
    page = officer.get(base).content.decode()
    assert 'id="act-admission"' in page
    assert 'id="act-acceptance"' not in page
    ruling = {"revision": late.revision, "admitted": "yes", "reason": "অসুস্থ ছিলেন"}
    assert officer.post(f"{base}acts/admission/", {**ruling, "admitted": ""}).status_code == 422
    assert officer.post(f"{base}acts/admission/", ruling).status_code == 302
    assert 'id="act-acceptance"' in officer.get(base).content.decode()
