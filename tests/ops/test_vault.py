"""Backup and restore: what was kept comes back, on both databases, and what is damaged changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import signal
import stat
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ongikar.ops.refusal import Refused
from ongikar.ops.vault import archive, swap
from ongikar.ops.vault.backup import verify
from tests.running import ASK, Visitor, World, Worlds

pytestmark = pytest.mark.process

FILE_A_CASE = """
from ongikar.cases.files import Received
from ongikar.cases.models import Case
from ongikar.journal.authors import requester
from tests.cast import NOW, Cast, make_case
from ongikar.charter.models import Edition
from ongikar.offices.models import Office
office = Office.objects.get(code="doict-joypurhat")
cast = Cast(office, Edition.objects.get(), None, None, None, None, None)
case = make_case(cast, key="{key}")
case.attach([Received("জন্মনিবন্ধন.pdf", b"%PDF-1.4 {key}", "application/pdf")], by=requester("রহিমা"), at=NOW)
print(case.reference)
"""
STATE = """
import hashlib
from ongikar.cases.files import path_of
from ongikar.cases.models import Attachment, Case
from ongikar.cases.references import receipt_code
print([(c.reference, c.matter, receipt_code(str(c.pk), 1)) for c in Case.objects.order_by("reference")])
print([(a.name, hashlib.sha256(path_of(a.pk).read_bytes()).hexdigest() == a.sha256) for a in Attachment.objects.all()])
"""


@pytest.fixture(scope="module")
def office(worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An office with two cases, each with a file; that of a form that was refused, and a PDF made once, lie beside."""
    with worlds.own(tmp_path_factory.mktemp("office")) as made:
        made.seed()
        lying = made.path / "held" / "-" / "browser"
        lying.mkdir(parents=True)
        (lying / "file").write_bytes(b"%PDF-1.4 refused")
        (made.path / "printed" / "1").mkdir(parents=True)
        (made.path / "printed" / "1" / "charter.pdf").write_bytes(b"%PDF-1.4 made once")
        for key in ("first", "second"):
            made.python(FILE_A_CASE.format(key=key))
        yield made


@pytest.fixture(scope="module")
def kept(office: World) -> Path:
    """Its backup."""
    file = office.path / "kept.zip"
    done = office.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "2 files; verified." in done.stdout
    return file


def restored(world: World, file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return world.run("restore", str(file), *words)


def test_a_backup_restored_elsewhere_is_the_same_office(office: World, kept: Path, world: World) -> None:
    """Cases, files with their bytes, and the codes printed on receipts, which come from the secret key."""
    assert restored(world, kept).returncode == 0
    assert world.python(STATE) == office.python(STATE)
    assert "True" in office.python(STATE)
    with world.serving() as server:
        assert "সেবা" in Visitor(server.address).get("/doict-joypurhat/").text


def test_an_archive_says_what_is_in_it_and_is_its_owners_alone(kept: Path) -> None:
    with archive.opened(kept) as made:
        assert made.manifest.rows["cases_case"] == 2
        assert made.manifest.missing == []
        assert not [name for name in made.manifest.members if re.search("held|browser|printed", name)]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_backup_made_while_the_office_is_served_and_written_to_is_whole(world: World) -> None:
    world.seed()
    with world.serving() as server:
        visitor = Visitor(server.address)
        form = visitor.form(ASK)
        process = subprocess.Popen(world.command("backup", str(world.path / "busy.zip")), env=world.env)
        filed = 0
        while process.poll() is None or not filed:
            filed += visitor.post(ASK, {**form, "intake_key": f"{filed:032x}"}).status == 302
        assert process.returncode == 0
    with archive.opened(world.path / "busy.zip") as made:
        verify(made, world.path / "check", lambda _amount: None)
        assert made.manifest.rows["cases_case"] <= filed
        assert made.manifest.rows["cases_case"] == made.manifest.rows["cases_assignment"]


def test_a_backup_never_writes_over_another(office: World, kept: Path) -> None:
    before = kept.read_bytes()
    done = office.run("backup", str(kept))
    assert (done.returncode, "exists already" in done.stderr) == (2, True)
    assert kept.read_bytes() == before


def test_without_a_file_the_backup_is_named_by_the_day(office: World) -> None:
    assert office.run("backup").returncode == 0
    [made] = (office.path / "backups").glob("*.zip")
    assert re.fullmatch(r"ongikar-\d{4}-\d\d-\d\d-\d{6}\.zip", made.name)


def test_a_lost_file_is_told_and_stops_no_backup(world: World, kept: Path) -> None:
    restored(world, kept)
    next(path for path in (world.path / "files").rglob("*") if path.is_file()).unlink()
    done = world.run("backup", str(world.path / "less.zip"))
    assert done.returncode == 0
    assert "1 files named in the database are lost" in done.stdout


def test_an_office_is_not_overwritten_unless_forced_and_then_set_aside(world: World, kept: Path) -> None:
    world.seed()
    mine = world.python(FILE_A_CASE.format(key="mine"))
    refused = restored(world, kept)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "--force" in refused.stderr
    assert world.count("cases.Case") == 1
    forced = restored(world, kept, "--force")
    assert forced.returncode == 0, forced.stderr
    assert world.count("cases.Case") == 2
    assert mine not in world.python(STATE)
    aside = Path(re.findall(r"lies in (.+)\.$", forced.stdout, re.M)[0])
    assert aside.exists()
    if aside.suffix == ".zip":
        assert restored(world, aside, "--force").returncode == 0
        assert mine in world.python(STATE)


def test_a_restore_waits_for_no_server_but_refuses(world: World, kept: Path) -> None:
    world.seed()
    with world.serving():
        refused = restored(world, kept, "--force")
    assert refused.returncode == 2
    assert "stop" in refused.stderr
    assert world.count("cases.Case") == 0


# Damage. `verify` is what both commands run on an archive.


def check(file: Path, into: Path) -> None:
    with archive.opened(file) as made:
        verify(made, into, lambda _amount: None)


def test_a_backup_cut_short_anywhere_is_refused(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    for number, size in enumerate((0, 1, 100, len(whole) // 2, len(whole) - 100, len(whole) - 1)):
        cut = tmp_path / f"cut-{number}.zip"
        cut.write_bytes(whole[:size])
        with pytest.raises(Refused, match="damaged"):
            check(cut, tmp_path / f"into-{number}")


def test_a_flipped_bit_is_refused_or_changed_nothing_that_is_restored(kept: Path, tmp_path: Path) -> None:
    """Some bits of a zip hold times and such; every bit of a member and of the manifest is held by a hash."""
    whole, refused = bytearray(kept.read_bytes()), 0
    places = range(0, len(whole), len(whole) // 150)
    for place in places:
        whole[place] ^= 1
        flipped, into = tmp_path / "flipped.zip", tmp_path / f"into-{place}"
        flipped.write_bytes(whole)
        whole[place] ^= 1
        try:
            check(flipped, into)
        except Refused:
            refused += 1
        shutil.rmtree(into, ignore_errors=True)
    assert refused > len(places) * 0.9


def rewritten(kept: Path, to: Path, change: Callable[[dict[str, Any]], None], **members: bytes) -> Path:
    """A copy of an archive with a changed manifest, and members more or other."""
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(to, "w") as new:
        manifest = json.loads(old.read(archive.MANIFEST))
        change(manifest)
        for name in old.namelist():
            if name != archive.MANIFEST and name not in members:
                new.writestr(name, old.read(name))
        for name, data in members.items():
            new.writestr(name, data)
        new.writestr(archive.MANIFEST, json.dumps(manifest))
    return to


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "files/../../evil", "files/ab/evil", "C:\\evil", "settings.env"]
)
def test_a_name_that_no_backup_has_is_refused(kept: Path, tmp_path: Path, name: str) -> None:
    def change(manifest: dict[str, Any]) -> None:
        manifest["members"][name] = {"sha256": "0" * 64, "bytes": 4}

    with pytest.raises(Refused):
        check(rewritten(kept, tmp_path / "strange.zip", change, **{name: b"evil"}), tmp_path / "into")
    assert not (tmp_path / "evil").exists()


def test_a_member_that_its_manifest_does_not_know_is_refused(kept: Path, tmp_path: Path) -> None:
    more = rewritten(kept, tmp_path / "more.zip", lambda _manifest: None, **{f"files/ab/{'ab' * 16}": b"more"})
    with pytest.raises(Refused, match="damaged"):
        check(more, tmp_path / "into")


def test_other_bytes_under_a_members_name_are_refused(kept: Path, tmp_path: Path) -> None:
    other = rewritten(kept, tmp_path / "other.zip", lambda _manifest: None, **{archive.KEY: b"k" * 64})
    with pytest.raises(Refused, match="damaged"):
        check(other, tmp_path / "into")


def test_rows_that_are_not_what_the_manifest_counted_are_refused(kept: Path, tmp_path: Path) -> None:
    def change(manifest: dict[str, Any]) -> None:
        manifest["rows"]["cases_case"] += 1

    with pytest.raises(Refused, match="rows"):
        check(rewritten(kept, tmp_path / "rows.zip", change), tmp_path / "into")


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(format="ongikar.backup/2", version="9.0"),
        lambda manifest: manifest.update(version="9.0", migrations=[*manifest["migrations"], "cases.0099_later"]),
    ],
)
def test_a_newer_backup_is_refused_by_name(
    kept: Path, world: World, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    refused = restored(world, rewritten(kept, tmp_path / "newer.zip", change))
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "newer Ongikar (9.0)" in refused.stderr


def test_a_backup_of_the_other_kind_of_database_is_refused(kept: Path, world: World, tmp_path: Path) -> None:
    def change(manifest: dict[str, Any]) -> None:
        other = {"sqlite": "postgresql", "postgresql": "sqlite"}[manifest["engine"]]
        manifest["members"][archive.DATABASES[other]] = manifest["members"].pop(archive.DATABASES[manifest["engine"]])
        manifest["engine"] = other

    with zipfile.ZipFile(kept) as old:
        said = json.loads(old.read(archive.MANIFEST))
        data = old.read(archive.DATABASES[said["engine"]])
    other = next(name for engine, name in archive.DATABASES.items() if engine != said["engine"])
    swapped = rewritten(kept, tmp_path / "kind.zip", change, **{other: data})
    with zipfile.ZipFile(swapped) as both, zipfile.ZipFile(tmp_path / "one.zip", "w") as one:
        for name in set(both.namelist()) - {archive.DATABASES[said["engine"]]}:
            one.writestr(name, both.read(name))
    refused = restored(world, tmp_path / "one.zip")
    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr


def test_a_damaged_archive_changes_nothing_even_when_forced(kept: Path, world: World, tmp_path: Path) -> None:
    world.seed()
    before = world.python(STATE)
    (tmp_path / "half.zip").write_bytes(kept.read_bytes()[:-200])
    refused = restored(world, tmp_path / "half.zip", "--force")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert world.python(STATE) == before


@pytest.mark.parametrize("words", [("/there/is/none.zip",), ()])
def test_a_file_that_is_not_there_is_one_line(world: World, words: tuple[str, ...]) -> None:
    refused = world.run("restore", *words)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


# The last step of a restore


def test_a_swap_cut_off_after_any_rename_is_ended_by_whoever_comes_next(tmp_path: Path) -> None:
    for cut in range(5):
        root = tmp_path / str(cut)
        root.mkdir()
        for name in ("database", "key", "new-database", "new-key"):
            (root / name).write_text(name)
        moves = [("database", "old-database"), ("key", "old-key"), ("new-database", "database"), ("new-key", "key")]
        paths = [(root / old, root / new) for old, new in moves]
        note = root / "note.json"
        note.write_text(json.dumps([[str(old), str(new)] for old, new in paths]))
        for old, new in paths[:cut]:
            old.rename(new)
        assert swap.finish(note)
        assert not swap.finish(note)
        assert {path.name: path.read_text() for path in root.iterdir()} == {
            "database": "new-database", "key": "new-key", "old-database": "database", "old-key": "key",
        }  # fmt: skip


DIE = """
import os
from django.core.management import call_command
from ongikar.ops import lock
from ongikar.ops.vault import backup, postgres, swap
def die(*_args):
    os.kill(os.getpid(), 9)
{what} = die
call_command({words})
"""


def test_a_restore_killed_at_its_last_step_is_ended_by_the_next_server_or_never_was(world: World, kept: Path) -> None:
    """SQLite: the renames were noted and are done by whoever comes next. PostgreSQL: the transaction never began."""
    world.seed()
    with pytest.raises(AssertionError):
        world.python(
            DIE.format(what="swap.finish = postgres.put_in_place", words=f"'restore', {str(kept)!r}, '--force'")
        )
    with world.serving() as server:
        server.stop(signal.SIGTERM)
    assert world.count("cases.Case") == (0 if world.env["DATABASE_URL"] else 2)
    assert not (world.path / "restoring.json").exists()
    assert restored(world, kept, "--force").returncode == 0
    assert world.count("cases.Case") == 2
    assert list(world.path.glob(".restoring-*")) == []


def test_a_backup_killed_in_the_middle_leaves_no_archive_and_the_next_one_clears_up(world: World) -> None:
    world.seed()
    with pytest.raises(AssertionError):
        world.python(DIE.format(what="backup._settle", words="'backup'"))
    left = [path.name for path in (world.path / "backups").iterdir()]
    assert len(left) == 1
    assert left[0].startswith(".backup-")
    assert world.run("backup").returncode == 0
    assert [path.suffix for path in (world.path / "backups").iterdir()] == [".zip"]
