"""Who is at work on this data directory: many may serve and tick at once, but a restore must be alone."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator

from django.conf import settings

from ongikar.ops.refusal import Refused
from ongikar.ops.vault.swap import finish

SWAP = "restoring.json"
"""The note of a restore that is at its last step; whoever finds it does the rest."""


@contextlib.contextmanager
def at_work() -> Iterator[None]:
    """Hold the directory with others, once a restore that was cut off is ended. Raises Refused while one works."""
    if (settings.DATA_DIR / SWAP).exists():
        with alone():
            pass
    with _held(fcntl.LOCK_SH, "a restore is at work here; wait until it has ended"):
        yield


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the directory alone. Raises Refused while anything serves or ticks from it."""
    with _held(fcntl.LOCK_EX, "`ongikar serve` (or tick) runs on this data directory; stop it first"):
        finish(settings.DATA_DIR / SWAP)
        yield


@contextlib.contextmanager
def _held(kind: int, otherwise: str) -> Iterator[None]:
    """The kernel lets go of the lock when the process ends, however it ends."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.DATA_DIR / "lock").open("w") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(otherwise) from None
        yield
