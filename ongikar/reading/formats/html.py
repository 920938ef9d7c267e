"""HTML as saved from a portal: scripts and furniture dropped, merged cells carried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.reading.blocks import MOST_CELLS, MOST_LINES, Block, Line, Table, UnreadableCharter
from ongikar.reading.columns import LONGEST_HEADER, header_columns
from ongikar.reading.refusals import TOO_MUCH

_DROPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "nav", "header", "footer", "head",
)  # fmt: skip
_PARAGRAPHS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "br",
    "tr",
    "section",
    "article",
    "dt",
    "dd",
}
_SPAN_MAX, _HEADER_WITHIN, WIDEST = 50, 4, 64
"""A cell is merged over so many columns or rows at most; merged cells fill a row up to so many; a header is so near."""


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page; broken markup is read as browsers read it. UnreadableCharter for more than a charter has."""
    try:
        root = html.document_fromstring(_without_declaration(text))
    except (etree.ParserError, ValueError):
        return []
    etree.strip_elements(root, *_DROPPED, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    page = _Page()
    page.walk(root)
    page.flush(0)
    return page.blocks


def _without_declaration(text: str) -> str:
    """lxml refuses a str that declares an encoding in XML; the text is decoded already."""
    start = text.lstrip("\ufeff \t\r\n")
    return start.partition("?>")[2] if start.startswith("<?xml") else start


class _Page:
    """What was found so far, walking through a page: blocks, and the words of the line that is going on."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.cells = 0

    def walk(self, element: Any) -> None:
        """Collect words into lines, and tables as tables; a table that only frames others is looked through."""
        if element.tag == "table" and not _is_frame(element) and (table := self._table(element)):
            self.flush(element.sourceline or 0)
            self._put(table)
            self._say(element.tail)
            return
        breaks = element.tag in _PARAGRAPHS
        if breaks:
            self.flush(element.sourceline or 0)
        self._say(_link_or_text(element))
        for child in element:
            self.walk(child)
        if breaks:
            self.flush(element.sourceline or 0)
        self._say(element.tail)

    def flush(self, line: int) -> None:
        if not self.words:
            return
        text = normal_form(" ".join(self.words))
        self.words.clear()
        if text:
            self._put(Line(text, line))

    def _say(self, text: str | None) -> None:
        if text and text.strip():
            self.words.append(text)

    def _put(self, block: Block) -> None:
        self.blocks.append(block)
        if len(self.blocks) > MOST_LINES:
            raise UnreadableCharter(*TOO_MUCH)

    def _table(self, table: Any) -> Table | None:
        rows: list[tuple[str, ...]] = []
        lines: list[int] = []
        for cells, line in _rows(table):
            rows.append(cells)
            lines.append(line)
            self.cells += len(cells) + 1
            if self.cells > MOST_CELLS:
                raise UnreadableCharter(*TOO_MUCH)
        return Table(tuple(rows), tuple(lines)) if rows else None


def _link_or_text(element: Any) -> str | None:
    href = element.get("href", "") if element.tag == "a" else ""
    text: str | None = element.text
    return f"{text or ''} <{href}>" if href.startswith(("http://", "https://")) and href != text else text


def _is_frame(table: Any) -> bool:
    """Whether a table has others in it, and no header of its own."""
    if next(table.iterdescendants("table"), None) is None:
        return False
    first = islice(_rows(table, longest=LONGEST_HEADER), _HEADER_WITHIN)
    return not any(header_columns(cells) for cells, _ in first)


def _rows(table: Any, *, longest: int = 0) -> Iterator[tuple[tuple[str, ...], int]]:
    """The cells of each row, and its line; merged cells stand in every place they cover. See `_cell_text`."""
    hanging: dict[int, tuple[int, str]] = {}
    for row in table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr"):
        cells: list[str] = []
        for cell in row.xpath("./td|./th"):
            _carry(cells, hanging)
            text, down = _cell_text(cell, longest), _span(cell, "rowspan")
            for _ in range(max(min(_span(cell, "colspan"), WIDEST - len(cells)), 1)):
                if down > 1:
                    hanging[len(cells)] = (down - 1, text)
                cells.append(text)
        _carry(cells, hanging)
        yield tuple(cells), row.sourceline or 0


def _cell_text(cell: Any, longest: int = 0) -> str:
    """The words of a cell, its paragraphs and breaks as lines; with `longest`, dots for one that holds more."""
    parts: list[str] = []
    signs = 0
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _PARAGRAPHS and element is not cell:
            parts.append("\n")
        if event == "start":
            parts.append(" ".join((element.text or "").split("\n")))
        elif element is not cell:
            parts.append(" ".join((element.tail or "").split("\n")))
        if longest:
            signs += len(parts[-1].strip()) if parts else 0
            if signs > longest or len(parts) > longest * 10:
                return "…" * (longest + 1)
    lines = (" ".join(line.split()) for line in normal_lines("".join(parts)).split("\n"))
    return "\n".join(filter(None, lines))


def _carry(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Put in the merged cells that hang down into this place."""
    while (place := len(cells)) in hanging:
        left, text = hanging.pop(place)
        cells.append(text)
        if left > 1:
            hanging[place] = (left - 1, text)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _SPAN_MAX) if value.isascii() and value.isdigit() and len(value) < 6 else 1
