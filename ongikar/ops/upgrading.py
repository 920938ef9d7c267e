"""From one version to the next: a backup, the new schema, a test of everything; and back to the backup if it fails."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import ongikar
from ongikar.ops import selftest
from ongikar.ops.lock import alone
from ongikar.ops.refusal import Refused
from ongikar.ops.vault.backup import backup
from ongikar.ops.vault.restore import put_back
from ongikar.ops.versions import kept_version, note, numbers, pending, remember_version, was_cut_off

OLDEST = "0.1.0"
"""The oldest version whose data this one brings up to itself; older data goes through a version between."""


@dataclass(frozen=True)
class Upgraded:
    """What was done: from which version (None: not known), how many changes, where the backup lies, what was tested."""

    before: str | None
    changes: int
    backup: Path
    tested: selftest.Tested


def upgrade(*, at: datetime) -> Upgraded:
    """Bring the data to this version.

    Raises Refused, with everything as it was, where the server runs, where the data's version cannot be brought up,
    and where the change or the test after it fails: then the backup has been put back.
    """
    with alone():
        _end_what_was_cut_off()
        before = _check_path()
        changes = len(pending())
        file = settings.BACKUPS_DIR / f"before-upgrade-{at:%Y-%m-%d-%H%M%S}.zip"
        manifest = backup(file, at=at)
        note().write_text(json.dumps({"backup": str(file)}), encoding="utf8")
        try:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
            tested = selftest.look(at, rows=manifest.rows)
            if tested.troubles:
                raise Refused("; ".join(tested.troubles[:3]))
        except (Exception, KeyboardInterrupt) as error:
            _go_back(file)
            why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise Refused(
                f"it failed and the data is as it was ({why}). Install {before or 'the version before'} again; "
                f"the backup is {file}"
            ) from None
        remember_version()
        note().unlink()
    return Upgraded(before, changes, file, tested)


def _check_path() -> str | None:
    """The version of the data, which may be brought to this one."""
    before = kept_version()
    if not MigrationRecorder(connection).applied_migrations():
        raise Refused("there is no office here yet: ongikar init CHARTER")
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    applied = {".".join(key) for key in MigrationRecorder(connection).applied_migrations()}
    if applied - known or (before and numbers(before) > numbers(ongikar.__version__)):
        raise Refused(f"the data is of a newer version ({before or 'unknown'}); this is {ongikar.__version__}")
    if before and numbers(before) < numbers(OLDEST):
        raise Refused(f"from {before} go to {OLDEST} first, then to {ongikar.__version__}")
    return before


def _end_what_was_cut_off() -> None:
    """An upgrade that was killed left a note of its backup: that is put back first."""
    if was_cut_off():
        _go_back(Path(json.loads(note().read_text(encoding="utf8"))["backup"]))


def _go_back(file: Path) -> None:
    connection.close()
    put_back(file)
    note().unlink()
