from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ongikar.offices import timezone
from ongikar.ops.demo import make_demo, sign_ins
from ongikar.ops.lock import at_work
from ongikar.ops.serving import listen, make_ready, serve


class Command(BaseCommand):
    help = "Make the demo office in a data directory of its own (var/demo); with --serve, serve it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--serve", action="store_true", help="serve it, and say where and with which sign-ins")
        parser.add_argument("--renew", action="store_true", help="make it anew, so that its dates are round today")

    def handle(self, *_args: Any, **options: Any) -> None:
        with at_work():
            sock = listen(*settings.BIND) if options["serve"] else None
            make_ready()
            office = make_demo(timezone.now(), renew=options["renew"])
            if sock:
                serve(sock, said=lambda here: told(here, office.code))
            else:
                self.stdout.write(f"The demo office is ready. Serve it: ongikar demo --serve\n{sign_ins()}")


def told(here: str, code: str) -> str:
    """The last thing `make run` prints."""
    return f"\nOngikar demo: {here}/{code}/\nDesk:         {here}/desk/\n{sign_ins()}\nStop it with Ctrl-C."
