from __future__ import annotations

import getpass
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Print a systemd unit for `ongikar serve` with this machine's paths, for /etc/systemd/system/ongikar.service."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--user", default=getpass.getuser(), help="whom it runs as; without it, who types this")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.stdout.write(unit(options["user"]), ending="")


def unit(user: str) -> str:
    """The unit: it may write to the data, and to the places that the settings name elsewhere, and to nothing else."""
    data = settings.DATA_DIR
    places = [
        settings.BACKUPS_DIR,
        settings.FILES_DIR,
        settings.OUTBOX_DIR,
        settings.STATIC_ROOT,
        settings.SMS_DROP,
        settings.HELD_DIR,
    ]
    elsewhere = sorted({str(place) for place in places if place and not Path(place).is_relative_to(data)})
    program = Path(sys.executable).with_name("ongikar")
    at_home = any(Path(path).is_relative_to(home) for path in (data, program) for home in ("/home", "/root"))
    text = (files("ongikar.ops") / "units" / "ongikar.service").read_text(encoding="utf8")
    return text.format(
        user=user,
        data=data,
        program=program if program.exists() else f"{sys.executable} -m ongikar",
        writable=" ".join([str(data), *(f"-{place}" for place in elsewhere)]),
        home="read-only" if at_home else "yes",
    )
