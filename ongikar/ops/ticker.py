"""The one loop: calls each deed until none has anything to do."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from ongikar.offices.sessions import forget_sessions_next
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
    list_next,
    tell_next,
    post_next,
    ask_next,
    forget_next,
    forget_sent_forms_next,
    forget_sessions_next,
    sweep_held,
    remind_next,
    remind_of_report,
)
SLOW: tuple[Deed, ...] = (pack_next, backup_next)  # a PDF takes seconds, an archive minutes
PAUSE = 2.0  # seconds
LONGEST_PAUSE = 60.0
GRACE = 5.0  # seconds that a deed in hand has, once told to stop; the next start does again what was cut off
log = logging.getLogger(__name__)


def last_round() -> datetime | None:
    """When the ticker last went round on this machine; None where it never did."""
    try:
        return datetime.fromisoformat(settings.HEARTBEAT_FILE.read_text())
    except (OSError, ValueError):
        return None


def one_round(now: datetime, stop: threading.Event | None = None, *, sure: bool = True) -> int:
    """Let each deed do one thing at most, until told to stop; how many did.

    `sure`: whether the clock is believed (ops.clockwatch).

    So a hundred letters to a slow mail server hold up no lapse, and the round goes on being noted. What is slow waits
    until nothing else is due; where that never comes, for a minute.
    """
    may = [deed for deed in DEEDS if sure or deed not in WAITING]
    before, done = last_round(), _each(may, now, stop)
    if not done or before is None or before.minute != now.minute:
        done += _each([deed for deed in SLOW if sure or deed not in WAITING], now, stop)
    part = settings.HEARTBEAT_FILE.with_suffix(".part")
    part.write_text(now.isoformat())
    part.replace(settings.HEARTBEAT_FILE)
    return done


def _each(deeds: Sequence[Deed], now: datetime, stop: threading.Event | None) -> int:
    return sum(deed(now) for deed in deeds if not (stop and stop.is_set()))


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
            if one_round(seen.moment, stop, sure=seen.sure):
                continue
            pause = PAUSE
        except Exception:
            log.exception("the ticker failed and goes on")
            pause = min(pause * 2, LONGEST_PAUSE)
        close_old_connections()
        stop.wait(pause)


@contextmanager
def ticking(wake: Callable[[], object] = lambda: None) -> Iterator[threading.Event]:
    """Tick beside what the block does, until it ends or this process is told to (SIGTERM, Ctrl-C): the event says so,
    and `wake` is called. A deed that does not end in time ends with the process, as by a power cut."""
    stop, until = threading.Event(), 0.0

    def told(*_signal: object) -> None:
        nonlocal until
        if not stop.is_set():
            until = time.monotonic() + GRACE
            stop.set()
            wake()

    thread = threading.Thread(target=loop, args=(stop,), name="ticker", daemon=True)
    thread.start()
    try:
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, told)
        yield stop
    finally:
        told()
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            log.warning("the ticker was cut off in the middle of a deed; the next start does it")
