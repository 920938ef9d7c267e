from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ongikar.offices import timezone
from ongikar.ops import selftest
from ongikar.ops.refusal import Refused
from ongikar.ops.vault import archive


class Command(BaseCommand):
    help = "Read every table, hash every file, make a page of every kind. Changes nothing; ends with 2 where it fails."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--against", type=Path, metavar="FILE", help="the backup just restored: its rows, no others"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        rows = None
        if options["against"]:
            with archive.opened(options["against"]) as made:
                rows = made.manifest.rows
        tested = selftest.look(timezone.now(), rows=rows, whole=True)
        if tested.troubles:
            raise Refused("; ".join(tested.troubles[:5]))
        self.stdout.write(f"{tested}: all right")
