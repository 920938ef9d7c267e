"""A disk that takes no more: what was asked is told so, keeps what was typed, and nothing half done stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError
from django.test import Client
from pytest_django import Settings

from ongikar.cases.models import Attachment, Case, Requester
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.models import Grievance
from ongikar.journal.models import Entry
from tests.cast import build_cast
from tests.doors.test_asking import ASK, FORM, form_key
from tests.doors.test_grievances import FORM as GRIEVANCE
from tests.doors.test_grievances import LODGE
from tests.doors.test_media_and_suggestions import SUGGEST
from tests.doors.test_media_and_suggestions import TYPED as SUGGESTION

pytestmark = [pytest.mark.fault, pytest.mark.django_db]


def _full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def full_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    build_cast()
    settings.FILES_DIR = tmp_path / "files"
    monkeypatch.setattr(os, "fsync", _full)
    return tmp_path / "files"


def test_a_file_that_the_disk_does_not_take_files_no_case_and_loses_nothing_typed(
    full_disk: Path, client: Client
) -> None:
    paper = SimpleUploadedFile("জন্মনিবন্ধন.pdf", b"%PDF-1.4 x", "application/pdf")
    answer = client.post(ASK, {**FORM, "intake_key": form_key(client), "documents": paper})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ফাইল ছাড়া পাঠান" in page
    assert FORM["matter"] in page
    assert [model.objects.count() for model in (Case, Requester, Attachment)] == [0, 0, 0]
    assert [path for path in full_disk.rglob("*") if path.is_file()] == []


def _broken_by(cause: Exception) -> DatabaseError:
    error = OperationalError("could not write")
    error.__cause__ = cause
    return error


class _Full(Exception):
    """What a database says of a full disk: SQLite by a name, PostgreSQL by a number."""

    def __init__(self, **names: str) -> None:
        self.__dict__.update(names)


FULL = {
    "a file": OSError(errno.ENOSPC, "No space left on device"),
    "a quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "SQLite": _broken_by(_Full(sqlite_errorname="SQLITE_FULL")),
    "PostgreSQL": _broken_by(_Full(sqlstate="53100")),
}
FORMS = {
    "an application": (ASK, FORM, "matter"),
    "a grievance": (LODGE, GRIEVANCE, "matter"),
    "a suggestion": (SUGGEST, SUGGESTION, "text"),
}


@pytest.mark.parametrize("wrong", FULL)
@pytest.mark.parametrize("form", FORMS)
def test_on_a_full_disk_every_word_comes_back_and_what_to_do_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch, form: str, wrong: str
) -> None:
    build_cast()
    path, typed, field = FORMS[form]

    def save(*_args: object, **_more: object) -> None:
        raise FULL[wrong]

    sent = {**typed, "intake_key": form_key(client, path)}
    monkeypatch.setattr(Entry, "save", save)
    monkeypatch.setattr(Case, "save", save)
    monkeypatch.setattr(Grievance, "save", save)
    monkeypatch.setattr(Suggestion, "save", save)
    answer = client.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert typed[field] in page
    assert "একটু পরে আবার পাঠান" in page
    monkeypatch.undo()
    assert client.post(path, sent).status_code == 302


def test_without_the_file_the_same_form_is_then_taken(full_disk: Path, client: Client) -> None:
    form = {**FORM, "intake_key": form_key(client)}
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x", "application/pdf")
    assert client.post(ASK, {**form, "documents": paper}).status_code == 422
    assert client.post(ASK, form).status_code == 302
    assert Case.objects.count() == 1
