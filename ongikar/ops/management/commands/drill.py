from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ongikar.offices import timezone
from ongikar.ops.drilling import drill
from ongikar.ops.refusal import Refused
from ongikar.ops.vault.backup import last_backup


class Command(BaseCommand):
    help = "Try a backup: restore it in a place of its own, test it there, and keep a dated line of it."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the archive; without it, the last that was made here")
        parser.add_argument("--place", type=Path, metavar="DIR", help="where there is room for it; else the system's")

    def handle(self, *_args: Any, **options: Any) -> None:
        made = last_backup()
        file = options["file"] or (made.file if made else None)
        if file is None:
            raise Refused("there is no backup yet: ongikar backup")
        try:
            self.stdout.write(drill(file, at=timezone.localtime(), place=options["place"]))
        except OSError as error:
            raise Refused(f"{error.filename}: {error.strerror}") from None
