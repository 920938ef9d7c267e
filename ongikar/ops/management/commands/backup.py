from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from ongikar.offices import timezone
from ongikar.ops.refusal import Refused
from ongikar.ops.serving import end
from ongikar.ops.vault.archive import Manifest
from ongikar.ops.vault.backup import backup, default_file


class Command(BaseCommand):
    help = "Write database, files and secret key to one archive, and verify it. Works while the office is served."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="a new file; without it, one named by today in ONGIKAR_BACKUPS"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, end)
        at = timezone.localtime()
        file: Path = options["file"] or default_file(at)
        try:
            manifest = backup(file, at=at)
        except OSError as error:
            raise Refused(f"{error.filename or file}: {error.strerror}") from None
        except DatabaseError as error:
            raise Refused(f"the database cannot be read: {str(error).strip().splitlines()[0]}") from None
        self.stdout.write(said(file, manifest))


def said(file: Path, manifest: Manifest) -> str:
    files = sum(name.startswith("files/") for name in manifest.members)
    size = file.stat().st_size / 1024**2
    rows = sum(manifest.rows.values())
    lines = [f"{file}: {size:.1f} MB, {rows} rows in {len(manifest.rows)} tables, {files} files; verified."]
    if manifest.missing:
        lines.append(f"{len(manifest.missing)} files named in the database are lost (`ongikar doctor` says which).")
    return "\n".join(
        [*lines, "It holds personal data and the secret key: keep it under lock, and away from this disk."]
    )
