"""The nightly backup: made once a night, kept so many, never two at once, and loud where it fails."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from ongikar.offices.models import Account, Office
from ongikar.offices.nights import alarm, last_night
from ongikar.ops import nightly
from ongikar.ops.checks import examine
from ongikar.ops.management.commands.unit import unit
from ongikar.ops.nightly import backup_next
from tests.cast import Cast, moment
from tests.doors.desk import signed_in

NIGHT = moment("2026-11-23 02:31")
WORDS = "রাতের ব্যাকআপ হয়নি"


@pytest.fixture
def machine(cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that backs up at half past two; what an archive holds is the tests' of the vault."""
    settings.DATA_DIR, settings.BACKUPS_DIR = tmp_path, tmp_path / "backups"
    settings.NIGHTLY_FILE, settings.OUTBOX_DIR = tmp_path / "nightly.json", tmp_path / "outbox"
    settings.BACKUP_AT, settings.BACKUP_KEEP, settings.EMAIL_HOST = time(2, 30), 3, ""
    monkeypatch.setattr(nightly, "backup", _made)
    return tmp_path


def _made(file: Path, *, at: datetime) -> None:
    file.parent.mkdir(exist_ok=True)
    file.touch()


def _full(_file: Path, *, at: datetime) -> None:
    raise OSError(28, "No space left on device", "/media/disk")


def archives(machine: Path) -> list[str]:
    return sorted(path.name for path in (machine / "backups").glob("*.zip"))


def fails(monkeypatch: pytest.MonkeyPatch, how: Callable[..., None] = _full) -> None:
    monkeypatch.setattr(nightly, "backup", how)


def test_it_is_made_once_a_night_after_the_hour(machine: Path) -> None:
    assert backup_next(NIGHT)
    assert not backup_next(NIGHT + timedelta(hours=5))
    assert not backup_next(moment("2026-11-24 02:29"))
    assert backup_next(moment("2026-11-24 02:30"))
    assert archives(machine) == ["nightly-2026-11-23-023100.zip", "nightly-2026-11-24-023000.zip"]


def test_a_machine_that_was_off_at_the_hour_makes_it_in_the_morning(machine: Path) -> None:
    backup_next(NIGHT)
    assert backup_next(moment("2026-11-25 09:00"))


@pytest.mark.parametrize("without", ["hour", "office", "demo"])
def test_without_an_hour_or_an_office_and_in_the_demo_none_is_made(
    machine: Path, settings: Settings, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BACKUP_AT = None if without == "hour" else settings.BACKUP_AT
    settings.DEMO = without == "demo"
    if without == "office":
        monkeypatch.setattr(Office, "objects", Office.objects.none())
    assert not backup_next(NIGHT)
    assert last_night() is None


def test_the_newest_are_kept_and_what_was_made_by_hand_is_nobodys_to_delete(machine: Path) -> None:
    (machine / "backups").mkdir()
    (machine / "backups" / "ongikar-2020-01-01-000000.zip").touch()
    for day in range(6):
        assert backup_next(NIGHT + timedelta(days=day))
    assert archives(machine) == [
        "nightly-2026-11-26-023100.zip", "nightly-2026-11-27-023100.zip", "nightly-2026-11-28-023100.zip",
        "ongikar-2020-01-01-000000.zip",
    ]  # fmt: skip


def test_two_are_never_made_at_once(machine: Path) -> None:
    with (machine / "backup.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert not backup_next(NIGHT)
    assert archives(machine) == []


def test_one_that_failed_is_tried_every_hour_and_told_once_a_night(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Account.objects.filter(is_administrator=True).update(email="admin@example.gov.bd")
    fails(monkeypatch)
    assert backup_next(NIGHT)
    assert not backup_next(NIGHT + timedelta(minutes=59))
    assert backup_next(NIGHT + timedelta(minutes=61))
    [letter] = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (machine / "outbox").iterdir()]
    assert (letter["To"], letter["Subject"].strip()) == ("admin@example.gov.bd", "রাতের ব্যাকআপ হয়নি")
    assert "No space left" in letter.get_content()
    fails(monkeypatch, _made)
    assert backup_next(NIGHT + timedelta(hours=3))
    assert alarm(NIGHT + timedelta(hours=4)) is None


def test_the_alarm_stands_on_the_desk_of_who_can_do_something_and_in_doctor(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch)
    backup_next(NIGHT)
    assert WORDS in signed_in("head").get("/desk/").content.decode()
    assert WORDS in signed_in("administrator").get("/desk/people/").content.decode()
    for username in ("officer", "clerk"):
        assert WORDS not in signed_in(username).get("/desk/").content.decode()
    [found] = [finding for finding in examine(NIGHT) if finding.rule.id == "ops.E038"]
    assert "No space left on device" in found.en


def test_a_good_one_older_than_a_day_is_an_alarm_too(machine: Path) -> None:
    backup_next(NIGHT)
    assert alarm(NIGHT + timedelta(hours=25)) is None
    assert alarm(NIGHT + timedelta(hours=27)) is not None


def test_a_disk_that_is_not_plugged_in_is_told_and_not_made_up_for(machine: Path, settings: Settings) -> None:
    settings.BACKUPS_DIR = machine.parent / "media" / "disk"
    backup_next(NIGHT)
    night = last_night()
    assert night
    assert "plugged in" in night.trouble
    assert not settings.BACKUPS_DIR.exists()


def test_a_backup_killed_in_its_middle_has_failed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_file: Path, *, at: datetime) -> None:
        raise KeyboardInterrupt

    fails(monkeypatch, killed)
    with pytest.raises(KeyboardInterrupt):
        backup_next(NIGHT)
    assert alarm(NIGHT)
    fails(monkeypatch, _made)
    assert backup_next(NIGHT + timedelta(hours=1))


def test_the_note_that_cannot_be_read_is_no_reason_to_stop(machine: Path, client: Client) -> None:
    (machine / "nightly.json").write_text("[half")
    assert backup_next(NIGHT)


def test_the_unit_names_this_machines_paths_and_what_may_be_written(
    machine: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BACKUPS_DIR = Path("/media/disk")
    call_command("unit", "--user", "ongikar")
    said = capsys.readouterr().out
    assert said == unit("ongikar")
    assert f"Environment=ONGIKAR_DATA={machine}\n" in said
    assert f"ReadWritePaths={machine} " in said
    assert "-/media/disk" in said
    assert "User=ongikar\n" in said
