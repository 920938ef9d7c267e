"""Where files of forms that were given back lie (doors.holding): a folder for each browser, and nothing anywhere else.

A file here begins with a line that says what it is. It is as old as the last time its form was sent.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from ongikar.clock.steady import LEAP

SALT = "ongikar.held"
COUNTED = 64 * 1024  # bytes that even the smallest file counts for: there are never very many of them
USED = 60  # seconds for which the files of a form that was done are still there, for a second click of it


@dataclass(frozen=True)
class About:
    """By which field of which form a file came: `address` and `key` are those of the form."""

    field: str
    name: str
    media_type: str
    size: int
    address: str
    key: str


@dataclass(frozen=True)
class Kept:
    """A file that lies ready."""

    place: Path
    about: About

    @property
    def token(self) -> str:
        """What a form says to have it again; the name is for the case that it is gone by then."""
        return f"{self.place.name}:{self.about.field}:{self.about.name}"

    def data(self) -> bytes:
        return self.place.read_bytes().partition(b"\n")[2]

    def renew(self, now: datetime) -> None:
        """Its form was sent again: its half hour begins anew."""
        _date(self.place, now.timestamp())

    def drop(self) -> None:
        """It was left out."""
        _remove(self.place)

    def let_go(self, now: datetime) -> None:
        """Its form was done."""
        _date(self.place, now.timestamp() - settings.HELD_SECONDS + USED)


def _date(place: Path, at: float) -> None:
    with suppress(FileNotFoundError):
        os.utime(place, (at, at))


def keep(browser: str, office: str, about: About, data: bytes, now: datetime) -> Kept | None:
    """Write a file down; None where the disk does not take it. The oldest of the office leave where room is short."""
    folder = settings.HELD_DIR / (office or "-") / _name_of(browser)
    place = folder / secrets.token_hex(16)
    try:
        for one in (settings.HELD_DIR, folder.parent, folder):
            one.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(json.dumps(asdict(about)).encode() + b"\n" + data)
    except OSError:
        _remove(place)
        return None
    _date(place, now.timestamp())
    _make_room(folder.parent)
    return Kept(place, about)


def kept_of(browser: str, now: datetime) -> Iterator[Kept]:
    """What lies ready for this browser."""
    for place in settings.HELD_DIR.glob(f"*/{_name_of(browser)}/*") if browser else ():
        with suppress(OSError, ValueError, TypeError), place.open("rb") as file:  # half written, or gone meanwhile
            if not _is_over(place, now):
                yield Kept(place, About(**json.loads(file.readline())))


def let_go_of(browser: str) -> None:
    """Take away everything that lies ready for this browser."""
    for folder in settings.HELD_DIR.glob(f"*/{_name_of(browser)}"):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(now: datetime) -> bool:
    """Take away what has lain its time; whether there was any."""
    old = [path for path in settings.HELD_DIR.glob("*/*/*") if _is_over(path, now)]
    for path in old:
        _remove(path)
    for folder in settings.HELD_DIR.glob("*/*"):
        if _is_over(folder, now):
            with suppress(OSError):  # something came into it meanwhile
                folder.rmdir()
    return bool(old)


def _is_over(path: Path, now: datetime) -> bool:
    try:
        since = now.timestamp() - path.stat().st_mtime
        return not -LEAP.total_seconds() <= since < settings.HELD_SECONDS
    except FileNotFoundError:
        return True


def _make_room(office: Path) -> None:
    """Let the oldest files of an office leave until the others have room."""
    found = []
    for path in office.glob("*/*"):
        with suppress(FileNotFoundError):
            found.append((path.stat().st_mtime, max(path.stat().st_size, COUNTED), path))
    over = sum(size for _, size, _ in found) - settings.HELD_OFFICE_BYTES
    for _, size, path in sorted(found):
        if over <= 0:
            break
        _remove(path)
        over -= size


def _remove(path: Path) -> None:
    with suppress(OSError):  # it has gone by itself, or there never was such a place
        path.unlink()


def _name_of(browser: str) -> str:
    return salted_hmac(SALT, browser, algorithm="sha256").hexdigest()[:32]
