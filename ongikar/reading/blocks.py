"""A document as a list of blocks: lines of text, and tables of cells. Every format is brought to this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "number", "name", "channels", "papers", "where", "fee", "limit", "officer", "superior",
    "when", "to", "contact", "text", "other",
]  # fmt: skip
Roles = tuple[Role, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph, with the number of its line in the document; `apart` says that a blank line stands before it."""

    text: str
    at: int
    apart: bool = True


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with the number of its line. A cell keeps its line ends.

    A layout that sets cells apart by their meaning gives the `roles` of its columns, and the `header` as the
    document has it ("" where it has none); then all rows are rows of the body. `guessed` says of each row, with a
    key of `doubts.GUESSES`, in what way its cells were set apart by guess; it is () for a table without any guess.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    guessed: tuple[str, ...] = ()
    roles: Roles = ()
    header: tuple[str, ...] = ()

    def guess(self, place: int) -> str:
        return self.guessed[place] if place < len(self.guessed) else ""


Block = Line | Table
MOST_LINES, MOST_CELLS = 50_000, 100_000
"""Of one document. A charter has some hundred lines and a thousand cells."""


class UnreadableCharter(Exception):  # noqa: N818  it names the document, as the reader sees it
    """The file cannot be read as a charter; both sentences say what to do."""

    def __init__(self, message_bn: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_bn = message_bn
        self.message_en = message_en
