"""A document as a list of blocks: lines of text, and tables of cells. Every format is brought to this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A paragraph, with the number of its line in the document."""

    text: str
    at: int


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with the number of its line.

    `guessed` says of each row, with a key of `doubts.GUESSES`, in what way its cells were set apart by
    guess; empty where the document sets them apart itself. It is () for a table without any guess.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    guessed: tuple[str, ...] = ()

    def guess(self, place: int) -> str:
        return self.guessed[place] if place < len(self.guessed) else ""


Block = Line | Table


class UnreadableCharter(Exception):  # noqa: N818  it names the document, as the reader sees it
    """The file cannot be read as a charter; both sentences say what to do."""

    def __init__(self, message_bn: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_bn = message_bn
        self.message_en = message_en
