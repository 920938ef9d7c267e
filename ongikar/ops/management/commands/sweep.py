from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ongikar.offices import timezone
from ongikar.ops.sweeping import leftovers, sweep


class Command(BaseCommand):
    help = "Take away files older than a day that no case names: leftovers of work that was cut off."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only name them")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.stdout.write("\n".join(str(path) for path in leftovers(timezone.now())) or "None.")
        else:
            self.stdout.write(f"{sweep(timezone.now())} files taken away.")
