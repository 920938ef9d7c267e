"""Every file that a row names is kept: it is in the backup, its loss is noticed, and no sweeping takes it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import Settings

from ongikar.cases.files import path_of, receive
from ongikar.grievances.lodging import lodge
from ongikar.grievances.models import Complainant
from ongikar.ops import sweeping
from ongikar.ops.vault import backup
from tests.cast import NOW, Cast, build_cast
from tests.grievances.world import complaint


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return build_cast()


def test_every_kind_of_row_with_a_file_is_known_to_sweeping_and_backup() -> None:
    with_file = {model for model in apps.get_models() if {"sha256", "size"} <= {f.name for f in model._meta.fields}}
    assert with_file == set(sweeping.KEPT)


def test_a_file_of_a_grievance_is_swept_by_nobody_and_backed_up(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"
    grievance = lodge(
        complaint(cast), complainant=Complainant(mobile="+8801712345678"), intake_key="one", at=NOW,
        documents=[receive("ছবি.pdf", b"%PDF-1.4 x")],
    )  # fmt: skip
    kept = grievance.files.get()
    os.utime(path_of(kept.pk), (0, 0))
    assert sweeping.leftovers(NOW) == []
    dump = backup._dump(tmp_path / "dump.sqlite3")
    assert dump.file_ids == [kept.pk]
    path_of(kept.pk).unlink()
    assert sweeping.lost() == [kept.pk]
