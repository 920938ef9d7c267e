"""The desk's register of the public hearing, and what the public page says of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.grievances.around.models import Hearing, HearingEntry
from ongikar.grievances.models import Grievance
from ongikar.offices.models import OfficeEvent, Posting
from tests.cast import NOW, Cast, make_case
from tests.doors.desk import signed_in
from tests.grievances.world import separate_grievance_officer

DESK = "/desk/hearings/"
TODAY = f"{DESK}2026-11-22/"
PUBLIC = "/doict-joypurhat/hearing/"
TYPED = {
    "matter": "ফোন ধরেন না",
    "name": "করিম",
    "phone": "০১৭১২৩৪৫৬৭৮",
    "said": "শোনা হলো",
    "decided": "অভিযোগ নেওয়া হবে",
}


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Posting:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return separate_grievance_officer(cast)


def body(answer: Any) -> str:
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def entry_of(client: Client, **changes: Any) -> HearingEntry:
    assert client.post(TODAY, {**TYPED, **changes}).status_code == 302
    return HearingEntry.objects.latest("pk")


def test_nothing_is_said_in_public_before_the_head_sets_the_day(cast: Cast, gro: Posting, client: Client) -> None:
    assert client.get(PUBLIC).status_code == 404
    assert PUBLIC not in client.get("/doict-joypurhat/").content.decode()
    assert signed_in("clerk").post(f"{DESK}rule/", {}).status_code == 404
    head = signed_in("head")
    assert head.post(f"{DESK}rule/", {"weekday": "2", "starts": "10:00"}).status_code == 422
    assert head.post(f"{DESK}rule/", {"weekday": "2", "starts": "10:00", "place": "সম্মেলনকক্ষ"}).status_code == 302
    for path, said in ((PUBLIC, "বুধবার"), (f"/en{PUBLIC}", "Wed")):
        page = client.get(path).content.decode()
        assert said in page
        assert "সম্মেলনকক্ষ" in page
    assert PUBLIC in client.get("/doict-joypurhat/").content.decode()
    assert "২৫ নভেম্বর" in signed_in("clerk").get(DESK).content.decode()


def test_who_came_is_written_and_printed_and_a_day_on_which_nobody_came_too(cast: Cast, gro: Posting) -> None:
    desk = signed_in("gro")
    assert desk.post(TODAY, {"matter": " "}).status_code == 422
    assert desk.post(TODAY, {**TYPED, "phone": "১২"}).status_code == 422
    entry = entry_of(desk)
    assert entry.phone == "+8801712345678"
    assert "ফোন ধরেন না" in desk.get(DESK).content.decode()
    assert desk.post(f"{DESK}2026-11-18/", {"nobody": "1"}).status_code == 302
    assert Hearing.objects.count() == 2
    assert desk.get(f"{DESK}2026-11-23/").status_code == 404
    assert desk.get(f"{DESK}2026-13-40/").status_code == 404
    lines = body(desk.get(f"{DESK}register.csv"))
    assert "করিম" in lines
    assert "01712-345678" in lines  # as people write it, not as a formula
    assert desk.get(f"{DESK}register.pdf").content.startswith(b"%PDF")
    assert OfficeEvent.objects.filter(verb="hearing.register_taken").count() == 2
    assert desk.get(f"{DESK}?first=2026-12-01&last=2026-01-01").status_code == 422


def test_a_grievance_is_taken_from_an_entry_once_with_what_was_said(cast: Cast, gro: Posting) -> None:
    desk = signed_in("gro")
    entry = entry_of(desk)
    path = f"{DESK}entries/{entry.pk}/grievance/"
    page = desk.get(path).content.decode()
    for filled in ("ফোন ধরেন না", "করিম", "+8801712345678"):
        assert filled in page
    typed = {
        "intake_key": "x", "medium": "counter", "received_on": "2026-11-22", "received_time": "09:30",
        "matter": "ফোন ধরেন না", "kind": "public", "mobile": "01712345678", "service": "citizen-5", "consent": "on",
    }  # fmt: skip
    assert desk.post(path, typed).status_code == 302
    assert desk.post(path, typed).status_code == 302
    entry.refresh_from_db()
    assert entry.grievance == Grievance.objects.get()
    assert "ফোন ধরেন না" not in signed_in("head").get(DESK).content.decode()  # he gives the service
    assert signed_in("head").get(f"{DESK}entries/{entry.pk}/").status_code == 404


def test_an_entry_is_joined_with_a_case_by_its_number(cast: Cast, gro: Posting) -> None:
    head = signed_in("head")
    entry, case = entry_of(head), make_case(cast)
    path = f"{DESK}entries/{entry.pk}/"
    assert head.post(path, {"number": "12"}).status_code == 422
    assert head.post(path, {"number": case.reference}).status_code == 302
    assert head.post(path, {"number": case.reference}).status_code == 422
    entry.refresh_from_db()
    assert entry.case == case


@pytest.mark.parametrize("username", ["officer", "stranger", "administrator"])
def test_others_read_nothing_of_who_came(cast: Cast, gro: Posting, username: str) -> None:
    entry = entry_of(signed_in("gro"))
    client = signed_in(username)
    for path in (DESK, TODAY, f"{DESK}register.csv"):
        assert "করিম" not in body(client.get(path))
    assert client.get(f"{DESK}entries/{entry.pk}/").status_code in (302, 404)
