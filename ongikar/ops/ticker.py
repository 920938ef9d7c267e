"""The one loop: calls each deed until none has anything to do."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from ongikar.cases.deeds import act_next

Deed = Callable[[datetime], bool]
DEEDS: tuple[Deed, ...] = (act_next,)
PAUSE = 2.0  # seconds
log = logging.getLogger(__name__)


def run_once(now: datetime) -> int:
    """Do everything that is due at `now`; how many deeds were done."""
    done = 0
    for deed in DEEDS:
        while deed(now):
            done += 1
    settings.HEARTBEAT_FILE.write_text(now.isoformat())
    return done


def loop(stop: threading.Event) -> None:
    """Tick until told to stop; a fault of the database is reported and tried again."""
    while not stop.is_set():
        try:
            run_once(timezone.now())
        except Exception:
            log.exception("the ticker failed and goes on")
        close_old_connections()
        stop.wait(PAUSE)
