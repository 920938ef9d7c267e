"""The PDFs of an edition, made once: its charter and its forms, in each language. Nothing of a person is kept here.

A PDF lies under the hash of its page and of all it was drawn with. So none is ever out of date: another edition,
template, letterhead, font or version is another hash. All of it can be made again; no backup has it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).resolve().parent
LEAST_FREE = 500 * 1024**2
"""Where less of the disk is free nothing is kept here: the office's own work comes first."""
PART = ".part"
log = logging.getLogger(__name__)


def found(edition: int, html: str) -> bytes | None:
    """The PDF of this page, where it was made before."""
    path = _path(edition, html)
    try:
        made = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        os.utime(path)  # it was asked for now
    return made


def keep(edition: int, html: str, made: bytes) -> None:
    """Keep it, whole or not at all; where the disk does not take it, it is made again the next time."""
    path = _path(edition, html)
    if path.exists() or not made.startswith(b"%PDF-"):
        return
    part = path.with_suffix(f".{os.urandom(8).hex()}{PART}")
    try:
        for folder in (settings.PRINTED_DIR, path.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(path.parent).free < LEAST_FREE:
            return
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _make_room()
    except OSError as error:
        log.warning("edition=%s a PDF was not kept: %s", edition, error.strerror)
        with suppress(OSError):
            part.unlink()


def _path(edition: int, html: str) -> Path:
    digest = hashlib.sha256(html.encode() + drawn_with()).hexdigest()
    return Path(settings.PRINTED_DIR) / str(edition) / f"{digest}.pdf"


@cache
def drawn_with() -> bytes:
    """What makes a PDF of a page: WeasyPrint and our part of it, styles, fonts and pictures."""
    told = hashlib.sha256(version("weasyprint").encode())
    for path in (HERE / "weasy.py", *sorted((HERE / "static").rglob("*"))):
        if path.is_file():
            told.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.digest()


def _make_room() -> None:
    """Let what was not asked for the longest leave until the rest has room; what a kill left in its middle too."""
    lying = []
    for path in Path(settings.PRINTED_DIR).glob("*/*"):
        with suppress(FileNotFoundError):  # another process was quicker
            lying.append((path.suffix != PART, path.stat().st_mtime, path.stat().st_size, path))
    over = sum(size for *_when, size, _path in lying) - settings.PRINTED_BYTES
    for _whole, _when, size, path in sorted(lying):
        if over <= 0:
            break
        path.unlink(missing_ok=True)
        over -= size
