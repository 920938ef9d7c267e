"""Past the room of the day the words are taken, and the page says to bring the files; officers have their own room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import Attachment, Case
from ongikar.grievances.models import Grievance, GrievanceFile
from tests.cast import Cast, make_case, moment
from tests.doors import test_asking, test_grievances
from tests.doors.desk import signed_in

SAID = "ফাইলগুলো দপ্তরে নিয়ে আসুন"


@pytest.fixture(autouse=True)
def little_room(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.FILES_DIR, settings.HELD_DIR = tmp_path / "files", tmp_path / "held"
    settings.FILES_LINE_BYTES, settings.FILES_OFFICER_BYTES = 100, 150
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-22 12:00"))


def paper(name: str = "প্রমাণ.pdf", size: int = 60) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4".ljust(size), "application/pdf")


def ask(client: Client, number: int, **changes: Any) -> Any:
    typed = {**test_asking.FORM, "intake_key": f"key-{number}", "matter": f"চাই {number}", **changes}
    return client.post(test_asking.ASK, typed, follow=True)


def test_the_filing_past_the_room_of_a_line_is_taken_and_says_to_bring_the_files(cast: Cast) -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    assert SAID not in ask(client, 1, documents=paper()).content.decode()
    answer = ask(client, 2, documents=paper("ছবি.pdf"), paper_0="now")
    page = answer.content.decode()
    assert answer.redirect_chain
    assert SAID in page
    assert "ছবি.pdf" in page
    assert Case.objects.count() == 2
    assert [file.name for file in Attachment.objects.all()] == ["প্রমাণ.pdf"]
    assert "যে ফাইল রাখা যায়নি: ছবি.pdf" in Case.objects.latest("filed_at", "matter").matter  # the officer reads it
    other = ask(Client(REMOTE_ADDR="198.51.100.7"), 3, documents=paper())
    assert SAID not in other.content.decode()


def test_a_grievance_and_papers_sent_later_are_the_same(cast: Cast) -> None:
    client = Client()
    ask(client, 1, documents=paper(size=99))
    form = {**test_grievances.FORM, "documents": paper()}
    assert SAID in client.post(test_grievances.LODGE, form, follow=True).content.decode()
    assert (Grievance.objects.count(), GrievanceFile.objects.count()) == (1, 0)
    case = Case.objects.get()
    sent = {"body": "কাগজ দিলাম", "documents": paper()}
    answer = client.post(f"/track/{case.reference}/papers/", sent, follow=True)
    assert SAID in answer.content.decode()
    assert case.messages.get().body.startswith("কাগজ দিলাম")
    assert case.attachments.count() == 1


def test_a_service_whose_window_is_open_has_room_of_its_own(cast: Cast, settings: Settings) -> None:
    settings.FILES_WINDOWS, settings.FILES_WINDOW_BYTES = frozenset({"citizen-5"}), 100
    assert "citizen-5" in test_asking.ASK
    client = Client()
    client.post(test_grievances.LODGE, {**test_grievances.FORM, "documents": paper(size=99)})
    assert SAID not in ask(client, 1, documents=paper()).content.decode()
    assert SAID in ask(client, 2, documents=paper()).content.decode()


def test_a_refused_form_says_nothing_of_room_until_it_is_taken(cast: Cast) -> None:
    client = Client()
    ask(client, 1, documents=paper(size=99))
    page = ask(client, 2, documents=paper(), matter="").content.decode()
    assert SAID not in page


def test_an_officer_has_a_room_of_his_own_and_is_told_before_anything_is_done(cast: Cast) -> None:
    for _ in range(2):
        ask(Client(), 1, documents=paper(size=99))  # the line's room is used up, and is nothing to him
    case = make_case(cast)
    path, officer = f"/desk/cases/{case.reference}/delivery/", signed_in("head")

    def deliver(size: int) -> Any:
        case.refresh_from_db()
        return officer.post(path, {"revision": case.revision, "text": "দেওয়া হলো", "documents": paper(size=size)})

    answer = deliver(200)
    assert answer.status_code == 422
    assert "আজ আপনার পদ থেকে অনেক ফাইল উঠেছে" in answer.content.decode()
    assert "দেওয়া হলো" in answer.content.decode()
    case.refresh_from_db()
    assert case.is_open
