from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

import ongikar
from ongikar.offices import timezone
from ongikar.ops.refusal import Refused
from ongikar.ops.serving import end
from ongikar.ops.upgrading import upgrade


class Command(BaseCommand):
    help = (
        "Bring the data to this version: backs up, changes the database, tests everything, and goes back if that fails."
    )
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        signal.signal(signal.SIGTERM, end)
        try:
            done = upgrade(at=timezone.localtime())
        except OSError as error:
            raise Refused(f"{error.filename}: {error.strerror}") from None
        except DatabaseError as error:
            raise Refused(f"the database cannot be read: {str(error).strip().splitlines()[0]}") from None
        self.stdout.write(
            f"{done.before or 'unknown version'} -> {ongikar.__version__}: {done.changes} changes; "
            f"tested {done.tested}.\nThe backup of before: {done.backup}"
        )
