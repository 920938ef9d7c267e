"""HTML as saved from a portal: scripts and furniture dropped, merged cells carried."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.reading.blocks import Block, Line, Table
from ongikar.reading.columns import header_columns

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
_SPAN_MAX, _HEADER_WITHIN = 50, 4


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page. Raises nothing: broken markup is read as browsers read it."""
    try:
        root = html.document_fromstring(_without_declaration(text))
    except (etree.ParserError, ValueError):
        return []
    for element in _dropped(root):
        if element.getparent() is not None:
            element.drop_tree()
    blocks: list[Block] = []
    words: list[str] = []
    _walk(root, blocks, words)
    _flush(words, blocks, 0)
    return blocks


def _dropped(root: Any) -> list[Any]:
    return list(root.iter(*_DROPPED, etree.Comment, etree.ProcessingInstruction))


def _without_declaration(text: str) -> str:
    """lxml refuses a str that declares an encoding in XML; the text is decoded already."""
    start = text.lstrip("\ufeff \t\r\n")
    return start.partition("?>")[2] if start.startswith("<?xml") else start


def _walk(element: Any, blocks: list[Block], words: list[str]) -> None:
    """Collect words into lines, and tables as tables; a table that only frames others is looked through."""
    if element.tag == "table" and (table := _table(element)):
        _flush(words, blocks, element.sourceline or 0)
        blocks.append(table)
        _say(element.tail, words)
        return
    breaks = element.tag in _PARAGRAPHS
    if breaks:
        _flush(words, blocks, element.sourceline or 0)
    _say(_link_or_text(element), words)
    for child in element:
        _walk(child, blocks, words)
    if breaks:
        _flush(words, blocks, element.sourceline or 0)
    _say(element.tail, words)


def _link_or_text(element: Any) -> str | None:
    href = element.get("href", "") if element.tag == "a" else ""
    text: str | None = element.text
    return f"{text or ''} <{href}>" if href.startswith(("http://", "https://")) and href != text else text


def _say(text: str | None, words: list[str]) -> None:
    if text and text.strip():
        words.append(text)


def _flush(words: list[str], blocks: list[Block], line: int) -> None:
    if not words:
        return
    text = normal_form(" ".join(words))
    words.clear()
    if text:
        blocks.append(Line(text, line))


def _table(table: Any) -> Table | None:
    """The table, or None where it is only the frame of other tables."""
    framed = table.xpath("boolean(.//table)")
    rows, lines = _rows(table)
    if framed and not any(header_columns(row) for row in rows[:_HEADER_WITHIN]):
        return None
    return Table(tuple(rows), tuple(lines)) if rows else None


def _rows(table: Any) -> tuple[list[tuple[str, ...]], list[int]]:
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}
    lines: list[int] = []
    for row in table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr"):
        cells: list[str] = []
        for cell in row.xpath("./td|./th"):
            _carry(cells, hanging)
            text = _cell_text(cell)
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    hanging[len(cells)] = (down - 1, text)
                cells.append(text)
        _carry(cells, hanging)
        rows.append(tuple(cells))
        lines.append(row.sourceline or 0)
    return rows, lines


def _cell_text(cell: Any) -> str:
    """The words of a cell, its paragraphs and breaks as lines."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _PARAGRAPHS and element is not cell:
            parts.append("\n")
        if event == "start":
            parts.append(" ".join((element.text or "").split("\n")))
        elif element is not cell:
            parts.append(" ".join((element.tail or "").split("\n")))
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
