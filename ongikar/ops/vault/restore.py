"""Putting an archive in place: checked whole before anything is touched, and then all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from ongikar.cases.models import Case
from ongikar.offices import timezone
from ongikar.offices.models import Account, Office
from ongikar.ops.lock import SWAP, alone
from ongikar.ops.progress import progress
from ongikar.ops.refusal import Refused
from ongikar.ops.vault import archive, postgres
from ongikar.ops.vault.archive import KEY, Manifest
from ongikar.ops.vault.backup import backup, fingerprint, verify
from ongikar.ops.vault.swap import Move, swap, sync

STAGING = ".restoring-"


@dataclass(frozen=True)
class Restored:
    """What was put in place, where the old lies now (None: nothing was), and whether receipts' codes still open."""

    manifest: Manifest
    set_aside: Path | None
    same_key: bool


def restore(file: Path, *, force: bool, at: datetime) -> Restored:
    """Put the archive `file` in the place of this installation.

    Raises Refused, with nothing changed, where the archive is damaged, of a newer version or of the other kind of
    database; where something serves from here; and, without `force`, where there is something here already. With
    `force` the old is set aside, not deleted.
    """
    with alone(), archive.opened(file) as made:
        _check_fits(file, made.manifest)
        full = holds_something()
        if full and not force:
            raise Refused(
                "this installation is not empty; with --force the archive takes its place and the old is set aside"
            )
        aside = _put(made, at=at, keep_old=full)
    call_command("migrate", verbosity=0, interactive=False)
    key = (settings.DATA_DIR / KEY).read_text().strip() if KEY in made.manifest.members else settings.SECRET_KEY
    return Restored(made.manifest, aside, same_key=fingerprint(key) == made.manifest.key)


def put_back(file: Path) -> None:
    """Put a backup of this very installation in its place again, as its own version left it; what is there goes.

    For whoever holds the directory alone (ongikar.ops.lock). Raises Refused, with nothing changed.
    """
    with archive.opened(file) as made:
        _put(made, at=timezone.localtime(), keep_old=False)


def _put(made: archive.Archive, *, at: datetime, keep_old: bool) -> Path | None:
    """Take out and verify every member, then put them in place; where the old lies, if it is kept."""
    _check_room(made.manifest)
    with _staging() as staging, progress("Checking the archive", made.manifest.size) as step:
        taken = verify(made, staging / "members", step)
        for path in taken.values():
            sync(path)
        put = _put_sqlite if connection.vendor == "sqlite" else _put_postgres
        return put(made.manifest, taken, staging, at=at, keep_old=keep_old)


def holds_something() -> bool:
    """Whether there is an office, an account, a case or a file here; what cannot be read counts as something."""
    try:
        there = set(connection.introspection.table_names())
        if any(model._meta.db_table in there and model.objects.exists() for model in (Office, Account, Case)):
            return True
    except DatabaseError:
        return True
    return any(path.is_file() for path in settings.FILES_DIR.rglob("*"))


def _check_fits(file: Path, manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        kind = {"sqlite": "SQLite: leave DATABASE_URL empty", "postgresql": "PostgreSQL: set DATABASE_URL"}
        raise Refused(f"{file} holds a database of {kind[manifest.engine]}, then restore")
    known = {".".join(one) for one in MigrationLoader(None).disk_migrations}
    if set(manifest.migrations) - known:
        raise Refused(f"{file} was written by a newer Ongikar ({manifest.version}): install that one, then restore")
    if connection.vendor == "postgresql" and (others := postgres.others_at_work()):
        raise Refused(f"{others} other connections use this database: stop every `ongikar serve` and `tick` first")


def _check_room(manifest: Manifest) -> None:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if manifest.size > free:
        raise Refused(f"{manifest.size // 1024**2} MB are needed in {settings.DATA_DIR}, {free // 1024**2} MB are free")


@contextmanager
def _staging() -> Iterator[Path]:
    """A directory in the data directory; what killed restores left is taken away, since nobody else can be at work."""
    for left in settings.DATA_DIR.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=settings.DATA_DIR))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put_sqlite(
    manifest: Manifest, taken: dict[str, Path], staging: Path, *, at: datetime, keep_old: bool
) -> Path | None:
    """Database, files and key change places in one swap; the old keeps its whole, beside the new."""
    connection.close()
    aside = settings.DATA_DIR / f"set-aside-{at:%Y-%m-%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    files = _arranged(taken, settings.FILES_DIR.with_name(f".{settings.FILES_DIR.name}{STAGING}{at:%H%M%S}"))
    place = Path(connection.settings_dict["NAME"])
    logs = [(place.with_name(place.name + end), aside / (place.name + end)) for end in ("-wal", "-shm")]
    olds: list[Move] = [(place, aside / place.name), *logs, (settings.FILES_DIR, _files_aside(at))]
    news: list[Move] = [(taken[manifest.database], place), (files, settings.FILES_DIR)]
    if KEY in taken:
        olds.append((settings.DATA_DIR / KEY, aside / KEY))
        news.append((taken[KEY], settings.DATA_DIR / KEY))
    swap(settings.DATA_DIR / SWAP, [move for move in olds if move[0].exists()] + news)
    if keep_old:
        return aside
    shutil.rmtree(aside)
    shutil.rmtree(_files_aside(at), ignore_errors=True)
    return None


def _put_postgres(
    manifest: Manifest, taken: dict[str, Path], staging: Path, *, at: datetime, keep_old: bool
) -> Path | None:
    """The old is set aside as an archive; then the files, since one without a row is harmless; then one transaction."""
    aside = settings.BACKUPS_DIR / f"before-restore-{at:%Y-%m-%d-%H%M%S}.zip" if keep_old else None
    if aside:
        backup(aside, at=at)
    for name, path in taken.items():
        if name.startswith("files/"):
            to = settings.FILES_DIR / name.removeprefix("files/")
            to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.move(path, to)
    postgres.put_in_place(taken[manifest.database], staging)
    if KEY in taken:
        taken[KEY].replace(settings.DATA_DIR / KEY)
    return aside


def _arranged(taken: dict[str, Path], root: Path) -> Path:
    """The files of the archive in the shape of a files directory, beside the one they will replace."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True, mode=0o700)
    for name, path in taken.items():
        if name.startswith("files/"):
            to = root / name.removeprefix("files/")
            to.parent.mkdir(exist_ok=True, mode=0o700)
            shutil.move(path, to)
    return root


def _files_aside(at: datetime) -> Path:
    """Beside the files directory, which may lie on another disk than the rest."""
    return settings.FILES_DIR.with_name(f"{settings.FILES_DIR.name}-set-aside-{at:%Y-%m-%d-%H%M%S}")
