"""Whatever goes wrong around a form, what was typed is on the page that says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import Attachment, Case, Channel
from ongikar.doors.citizen import asking
from ongikar.doors.desk import addresses
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.links import appeal_path
from ongikar.offices.models import Account
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import PASSWORD, Cast, make_case
from tests.doors.desk import SIGN_IN, signed_in
from tests.doors.sending import form_of
from tests.doors.test_asking import ASK, FORM, HOME
from tests.doors.test_code_again import AT
from tests.doors.test_desk_signing import idle_for_half_an_hour
from tests.grievances.world import make_grievance

LONG = "চার দিন পার হলো; <b>কেউ</b> ফোন ধরেন না।\r\nদ্বিতীয় লাইন।"
INTERNAL = f"{HOME}services/internal-1/ask/"


def paper(size: int = 20) -> SimpleUploadedFile:
    return SimpleUploadedFile("প্রমাণ.pdf", b"%PDF-1.4".ljust(size), "application/pdf")


def opened(client: Client, **changes: Any) -> dict[str, Any]:
    key = form_of(client.get(ASK).content.decode(), "intake_key")["intake_key"]
    return {**FORM, "matter": LONG, "intake_key": key, **changes}


def assert_sent_again(client: Client, page: str) -> Case:
    """The page's own form, sent as it stands, files what was asked with every word and file."""
    assert client.post(ASK, form_of(page)).status_code == 302
    case = Case.objects.get()
    assert (case.matter, case.requester.name) == (LONG, FORM["name"])
    return case


def test_a_fault_of_the_program_gives_back_words_and_files(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    with monkeypatch.context() as broken:
        broken.setattr(asking, "file_case", _falls(OperationalError("database is locked")))
        answer = client.post(ASK, opened(client, documents=paper()))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert 'lang="en"' in page
    assert_sent_again(client, page)
    assert Attachment.objects.get().name == "প্রমাণ.pdf"


def test_where_nothing_was_written_a_fault_is_told_as_before(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(asking, "on_offer_as", _falls(OperationalError("database is locked")))
    for answer in (client.get(ASK), client.post(ASK, {"name": "x"})):
        assert (answer.status_code, "<form" in answer.content.decode()) == (500, False)


def test_a_password_is_never_given_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(Account, "postings_now", _falls(OperationalError("database is locked")))
    answer = client.post(SIGN_IN, {"username": "head", "password": "গোপন কথা ১২"})
    assert "গোপন" not in answer.content.decode()


def _falls(error: Exception) -> Any:
    def fall(*_args: Any, **_more: Any) -> Any:
        raise error

    return fall


def test_files_that_are_too_large_together_lose_no_words(cast: Cast, settings: Settings) -> None:
    settings.REQUEST_MAX_BYTES = 20_000
    client = Client()
    answer = client.post(ASK, opened(client, documents=paper(30_000)))
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "ফাইলগুলো মিলে বড়" in page
    assert "প্রমাণ.pdf" in page.partition("রাখা যায়নি")[2]
    assert_sent_again(client, page)


@pytest.mark.parametrize("error", [RuleBroken("এখন নেওয়া যায় না।"), Overtaken(None)], ids=["rule", "overtaken"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_a_rule_refuses_in_a_view_without_a_place_for_it_comes_back(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, prefix: str
) -> None:
    path = f"{prefix}{HOME}suggestion/"
    key = form_of(client.get(path).content.decode(), "intake_key")["intake_key"]
    typed = {"intake_key": key, "text": LONG, "kind": "simpler", "effect": "quicker"}
    with monkeypatch.context() as refusing:
        refusing.setattr("ongikar.doors.suggestion_form.suggest", _falls(error))
        answer = client.post(path, typed)
    assert answer.status_code == (422 if isinstance(error, RuleBroken) else 409)
    assert client.post(path, form_of(answer.content.decode())).status_code == 302
    assert Suggestion.objects.get().text == LONG


def test_an_act_by_a_button_alone_goes_back_to_its_page_as_before(cast: Cast) -> None:
    answer = signed_in("head").post("/desk/addresses/word/", {"address": "none", "note": ""}, follow=True)
    assert answer.status_code == 422
    assert addresses.BACK == "/desk/addresses/"


def test_what_an_officer_typed_on_a_case_that_was_given_away_meanwhile_can_be_taken_down(cast: Cast) -> None:
    case, clerk = make_case(cast), signed_in("officer")
    Case.objects.update(post=cast.officer.post)
    path = f"/desk/cases/{case.reference}/notes/"
    revision = form_of(clerk.get(path).content.decode(), "body", "notes/")["revision"]
    Case.objects.update(post=cast.head.post)
    answer = clerk.post(path, {"revision": revision, "body": LONG})
    assert answer.status_code == 404
    assert "<b>কেউ</b>" not in answer.content.decode()
    assert "&lt;b&gt;কেউ&lt;/b&gt; ফোন ধরেন না।" in answer.content.decode()
    absent = clerk.post("/desk/cases/1111111111/notes/", {"body": LONG})
    changes = ("csrf", case.reference, "1111111111")
    pages = [
        [line for line in page.content.decode().splitlines() if not any(change in line for change in changes)]
        for page in (answer, absent)
    ]
    assert pages[0] == pages[1]


def test_a_member_of_staff_whose_session_ends_over_an_internal_service_finds_the_form_again(cast: Cast) -> None:
    client = signed_in("head")
    page = form_of(client.get(INTERNAL).content.decode(), "matter")
    sent = {**page, "matter": LONG, "address": "জয়পুরহাট সদর", "phone": "০১৭১২৩৪৫৬৭৮", "consent": "on"}
    sent |= {f"paper_{number}": "not_mine" for number in range(9)}
    idle_for_half_an_hour()
    asked = client.post(INTERNAL, {**sent, "documents": paper()}).content.decode()
    assert "প্রমাণ.pdf" in asked
    back = client.post(SIGN_IN, {**form_of(asked, "username"), "username": "head", "password": PASSWORD})
    shown = client.post(INTERNAL, form_of(back.content.decode(), "came_back"))
    assert (shown.status_code, "এখনো পাঠানো হয়নি" in shown.content.decode()) == (200, True)
    assert not Case.objects.exists()
    assert client.post(INTERNAL, form_of(shown.content.decode(), "matter")).status_code == 302
    case = Case.objects.get()
    assert (case.matter.startswith(LONG), case.channel, case.attachments.count()) == (True, Channel.WEB, 1)


def test_an_appeal_by_one_tap_that_comes_too_late_gives_its_words_back(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    path = appeal_path(make_grievance(cast, at=AT).current)
    page = Client().post(path, {"text": LONG}).content.decode()
    assert "এখান থেকে আর আপিল করা যায় না" in page
    assert "দ্বিতীয় লাইন" in page
