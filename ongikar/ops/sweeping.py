"""Files and the rows that name them: which of the two is missing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Model

from ongikar.cases.files import path_of
from ongikar.cases.models import Attachment
from ongikar.doors import held
from ongikar.grievances.models import GrievanceFile

KEPT: tuple[type[Model], ...] = (Attachment, GrievanceFile)
"""What names files: those of cases, and those of grievances."""

YOUNG = timedelta(days=1)
"""A file is written before its row; so long may pass until one without a row is a leftover."""


def lost() -> list[uuid.UUID]:
    """The files that rows name and that are not there, or are not of the size they were."""
    rows = (row for kind in KEPT for row in kind._default_manager.order_by("at", "pk").values_list("pk", "size"))
    return [file_id for file_id, size in rows if _size(path_of(file_id)) != size]


def leftovers(now: datetime) -> list[Path]:
    """The files that no row names, older than a day: what a killed process or a full disk left."""
    rows = (kind._default_manager.values_list("pk", flat=True).iterator() for kind in KEPT)
    named = {path_of(file_id) for ids in rows for file_id in ids}
    return [path for path in _files() if path not in named and _is_old(path, now)]


def _is_old(path: Path, now: datetime) -> bool:
    """Whether it was written longer ago, or at a time to come: by a wrong clock."""
    return abs(now.timestamp() - path.stat().st_mtime) > YOUNG.total_seconds()


def sweep(now: datetime) -> int:
    """Take the leftovers away; how many there were. What lay ready for a form too long goes along (doors.held)."""
    found = leftovers(now)
    for path in found:
        path.unlink()
    held.sweep(now)
    return len(found)


def _files() -> Iterator[Path]:
    return (path for path in sorted(settings.FILES_DIR.rglob("*")) if path.is_file())


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None
