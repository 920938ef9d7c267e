"""Reports in the media at the desk; suggestions from the web form to their answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.cases.references import receipt_code
from ongikar.grievances.around.models import MediaReport, Suggestion
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, separate_grievance_officer

MEDIA = "/desk/grievances/media/"
SUGGEST = "/doict-joypurhat/suggestion/"
DESK = "/desk/suggestions/"
TYPED = {"intake_key": "one", "text": "কালোবিড়াল: ফরমটি ছোট করুন", "kind": "simpler", "effect": "quicker", "name": "করিম"}


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Posting:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return separate_grievance_officer(cast)


def report(**changes: Any) -> dict[str, Any]:
    words = {
        "intake_key": "m", "source": "social", "outlet": "একটি পাতা", "appeared_on": "2026-11-20",
        "subject": "কেউ ফোন ধরে না", "matter": "পোস্টে যা আছে", "officers": [],
    }  # fmt: skip
    return {**words, **changes}


def test_a_report_is_taken_up_with_its_copy_and_its_result_published(cast: Cast, gro: Posting) -> None:
    desk = signed_in("gro")
    assert desk.post(f"{MEDIA}new/", report()).status_code == 422
    assert desk.post(f"{MEDIA}new/", report(appeared_on="2026-11-23", link="https://example.org")).status_code == 422
    assert desk.post(f"{MEDIA}new/", report(link="নয়")).status_code == 422
    copy = SimpleUploadedFile("copy.pdf", b"%PDF-1.4 x")
    assert desk.post(f"{MEDIA}new/", report(documents=copy, service="citizen-5")).status_code == 302
    made = MediaReport.objects.get()
    assert "কেউ ফোন ধরে না" in desk.get(MEDIA).content.decode()
    assert "একটি পাতা" in desk.get(f"/desk/grievances/{made.grievance.reference}/").content.decode()
    typed = {"report": str(made.pk), f"{made.pk}-where": "নোটিশ বোর্ড", f"{made.pk}-on": "2026-11-22"}
    assert desk.post(MEDIA, typed).status_code == 422  # not decided yet
    turn = made.grievance.current
    path = f"/desk/grievances/{made.grievance.reference}/acts/"
    assert desk.post(f"{path}acceptance/", {"revision": turn.revision, **NINE}).status_code == 302
    turn.refresh_from_db()
    decided = {"revision": turn.revision, "outcome": "service_given", "reasons": "ফোন চালু"}
    assert desk.post(f"{path}decision/", decided).status_code == 302
    assert desk.post(MEDIA, typed).status_code == 302
    assert "নোটিশ বোর্ড" in desk.get(MEDIA).content.decode()


@pytest.mark.parametrize("username", ["head", "officer", "clerk", "stranger"])
def test_who_sits_at_no_tier_takes_up_no_report(cast: Cast, gro: Posting, username: str) -> None:
    client = signed_in(username)
    assert client.get(MEDIA).status_code == 404
    assert client.post(f"{MEDIA}new/", report(link="https://example.org")).status_code == 404


def made_by_web() -> tuple[Client, Suggestion]:
    client = Client()
    assert client.post(SUGGEST, TYPED).status_code == 302
    return client, Suggestion.objects.get()


def test_a_suggestion_gets_a_number_a_code_and_an_answer(cast: Cast, gro: Posting) -> None:
    assert Client().post(SUGGEST, {**TYPED, "text": " "}).status_code == 422
    assert Client().post(SUGGEST, {**TYPED, "phone": "১২"}).status_code == 422
    client, made = made_by_web()
    assert client.post(SUGGEST, TYPED).status_code == 302
    assert Suggestion.objects.count() == 1
    path = f"/suggestions/{made.reference}/"
    code = receipt_code(str(made.pk), made.link_number)
    assert code in client.get(path).content.decode()
    desk = signed_in("head")
    assert "কালোবিড়াল" in desk.get(DESK).content.decode()
    assert desk.post(f"{DESK}{made.reference}/", {"text": ""}).status_code == 422
    assert desk.post(f"{DESK}{made.reference}/", {"text": "ফরমটি ছোট হচ্ছে", "how": "ফোনে"}).status_code == 302
    assert desk.post(f"{DESK}{made.reference}/", {"text": "আবার"}).status_code == 422
    assert "ফরমটি ছোট হচ্ছে" in client.get(path).content.decode()


def test_the_number_alone_shows_dates_and_nothing_that_was_written(cast: Cast, gro: Posting) -> None:
    _, made = made_by_web()
    path = f"/suggestions/{made.reference}/"
    other = Client()
    for prefix in ("", "/en"):
        page = other.get(f"{prefix}{path}").content.decode()
        assert "কালোবিড়াল" not in page
        assert "করিম" not in page
    assert other.post(f"{path}code/", {"code": "WRONGONE"}).status_code == 422
    assert other.post(f"{path}code/", {"code": receipt_code(str(made.pk), 1).lower()}).status_code == 302
    assert "কালোবিড়াল" in other.get(path).content.decode()
    assert Client().post("/track/", {"reference": made.reference}).headers["Location"].endswith(path)
    assert other.get("/suggestions/1234567890/").status_code == 404


@pytest.mark.parametrize("username", ["officer", "clerk", "stranger", "administrator"])
def test_others_read_no_suggestion(cast: Cast, gro: Posting, username: str) -> None:
    _, made = made_by_web()
    client = signed_in(username)
    for path in (DESK, f"{DESK}{made.reference}/", f"{DESK}{made.reference}/slip/"):
        assert "কালোবিড়াল" not in client.get(path, follow=True).content.decode()
    assert client.post(f"{DESK}{made.reference}/", {"text": "না"}).status_code in (302, 404, 200)
    made.refresh_from_db()
    assert made.answer == ""


def test_the_clerk_takes_one_down_and_hands_out_its_slip(cast: Cast, gro: Posting) -> None:
    clerk = signed_in("clerk")
    assert clerk.post(f"{DESK}new/", {**TYPED, "kind": ""}).status_code == 422
    answer = clerk.post(f"{DESK}new/", TYPED, follow=True)
    made = Suggestion.objects.get()
    assert receipt_code(str(made.pk), made.link_number) in answer.content.decode()
    assert made.taken_by == cast.clerk
