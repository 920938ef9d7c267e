from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ongikar.offices import timezone
from ongikar.ops.refusal import Refused
from ongikar.ops.serving import end
from ongikar.ops.vault.restore import Restored, restore
from ongikar.ops.versions import remember_version


class Command(BaseCommand):
    help = "Put an archive of `ongikar backup` in place, after checking all of it. Stop `ongikar serve` first."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="where there is an office already: set it aside")

    def handle(self, *_args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, end)
        try:
            restored = restore(options["file"], force=options["force"], at=timezone.localtime())
        except OSError as error:
            raise Refused(f"{error.filename or options['file']}: {error.strerror}") from None
        remember_version()
        self.stdout.write(said(restored))


def said(restored: Restored) -> str:
    manifest = restored.manifest
    files = sum(name.startswith("files/") for name in manifest.members)
    lines = [f"Restored as of {manifest.made_at}: {manifest.rows['cases_case']} cases, {files} files."]
    if restored.set_aside:
        lines.append(f"What was here before lies in {restored.set_aside}.")
    if not restored.same_key:
        lines.append(
            "Codes on receipts were made with another SECRET_KEY: set it to the old machine's, or they open nothing."
        )
    return "\n".join(lines)
