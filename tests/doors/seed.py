"""The seed charter as it was printed: its lines in order, and the cells of its tables."""

from __future__ import annotations

from ongikar.bangla.normal import normal_form
from tests.cast import SAMPLE, sample


def _document() -> list[str]:
    return [line for line in sample(f"{SAMPLE}.txt").decode().splitlines() if line.strip()]


def _plain(line: str) -> str:
    """Without the marks around its lists and its addresses."""
    return normal_form(line.replace("<", "").replace(">", "")).removeprefix("- ")


def lines() -> list[str]:
    """Every line of the document."""
    return [_plain(line) for line in _document()]


def sentences() -> list[str]:
    """The lines outside its tables."""
    return [_plain(line) for line in _document() if "\t" not in line]


def rows() -> list[list[str]]:
    """The rows of all its tables, headings included, cut at the tabs of the file."""
    return [[normal_form(cell) for cell in line.split("\t")] for line in _document() if "\t" in line]


def expectations() -> list[str]:
    """The five rows of its part 4."""
    return [row[1] for row in rows() if len(row) == 2 and row[0] != "ক্রমিক নং"]
