"""The nightly backup as everybody sees it: when it was tried last, whether it was made, and since when it has not been.

A small file beside the database, as the ticker's last round is: it must be readable where the database is not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ongikar.clock.steady import LEAP

OLD = timedelta(hours=26)
"""A nightly backup older than this was missed: a day, and two hours for a slow night."""


@dataclass(frozen=True)
class Night:
    """The last try: `trouble` says in a line why nothing was made, '' where it was. `good_at`: the last good one."""

    at: datetime
    trouble: str = ""
    good_at: datetime | None = None
    told_at: datetime | None = None  # when the administrators were last written to about it

    def is_alarm(self, now: datetime) -> bool:
        """Whether a night's work is in no backup."""
        good = self.good_at
        return bool(self.trouble) or good is None or not good - LEAP <= now <= good + OLD


def last_night() -> Night | None:
    """None where no nightly backup was ever tried, or its note cannot be read."""
    try:
        said = json.loads(settings.NIGHTLY_FILE.read_text(encoding="utf8"))
        moments = {name: datetime.fromisoformat(said[name]) for name in ("at", "good_at", "told_at") if said.get(name)}
        return Night(**moments, trouble=said["trouble"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_night(night: Night) -> None:
    """Write the note, whole or not at all."""
    moments = {name: moment.isoformat() if (moment := getattr(night, name)) else None for name in MOMENTS}
    part = settings.NIGHTLY_FILE.with_suffix(".part")
    part.write_text(json.dumps({**moments, "trouble": night.trouble}, ensure_ascii=False), encoding="utf8")
    part.replace(settings.NIGHTLY_FILE)


MOMENTS = ("at", "good_at", "told_at")


def on_the_same_disk() -> bool:
    """Whether backups go to the disk that the data lies on: one dead disk would take both."""
    place: Path = settings.BACKUPS_DIR
    while not place.exists():
        place = place.parent
    return place.stat().st_dev == settings.DATA_DIR.stat().st_dev


def alarm(now: datetime) -> Night | None:
    """The night to be alarmed about; None where all is well, or no nightly backup is wanted here."""
    night = last_night() if settings.BACKUP_AT is not None and not settings.DEMO else None
    return night if night and night.is_alarm(now) else None
