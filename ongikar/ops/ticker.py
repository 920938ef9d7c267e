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
LONGEST_PAUSE = 60.0
log = logging.getLogger(__name__)


def last_round() -> datetime | None:
    """When the ticker last went round on this machine; None where it never did."""
    try:
        return datetime.fromisoformat(settings.HEARTBEAT_FILE.read_text())
    except (OSError, ValueError):
        return None


def run_once(now: datetime, stop: threading.Event | None = None) -> int:
    """Do everything that is due at `now`, or until told to stop; how many deeds were done."""
    done = 0
    for deed in DEEDS:
        while not (stop and stop.is_set()) and deed(now):
            done += 1
    part = settings.HEARTBEAT_FILE.with_suffix(".part")
    part.write_text(now.isoformat())
    part.replace(settings.HEARTBEAT_FILE)
    return done


def loop(stop: threading.Event) -> None:
    """Tick until told to stop; a fault of the database is reported and tried again, ever more patiently."""
    pause = PAUSE
    while not stop.is_set():
        try:
            run_once(timezone.now(), stop)
            pause = PAUSE
        except Exception:
            log.exception("the ticker failed and goes on")
            pause = min(pause * 2, LONGEST_PAUSE)
        close_old_connections()
        stop.wait(pause)
