"""What lies ready for a form that was refused: how long, for whom, how much, and what may not lie there at all."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import Case
from ongikar.doors import held
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Posting
from ongikar.ops import sweeping, ticker
from tests.cast import PASSWORD, Cast, sample
from tests.doors.desk import SIGN_IN, signed_in
from tests.doors.sending import form_of
from tests.doors.test_asking import ASK, FORM
from tests.doors.test_code_again import AT, asked, gro, paper
from tests.doors.test_grievances import FORM as COMPLAINT
from tests.doors.test_grievances import LODGE, let_in
from tests.doors.test_holding import FORMS, GONE, READY, held_dir, hidden_of, lying, refuse, stored
from tests.doors.test_too_long import PASTED

__all__ = ["gro", "held_dir"]


def held_of(page: str) -> list[str]:
    found: list[str] = form_of(page, "held")["held"]
    return found


ASKED = FORMS["asking"]


@pytest.fixture
def refused(cast: Cast, gro: Posting) -> tuple[Client, str]:
    """An asking with two files that lacks the consent, and the page that gives it back."""
    client = Client()
    return client, refuse(client, ASK, ASKED, paper(), paper("ছবি.pdf"))


def test_one_may_be_left_out_and_another_chosen_beside_it(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "left_out": held_of(page)[0], "documents": paper("তৃতীয়.pdf")}
    again = client.post(ASK, sent).content.decode()
    assert [one.split(":")[2] for one in held_of(again)] == ["ছবি.pdf", "তৃতীয়.pdf"]
    assert len(lying(held_dir)) == 2
    assert client.post(ASK, {**form_of(again, "held"), "consent": "on"}).status_code == 302
    assert stored() == ["ছবি.pdf", "তৃতীয়.pdf"]


def test_one_that_is_chosen_again_comes_once(refused: tuple[Client, str]) -> None:
    client, page = refused
    assert client.post(ASK, {**form_of(page, "held"), "consent": "on", "documents": paper()}).status_code == 302
    assert stored() == ["ছবি.pdf", "প্রমাণ.pdf"]


def test_a_form_that_was_opened_anew_has_nothing_of_it(refused: tuple[Client, str]) -> None:
    client, _page = refused
    assert READY not in client.get(ASK).content.decode()
    assert client.post(ASK, {**hidden_of(client, ASK), **FORM}).status_code == 302
    assert stored() == []


def test_no_other_browser_and_no_other_form_gets_them(refused: tuple[Client, str]) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "consent": "on"}
    other = "/doict-joypurhat/services/citizen-6/ask/"
    for thief, path in ((Client(), ASK), (client, other)):
        answer = thief.post(path, sent)
        assert (answer.status_code, f"“প্রমাণ.pdf” ফাইলটি আর রাখা নেই। {GONE}" in answer.content.decode()) == (422, True)
    stranger = Client()
    refuse(stranger, ASK, ASKED, paper("আমার.pdf"))  # a browser with a number of its own
    assert stranger.post(ASK, sent).status_code == 422
    assert stored() == []


def test_no_address_serves_them(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    number = held_of(page)[0].split(":")[0]
    for path in (f"/held/{number}/", f"/files/{number}/", f"{ASK}{number}/"):
        assert client.get(path).status_code == 404
    folders = {path for path in held_dir.rglob("*") if path.is_dir()} | {held_dir}
    assert {stat.S_IMODE(path.stat().st_mode) for path in lying(held_dir)} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    numbers = [one.value.partition(".")[0] for name, one in client.cookies.items() if name.startswith("browser-")]
    assert numbers
    assert not any(number in str(lying(held_dir)) for number in numbers)


def test_after_half_an_hour_the_page_names_what_is_to_be_chosen_again(
    refused: tuple[Client, str], held_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "consent": "on"}
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(minutes=31))
    answer = client.post(ASK, sent)
    again = answer.content.decode()
    assert (answer.status_code, "আর রাখা নেই" in again, READY in again) == (422, True, False)
    assert FORM["matter"] in again
    assert not Case.objects.exists()
    assert client.post(ASK, {**form_of(again), "consent": "on", "documents": paper()}).status_code == 302
    ticker.one_round(timezone.now())
    assert lying(held_dir) == []


def test_each_sending_begins_the_half_hour_anew(refused: tuple[Client, str], monkeypatch: pytest.MonkeyPatch) -> None:
    client, page = refused
    for minutes in (20, 40):
        monkeypatch.setattr(timezone, "now", lambda late=minutes: AT + timedelta(minutes=late))
        page = client.post(ASK, form_of(page, "held")).content.decode()
        assert READY in page


def test_once_it_is_done_they_go_but_not_from_under_a_second_click(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "consent": "on"}
    first = client.post(ASK, sent)
    assert client.post(ASK, sent).headers["Location"] == first.headers["Location"]
    assert (Case.objects.count(), stored()) == (1, ["ছবি.pdf", "প্রমাণ.pdf"])
    assert sweeping.sweep(AT + timedelta(minutes=2)) == 0
    assert lying(held_dir) == []


LEAVING: dict[str, Callable[[Client], Any]] = {
    "signing out": lambda client: client.post("/desk/sign-out/"),
    "another signs in": lambda client: client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}),
}


@pytest.mark.parametrize("leave", LEAVING)
def test_signing_out_and_another_person_signing_in_leave_nothing(
    cast: Cast, gro: Posting, held_dir: Path, leave: str
) -> None:
    client, path = FORMS["delivery"].way(cast, gro)
    refuse(client, path, FORMS["delivery"], paper())
    assert len(lying(held_dir)) == 1
    LEAVING[leave](client)
    assert lying(held_dir) == []


def test_the_same_person_signing_in_again_keeps_them(cast: Cast, gro: Posting, held_dir: Path) -> None:
    client, path = FORMS["delivery"].way(cast, gro)
    refuse(client, path, FORMS["delivery"], paper())
    client.post(SIGN_IN, {"username": "head", "password": PASSWORD})
    assert len(lying(held_dir)) == 1


def test_the_next_person_at_a_digital_centre_finds_nothing(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    client.post(f"{ASK}next/")
    assert lying(held_dir) == []
    assert client.post(ASK, {**form_of(page, "held"), "consent": "on"}).status_code == 422


def test_of_what_may_be_sealed_nothing_ever_lies_on_the_disk(cast: Cast, gro: Posting, held_dir: Path) -> None:
    """Whoever is complained of runs this machine: whatever else is wrong with the form, he finds no file of it."""
    keeper = Posting.objects.get(account__username="head")
    keeper.account.is_administrator = True
    keeper.account.save()
    for wrong in ({"consent": ""}, {"matter": ""}, {"mobile": "১"}, {"officers": ["none"]}, {"subject": PASTED}):
        for named in ({"officers": [str(keeper.post_id)]}, {"written": keeper.account.name_bn}, {}):
            client = Client()
            sent = {**hidden_of(client, LODGE), **COMPLAINT, **named, **wrong, "documents": paper()}
            answer = client.post(LODGE, sent)
            assert (answer.status_code, READY in answer.content.decode()) == (422, False)
            assert "এই ফরমের ফাইল এই যন্ত্রে রাখা হয় না" in answer.content.decode()
            assert "প্রমাণ.pdf" in answer.content.decode()
    assert lying(held_dir) == []


def test_of_a_sealed_grievance_no_act_holds_a_file(cast: Cast, gro: Posting, held_dir: Path) -> None:
    grievance = asked(cast, gro)
    Grievance.objects.update(sealed=True)
    path = f"/grievances/{grievance.reference}/information/"
    for client in (Client(), let_in(grievance)):
        client.post(path, {"text": "", "documents": paper()})
    assert lying(held_dir) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.exe", b"MZ"), ("খালি.pdf", b""), ("বড়.pdf", b"%PDF-1.4" + bytes(2 * 1024**2)), ("x.txt", b"text")],
)
def test_what_would_not_be_taken_is_not_held_and_is_named(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings, name: str, data: bytes
) -> None:
    settings.FILE_MAX_BYTES = 1024**2
    page = refuse(Client(), ASK, ASKED, SimpleUploadedFile(name, data), paper())
    assert [one.split(":")[2] for one in held_of(page)] == ["প্রমাণ.pdf"]
    assert len(lying(held_dir)) == 1
    assert name in page.partition("এই ফাইলগুলো রাখা যায়নি")[2]


def large(name: str, size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4" + bytes(size - 8), "application/pdf")


def test_a_form_has_room_for_so_much_and_the_rest_is_named(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings
) -> None:
    settings.HELD_FORM_BYTES = 250_000
    page = refuse(Client(), ASK, ASKED, large("ক.pdf", 200_000), large("খ.pdf", 100_000), large("গ.pdf", 40_000))
    assert [one.split(":")[2] for one in held_of(page)] == ["ক.pdf", "গ.pdf"]
    assert "খ.pdf" in page.partition("এই ফাইলগুলো রাখা যায়নি")[2]


def test_an_office_has_room_for_so_much_and_the_oldest_leave_first(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HELD_OFFICE_BYTES = 250_000
    clients = [Client() for _number in range(3)]
    pages = []
    for minute, client in enumerate(clients):
        monkeypatch.setattr(timezone, "now", lambda late=minute: AT + timedelta(minutes=late))
        pages.append(refuse(client, ASK, ASKED, large(f"{minute}.pdf", 120_000)))
    assert len(lying(held_dir)) == 2
    statuses = [client.post(ASK, {**form_of(page, "held"), "consent": "on"}).status_code
                for client, page in zip(clients, pages, strict=True)]  # fmt: skip
    assert statuses == [422, 302, 302]


def test_small_files_are_never_so_many_that_looking_for_room_takes_long(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings
) -> None:
    settings.HELD_OFFICE_BYTES = 4 * held.COUNTED
    for _number in range(6):
        refuse(Client(), ASK, ASKED, paper())
    assert len(lying(held_dir)) == 4


def test_a_disk_that_takes_no_more_names_the_file(
    cast: Cast, gro: Posting, held_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_dir.write_text("not a folder")
    page = refuse(Client(), ASK, ASKED, paper())
    assert "প্রমাণ.pdf" in page.partition("এই ফাইলগুলো রাখা যায়নি")[2]
    assert FORM["matter"] in page


def test_too_many_files_are_counted_for_whoever_sends_them(cast: Cast, gro: Posting, settings: Settings) -> None:
    settings.FILES_MAX_COUNT = 2
    client = Client()
    page = refuse(client, ASK, ASKED, *(paper(f"{number}.pdf") for number in range(3)))
    assert "সর্বোচ্চ ২টি ফাইল নেওয়া যায়, আছে ৩টি" in page
    sent = {**form_of(page, "held"), "consent": "on", "left_out": held_of(page)[1]}
    assert client.post(ASK, sent).status_code == 302
    assert stored() == ["0.pdf", "2.pdf"]


def test_the_document_of_a_charter_is_held_when_the_session_ends_and_not_when_it_is_what_is_wrong(
    cast: Cast, gro: Posting, held_dir: Path
) -> None:
    head, path = signed_in("head"), "/desk/charter/new/"
    assert head.post(path, {"file": SimpleUploadedFile("x.txt", "কিছু নয়".encode())}).status_code == 422
    assert lying(held_dir) == []
    Session.objects.all().delete()
    page = head.post(path, {"file": SimpleUploadedFile("charter.txt", sample("doict-joypurhat.txt"))}).content.decode()
    assert "charter.txt" in page
    back = head.post(SIGN_IN, {**form_of(page, "username"), "username": "head", "password": PASSWORD})
    shown = head.post(path, form_of(back.content.decode(), "came_back")).content.decode()
    assert "charter.txt" in shown
    assert head.post(path, form_of(shown, "held")).status_code in (302, 422)
