"""`python -m ongikar.reading.accuracy CORPUS [--show]`: how well the reader reads a labelled corpus.

The headline is what is *silently wrong*: a value that is wrong while the reading does not say that it is
unsure. Rows from real charters (`repo`, `seed`) and rows written for the corpus (`reauthored`) are told apart,
since only the first are evidence about real charters.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ongikar.reading.accuracy_cells import CellScore, cell_scores
from ongikar.reading.accuracy_charters import Score, scores

REAL = ("repo", "seed")
_HEAD = f"{'what':14} {'origin':11} {'read':>6} {'right':>6} {'unsure':>7} {'silent':>7}   right"


@dataclass
class Tally:
    """What was read of one kind and origin: how much, how much rightly, wrongly but unsure, and silently wrong."""

    what: str
    origin: str
    total: int = 0
    right: int = 0
    doubted: int = 0

    @property
    def silent(self) -> int:
        return self.total - self.right - self.doubted

    def __str__(self) -> str:
        share = self.right / self.total if self.total else 1.0
        return f"{self.what:14} {self.origin:11} {self.total:6} {self.right:6} {self.doubted:7} {self.silent:7}  {share:6.1%}"


def _group(origin: str) -> str:
    return "real" if origin in REAL else "reauthored"


def cell_tallies(found: Sequence[CellScore]) -> list[Tally]:
    tallies: dict[tuple[str, str], Tally] = {}
    for score in found:
        key = (score.kind, _group(score.origin))
        tally = tallies.setdefault(key, Tally(*key))
        tally.total += 1
        tally.right += not score.wrong
        tally.doubted += bool(score.wrong) and score.unsure
    return list(tallies.values())


def charter_tallies(found: Sequence[Score]) -> list[Tally]:
    tallies: dict[str, Tally] = {}
    for score in found:
        tally = tallies.setdefault(_group(score.origin), Tally("charters", _group(score.origin)))
        tally.total += score.right.total() + score.wrong.total()
        tally.right += score.right.total()
        tally.doubted += score.doubted
    return list(tallies.values())


def report(cells: Sequence[CellScore], charters: Sequence[Score], *, show: bool) -> Iterator[str]:
    """The table, and before it each failure where `show` asks for it (`!` marks the silent ones)."""
    if show:
        for cell in cells:
            if cell.wrong:
                yield f"{'!' if cell.silent else ' '} {cell.kind} [{cell.origin}] {cell.cell}"
                yield from (f"      {mistake}" for mistake in cell.wrong)
        for charter in charters:
            for mistake in charter.mistakes:
                yield f"{' ' if mistake.endswith('(unsure)') else '!'} {charter.name} [{charter.origin}] {mistake}"
    tallies = [*cell_tallies(cells), *charter_tallies(charters)]
    yield _HEAD
    yield from map(str, tallies)
    for origin in ("real", "reauthored"):
        mine = [tally for tally in tallies if tally.origin == origin]
        yield f"silently wrong, {origin}: {sum(t.silent for t in mine)} of {sum(t.total for t in mine)}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ongikar.reading.accuracy", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder with cells/, charters/ and expected/")
    parser.add_argument("--show", action="store_true", help="list every failure")
    asked = parser.parse_args(argv)
    if not (asked.corpus / "cells").is_dir():
        sys.stderr.write(f"{asked.corpus} is no corpus: it has no folder “cells”.\n")
        return 2
    for line in report(list(cell_scores(asked.corpus)), list(scores(asked.corpus)), show=asked.show):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
