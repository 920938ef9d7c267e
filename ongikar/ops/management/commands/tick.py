from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ongikar.ops import clockwatch, ticker
from ongikar.ops.lock import at_work


class Command(BaseCommand):
    help = "Do what has become due: lapses, lists, letters. With --once, one round and stop."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        with at_work():
            if options["once"]:
                seen = clockwatch.look(starting=True)
                self.stdout.write(f"{ticker.run_once(seen.moment, sure=seen.sure)} done")
                return
            with ticker.ticking() as stop:
                stop.wait()
