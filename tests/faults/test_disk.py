"""A disk that takes no more: what was asked is told so, keeps what was typed, and nothing half done stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from ongikar.cases.models import Attachment, Case, Requester
from tests.cast import build_cast
from tests.doors.test_asking import ASK, FORM, form_key

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


def test_without_the_file_the_same_form_is_then_taken(full_disk: Path, client: Client) -> None:
    form = {**FORM, "intake_key": form_key(client)}
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x", "application/pdf")
    assert client.post(ASK, {**form, "documents": paper}).status_code == 422
    assert client.post(ASK, form).status_code == 302
    assert Case.objects.count() == 1
