"""The one loop: calls each deed until none has anything to do."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections

from ongikar.cases.dating import date_next as date_case
from ongikar.cases.deeds import act_next
from ongikar.doors.held import sweep as sweep_held
from ongikar.grievances.dating import date_next as date_turn
from ongikar.grievances.escalation import lapse_next, pass_next
from ongikar.grievances.warnings import warn_next
from ongikar.notices.packing import pack_next
from ongikar.notices.post import post_next
from ongikar.notices.reports import ask_next
from ongikar.notices.tell import tell_next
from ongikar.notices.weekly import list_next
from ongikar.offices.counts import forget_next
from ongikar.offices.sent_forms import forget_sent_forms_next
from ongikar.ops import clockwatch
from ongikar.ops.monthly import remind_of_report
from ongikar.ops.nightly import backup_next
from ongikar.ops.ripples import ripple_next
from ongikar.ops.shipped import shipped_next
from ongikar.ops.yearly import remind_next

Deed = Callable[[datetime], bool]
# While the clock is in doubt nothing lapses by it, nobody is warned or reminded, and nothing is told or sent.
WAITING: frozenset[Deed] = frozenset(
    (
        act_next,
        date_case,
        lapse_next,
        date_turn,
        warn_next,
        list_next,
        tell_next,
        post_next,
        remind_next,
        remind_of_report,
    )
)
# Ripples go first: a date that moves with the calendar must not be noted as lapsed in the same round.
DEEDS: tuple[Deed, ...] = (
    shipped_next,
    ripple_next,
    date_case,
    date_turn,
    act_next,
    pass_next,
    lapse_next,
    warn_next,
    pack_next,
    list_next,
    tell_next,
    post_next,
    ask_next,
    forget_next,
    forget_sent_forms_next,
    sweep_held,
    backup_next,
    remind_next,
    remind_of_report,
)
PAUSE = 2.0  # seconds
LONGEST_PAUSE = 60.0
log = logging.getLogger(__name__)


def last_round() -> datetime | None:
    """When the ticker last went round on this machine; None where it never did."""
    try:
        return datetime.fromisoformat(settings.HEARTBEAT_FILE.read_text())
    except (OSError, ValueError):
        return None


def one_round(now: datetime, *, sure: bool = True) -> int:
    """Let each deed do one thing at most; how many did. `sure`: whether the clock is believed (ops.clockwatch).

    So a hundred letters to a slow mail server hold up no lapse, and the round goes on being noted.
    """
    done = sum(deed(now) for deed in DEEDS if sure or deed not in WAITING)
    part = settings.HEARTBEAT_FILE.with_suffix(".part")
    part.write_text(now.isoformat())
    part.replace(settings.HEARTBEAT_FILE)
    return done


def run_once(now: datetime, *, sure: bool = True) -> int:
    """Do everything that is due at `now`; how many deeds were done."""
    done = 0
    while step := one_round(now, sure=sure):
        done += step
    return done


def loop(stop: threading.Event) -> None:
    """Tick until told to stop; a fault of the database is reported and tried again, ever more patiently."""
    pause, starting = PAUSE, True
    while not stop.is_set():
        try:
            seen = clockwatch.look(starting=starting)
            starting = False
            if one_round(seen.moment, sure=seen.sure):
                continue
            pause = PAUSE
        except Exception:
            log.exception("the ticker failed and goes on")
            pause = min(pause * 2, LONGEST_PAUSE)
        close_old_connections()
        stop.wait(pause)
