"""A sheet: what an official table says, once, for the screen, PDF, DOCX and CSV alike.

A value keeps its kind (a number, a day, words), so that paper has it in the digits of its language and a spreadsheet
can reckon with it. A sheet becomes JSON and the same sheet again: that is how one is frozen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_bangla

Value = int | date | str
NONE = "–"
"""Where there is nothing to reckon a figure from."""


@dataclass(frozen=True)
class Cell:
    """`href` leads to the rows that a figure counts; it is for the screen alone."""

    value: Value
    href: str = ""

    def said(self, language: str) -> str:
        """The value as people of a language read it."""
        if isinstance(self.value, date):
            return short_date(self.value, "en" if language == "en" else "bn")
        return to_bangla(self.value) if isinstance(self.value, int) and language == "bn" else str(self.value)

    @property
    def counts(self) -> bool:
        """Whether it is a figure, or the dash in place of one."""
        return isinstance(self.value, int) or self.value == NONE


@dataclass(frozen=True)
class Head:
    """A heading over `cols` columns and `rows` lines of the head."""

    text: str
    cols: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """`head`: one line or more; `name`: for the style sheet; `empty`: what is said where there are no rows."""

    name: str
    title: str
    head: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""

    @property
    def width(self) -> int:
        return sum(head.cols for head in self.head[0])

    def columns(self) -> list[str]:
        """One heading a column, a group's own name before it: for where nothing can span."""
        taken: list[list[str]] = [[] for _ in range(self.width)]
        for line, column, head in self.placed():
            for at in range(column, column + head.cols):
                taken[at] += [head.text] if head.text and line + head.rows <= len(self.head) else []
        return [": ".join(texts) for texts in taken]

    def labelled(self) -> list[list[tuple[str, Cell]]]:
        """The rows, each cell with its column's heading: for a screen too narrow for columns."""
        labels = self.columns()
        return [list(zip(labels, row, strict=True)) for row in self.rows]

    def placed(self) -> Iterator[tuple[int, int, Head]]:
        """(line, column, heading): where each heading stands, as HTML places cells that span."""
        busy: set[tuple[int, int]] = set()
        for line, heads in enumerate(self.head):
            column = 0
            for head in heads:
                while (line, column) in busy:
                    column += 1
                yield line, column, head
                busy |= {(line + down, column + on) for down in range(head.rows) for on in range(head.cols)}
                column += head.cols


@dataclass(frozen=True)
class Words:
    """A paragraph, or with `title` a headed one."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class Signature:
    """A line to sign on, with what stands under it."""

    lines: tuple[str, ...]


Part = Table | Words | Signature
KINDS: dict[str, type[Table] | type[Words] | type[Signature]] = {"table": Table, "words": Words, "signature": Signature}


@dataclass(frozen=True)
class Sheet:
    """`office` is whose it is; `lines` stand under the title."""

    title: str
    office: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    language: str = "bn"

    def with_parts(self, *more: Part) -> Sheet:
        return replace(self, parts=(*self.parts, *more))

    def to_json(self) -> dict[str, Any]:
        """All that is printed; links are left out."""
        names = {of: kind for kind, of in KINDS.items()}
        parts = [{"kind": names[type(part)], **_plain(part)} for part in self.parts]
        plain = {"title": self.title, "office": self.office, "lines": list(self.lines)}
        return {**plain, "parts": parts, "language": self.language}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Sheet:
        parts = tuple(map(_part, stored["parts"]))
        return cls(stored["title"], stored["office"], tuple(stored["lines"]), parts, stored["language"])


def plain_bytes(stored: dict[str, Any]) -> bytes:
    """A sheet as JSON in the one way that is hashed: keys in order, no needless space, UTF-8."""
    return json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(stored: dict[str, Any]) -> str:
    """The SHA-256 of `plain_bytes`."""
    return hashlib.sha256(plain_bytes(stored)).hexdigest()


def _plain(part: Part) -> dict[str, Any]:
    if not isinstance(part, Table):
        return asdict(part)
    rows = [[_stored(cell.value) for cell in row] for row in part.rows]
    return {**asdict(part), "rows": rows}


def _stored(value: Value) -> int | str | dict[str, str]:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _part(stored: dict[str, Any]) -> Part:
    kind, rest = stored["kind"], {name: value for name, value in stored.items() if name != "kind"}
    if kind == "table":
        rest["head"] = tuple(tuple(Head(**head) for head in line) for line in rest["head"])
        rest["rows"] = tuple(tuple(Cell(_read(value)) for value in row) for row in rest["rows"])
    if kind == "signature":
        rest["lines"] = tuple(rest["lines"])
    return KINDS[kind](**rest)


def _read(value: int | str | dict[str, str]) -> Value:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
