from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from ongikar.ops.demo import make_demo, sign_ins
from ongikar.ops.serving import make_ready, serve


class Command(BaseCommand):
    help = "Make the demo office in a data directory of its own; with --serve, serve it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--serve", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        make_ready()
        office = make_demo(timezone.now())
        said = (
            f"\nOngikar demo: http://{settings.BIND}/{office.code}/\nDesk: http://{settings.BIND}/desk/\n{sign_ins()}\n"
        )
        if options["serve"]:
            serve(settings.BIND, said=said)
        else:
            self.stdout.write(said)
