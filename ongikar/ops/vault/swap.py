"""Several renames that happen all or not at all, even where the process is killed between two of them.

What is to be renamed is written down first. Whoever comes next, a server or another restore, finds the note and
does what is left of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

Move = tuple[Path, Path]


def swap(note: Path, moves: Sequence[Move]) -> None:
    """Rename each first path to its second, in order; a second one must not exist, or a move before takes it away."""
    part = note.with_suffix(".part")
    with part.open("w", encoding="utf8") as file:
        json.dump([[str(old), str(new)] for old, new in moves], file)
        file.flush()
        os.fsync(file.fileno())
    part.rename(note)
    sync(note.parent)
    finish(note)


def finish(note: Path) -> bool:
    """Do what is left of a swap that was begun; whether there was one."""
    if not note.exists():
        return False
    moves = [(Path(old), Path(new)) for old, new in json.loads(note.read_text(encoding="utf8"))]
    for old, new in moves:
        # A move was done if its old path is gone, or its new one is there: those that put aside come first.
        if old.exists() and not new.exists():
            old.rename(new)
            sync(new.parent)
    note.unlink()
    sync(note.parent)
    return True


def sync(path: Path) -> None:
    """Have the disk hold a file's bytes, or a directory's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
