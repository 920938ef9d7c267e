"""Making an archive while the office works: the database first, then the files that it names."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import ongikar
from ongikar.cases.files import path_of
from ongikar.ops.progress import Step, progress
from ongikar.ops.refusal import Refused
from ongikar.ops.sweeping import KEPT
from ongikar.ops.vault import archive, postgres, sqlite
from ongikar.ops.vault.archive import KEY, Manifest
from ongikar.ops.vault.swap import sync

LAST = "last-backup.json"


@dataclass(frozen=True)
class Made:
    """The last archive that was made and verified here."""

    file: Path
    at: datetime


@dataclass(frozen=True)
class Dump:
    """The database of a moment in a file, the rows it has, and the files that its rows name."""

    path: Path
    rows: dict[str, int]
    file_ids: list[uuid.UUID]


def backup(file: Path, *, at: datetime) -> Manifest:
    """Write the archive `file` and verify it. Raises Refused where it exists or cannot be made; no part of it stays."""
    if file.exists():
        raise Refused(f"{file} exists already; name another file")
    with _scratch(file.parent) as scratch:
        dump = _dump(scratch / archive.DATABASES[connection.vendor])
        part = scratch / "archive"
        manifest = _write(part, dump, at)
        with progress("Verifying", manifest.size) as step, archive.opened(part) as made:
            verify(made, scratch / "check", step)
        _settle(part, file)
    _remember(file, at)
    return manifest


def default_file(at: datetime) -> Path:
    return settings.BACKUPS_DIR / f"ongikar-{at:%Y-%m-%d-%H%M%S}.zip"


def last_backup() -> Made | None:
    """The last archive made here; None where none ever was."""
    try:
        said = json.loads((settings.DATA_DIR / LAST).read_text(encoding="utf8"))
        return Made(Path(said["file"]), datetime.fromisoformat(said["at"]))
    except (OSError, ValueError, KeyError):
        return None


def verify(made: archive.Archive, into: Path, step: Step) -> dict[str, Path]:
    """Take every member out into `into`, hash it, and count the rows of the database. Raises Refused."""
    taken = {}
    for number, name in enumerate(made.manifest.members):
        taken[name] = into / str(number)
        into.mkdir(mode=0o700, exist_ok=True)
        made.take(name, taken[name], step)
    rows_of = sqlite.rows_of if made.manifest.engine == "sqlite" else postgres.rows_of
    if rows_of(taken[made.manifest.database]) != made.manifest.rows:
        raise Refused("the database in it has not the rows that its manifest says")
    return taken


def fingerprint(key: str) -> str:
    return hashlib.sha256(f"ongikar.key:{key}".encode()).hexdigest()[:16]


def _dump(into: Path) -> Dump:
    ids = " UNION ALL ".join(f"SELECT id FROM {kind._meta.db_table}" for kind in KEPT)  # noqa: S608  names of our own
    with progress("Copying the database", 1) as step:
        if connection.vendor == "sqlite":
            sqlite.dump(into)
            dump = Dump(into, sqlite.rows_of(into), sqlite.values_of(into, ids))
        else:
            with postgres.moment() as snapshot:
                postgres.dump(into, snapshot)
                dump = Dump(into, postgres.counted(), postgres.values(ids))
        step(1)
    return Dump(dump.path, dump.rows, [uuid.UUID(str(one)) for one in dump.file_ids])


def _write(part: Path, dump: Dump, at: datetime) -> Manifest:
    """The archive of a dump. A file is written before its row, so each row's file is there, unless it was lost."""
    files = {f"files/{one.hex[:2]}/{one.hex}": path_of(one) for one in dump.file_ids}
    there = {name: path for name, path in files.items() if path.is_file()}
    members = {dump.path.name: dump.path, **_kept_key(), **there}
    writer = archive.Writer(part)
    with progress("Writing the archive", sum(path.stat().st_size for path in members.values())) as step:
        for name, path in members.items():
            with path.open("rb") as source:
                writer.add(name, source, step)
    return writer.close(
        Manifest(
            version=ongikar.__version__,
            made_at=at.isoformat(),
            engine=connection.vendor,
            migrations=sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations()),
            rows=dump.rows,
            missing=sorted(set(files) - set(there)),
            key=fingerprint(settings.SECRET_KEY),
        )
    )


def _kept_key() -> dict[str, Path]:
    """The secret key where it lies in the data directory: without it no receipt's code opens its case."""
    path = settings.DATA_DIR / KEY
    return {KEY: path} if path.is_file() and path.read_text().strip() == settings.SECRET_KEY else {}


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """A directory beside the archive to be; those that killed processes left are taken away."""
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in parent.glob(".backup-*"):
        if not _alive(left.name.removeprefix(".backup-")):
            shutil.rmtree(left, ignore_errors=True)
    scratch = parent / f".backup-{os.getpid()}"
    scratch.mkdir(mode=0o700)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _alive(process: str) -> bool:
    with suppress(ProcessLookupError, ValueError):
        os.kill(int(process), 0)
        return True
    return False


def _settle(part: Path, file: Path) -> None:
    """Give the archive its name once its bytes are on the disk."""
    sync(part)
    part.rename(file)
    sync(file.parent)


def _remember(file: Path, at: datetime) -> None:
    (settings.DATA_DIR / LAST).write_text(json.dumps({"file": str(file.resolve()), "at": at.isoformat()}))
