"""The officer's work at the desk: what the file suggests, another day, a bearer's note, and each office's days."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.grievances.models import Grievance, Referral
from ongikar.offices.models import Posting
from tests.cast import Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

LIST = "/desk/grievances/"
AT = moment("2026-11-23 10:00")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AT)
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting, clock: Any) -> Grievance:
    return make_grievance(cast, named=(cast.officer,))


def act(client: Client, grievance: Grievance, name: str, **typed: Any) -> int:
    turn = Referral.objects.get(pk=grievance.current.pk)
    path = f"{LIST}{grievance.reference}/acts/{name}/"
    return client.post(path, {"revision": turn.revision, **typed}).status_code


def page_of(client: Client, grievance: Grievance) -> str:
    return client.get(f"{LIST}{grievance.reference}/").content.decode()


@pytest.mark.clause("7.1.1(ক)")
def test_answers_written_down_are_advised_upon_and_fill_the_form_of_accepting(grievance: Grievance) -> None:
    desk = signed_in("gro")
    assert act(desk, grievance, "scrutiny", **{**NINE, "1": "no", "9": ""}) == 422
    assert act(desk, grievance, "scrutiny", **{**NINE, "1": "no"}) == 302
    page = page_of(desk, grievance)
    assert "নথি যা বলছে" in page
    assert 'href="#act-forwarding"' in page
    assert re.search(r'name="1" value="no"[^>]* checked', page)
    assert act(desk, grievance, "acceptance", **NINE) == 302


@pytest.mark.clause("7.1(খ)", "7.1(ঘ)")
def test_a_day_is_set_anew_at_the_desk_and_past_it_the_decision_is_said_to_be_open(
    cast: Cast, grievance: Grievance, clock: Any
) -> None:
    desk = signed_in("gro")
    act(desk, grievance, "acceptance", **NINE)
    asked = {"to": "officer", "person": str(cast.officer.pk), "text": "মতামত দিন", "due_on": "2026-11-26"}
    assert act(desk, grievance, "opinion", **asked) == 302
    step = str(grievance.current.steps.get().pk)
    assert act(desk, grievance, "day", step=step, due_on="2026-11-30") == 422
    assert act(desk, grievance, "day", step=step, due_on="2026-11-30", reason="নথি আনতে হবে") == 302
    assert "মতামত ছাড়াই" not in page_of(desk, grievance)
    clock(moment("2026-12-01 10:00"))
    desk = signed_in("gro")
    assert "মতামত ছাড়াই" in page_of(desk, grievance)
    assert act(desk, grievance, "decision", outcome="order_executed", reasons="না") == 422
    assert act(desk, grievance, "decision", outcome="answer_ok", reasons="মতামত আসেনি; নথি দেখা হয়েছে") == 302


def test_the_page_names_the_complainant_and_the_clauses_in_its_own_language(grievance: Grievance) -> None:
    desk = signed_in("gro")
    act(desk, grievance, "acceptance", **NINE)
    assert "(৭.১(ঙ)i)" in page_of(desk, grievance)
    asked = {"to": "complainant", "text": "তারিখ লিখুন", "due_on": "2026-11-26"}
    assert act(desk, grievance, "statement", **asked) == 302
    page = page_of(desk, grievance)
    assert "প্রাপক: complainant" not in page
    assert "প্রাপক: " in page
    assert "ধারা: 7." not in page


@pytest.mark.clause("7.4(ছ)")
def test_a_bearers_note_is_kept_and_late_telling_stands_on_the_page(grievance: Grievance, clock: Any) -> None:
    desk = signed_in("gro")
    act(desk, grievance, "acceptance", **NINE)
    act(desk, grievance, "decision", outcome="answer_ok", reasons="সম্ভব নয়")
    clock(moment("2026-12-10 10:00"))
    desk = signed_in("gro")
    assert "পেরিয়েছে" in desk.get(f"{LIST}?show=to_tell").content.decode()
    assert act(desk, grievance, "telling", how="অফিস সহায়ক") == 422
    assert act(desk, grievance, "telling", manner="bearer", how="অফিস সহায়ক") == 422
    note = SimpleUploadedFile("প্রাপ্তি.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    assert act(desk, grievance, "telling", manner="bearer", how="অফিস সহায়ক", documents=note) == 302
    page = page_of(desk, grievance)
    for said in ("দেরিতে জানানো হয়েছে", "প্রাপ্তি.pdf", "বাহকের হাতে"):
        assert said in page


@pytest.mark.clause("7.1(ক)i", "7.4.1(ক)")
def test_officer_and_citizen_see_the_days_with_each_office_and_the_source_of_the_limit(
    grievance: Grievance, clock: Any
) -> None:
    clock(moment("2026-11-29 10:00"))
    for page in (page_of(signed_in("gro"), grievance), Client().get(f"/grievances/{grievance.reference}/")):
        text = page if isinstance(page, str) else page.content.decode()
        assert "৫ কার্যদিবস" in text
        assert "৭.৪.১(ক)" in text
