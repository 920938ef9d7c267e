"""Whether the machine's clock is believed here: what is kept of it, for all processes, and what a reading says now.

Where nothing else is known a process judges by itself, as the loop will a moment later: the same row, the same rule.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models
from django.utils import timezone

from ongikar.clock import steady
from ongikar.clock.steady import Reading, Trust
from ongikar.journal.models import Entry

NEWEST = 100  # facts are dated back now and then; the newest of so many is the newest
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Watch(models.Model):
    """One row: what is known of the clock, read and written whole (clock.steady.Trust)."""

    said = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return "doubt" if self.trust.doubt else "sure"

    @property
    def trust(self) -> Trust:
        return Trust.from_json(self.said)

    @classmethod
    def kept(cls) -> Watch:
        """What is known; nothing where nobody has looked yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def keep(self, trust: Trust) -> bool:
        """Write it down; False where another process was quicker, and its word holds."""
        cls = type(self)
        if self._state.adding:
            return cls.objects.get_or_create(pk=1, defaults={"said": trust.to_json()})[1]
        mine = cls.objects.filter(pk=1, revision=self.revision)
        return bool(mine.update(said=trust.to_json(), revision=self.revision + 1))


def reading() -> Reading:
    """What this machine says now. Where it has no clock that counts sleep (Windows, macOS) only `wall` is known."""
    return Reading(timezone.now(), _uptime(), _boot())


def _uptime() -> float | None:
    counts_sleep = getattr(time, "CLOCK_BOOTTIME", None)
    try:
        return None if counts_sleep is None else time.clock_gettime(counts_sleep)
    except OSError:
        return None


@cache
def _boot() -> str:
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


def journals() -> list[type[Entry]]:
    """Every journal of facts there is."""
    return [model for model in apps.get_models() if issubclass(model, Entry)]


def newest_fact() -> datetime | None:
    """When the newest fact was written down; one that was dated by a wrong clock counts as absent."""
    found: list[datetime] = []
    for journal in journals():
        rows = journal._default_manager.filter(misdated_at__isnull=True).order_by("-pk")
        found += rows.values_list("noticed_at", flat=True)[:NEWEST]
    return max(found, default=None)


def _not_yet(after: datetime) -> datetime:
    """When the loop will believe it is the loop's to say."""
    return after + steady.AWAY


class _Held:
    """What this process knows without asking the database; only what is sure."""

    trust: Trust | None = None


def trust_in(found: Reading) -> Trust:
    """What is known with this reading. While the clock runs on from a sure moment nobody is asked."""
    held = _Held.trust
    if held is not None and steady.runs_on(held, found):
        if found.uptime is None:
            _Held.trust = Trust(held.sure, found.wall)
        return held
    try:
        trust = steady.look(Watch.kept().trust, found, newest=newest_fact, ends=_not_yet)
    except DatabaseError:  # there are no tables yet
        return Trust()
    _Held.trust = trust if trust.doubt is None else None
    return trust


def in_doubt() -> bool:
    """Whether the clock is in doubt: who acts now records no lapse."""
    return settings.CLOCK_WATCHED and trust_in(reading()).doubt is not None


def undated(at: datetime) -> dict[str, Any] | None:
    """None where what is filed at `at` gets its date at once; while the clock is behind, the reading by which its
    moment is known later. What was received before, on a day that somebody names, has its date by that.
    """
    if not settings.CLOCK_WATCHED:
        return None
    found = reading()
    trust = trust_in(found)
    behind = trust.doubt is not None and trust.doubt.behind
    return found.to_json() if behind and abs(at - steady.time_at(trust, found)) <= steady.LEAP else None


def reading_at(now: datetime) -> Reading:
    """What the machine says besides, at a moment that is believed."""
    return replace(reading(), wall=now)
