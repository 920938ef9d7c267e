"""How far a long work is: a bar where a person looks, a line a stage where nobody does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 30
Step = Callable[[int], None]


@contextmanager
def progress(what: str, total: int, stream: TextIO | None = None) -> Iterator[Step]:
    """Show `what` while the block runs; the block calls the step with each amount done, up to `total`."""
    out = stream or sys.stderr
    seen = out.isatty()
    done, shown = 0, -1

    def step(amount: int) -> None:
        nonlocal done, shown
        done += amount
        percent = min(100, done * 100 // max(total, 1))
        if seen and percent != shown:
            shown = percent
            full = WIDTH * percent // 100
            out.write(f"\r{what} [{'#' * full}{'.' * (WIDTH - full)}] {percent:3} %")
            out.flush()

    if not seen:
        out.write(f"{what}\n")
    step(0)
    try:
        yield step
    finally:
        if seen:
            out.write("\n")
            out.flush()
