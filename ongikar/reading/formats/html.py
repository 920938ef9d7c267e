"""HTML as saved from a portal: scripts and furniture dropped, merged cells carried."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from ongikar.bangla.normal import normal_form
from ongikar.reading.blocks import Block, Line, Table

_DROPPED = (
    "script",
    "style",
    "noscript",
    "iframe",
    "object",
    "svg",
    "form",
    "nav",
    "header",
    "footer",
    "head",
)
_PARAGRAPHS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "br", "tr", "section", "article"}
_SPAN_MAX = 50


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page. Raises nothing: broken markup is read as browsers read it."""
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return []
    for element in _dropped(root):
        if element.getparent() is not None:
            element.drop_tree()
    blocks: list[Block] = []
    _walk(root, blocks, [])
    return blocks


def _dropped(root: Any) -> list[Any]:
    return list(root.iter(*_DROPPED))


def _walk(element: Any, blocks: list[Block], words: list[str]) -> None:
    """Collect words into lines, and tables as tables; a table with tables in it is only their frame."""
    if not isinstance(element.tag, str):
        _say(element.tail, words)
        return
    if element.tag == "table" and not element.xpath(".//table"):
        _flush(words, blocks, element.sourceline or 0)
        blocks.append(_table(element))
    else:
        _say(_link_or_text(element), words)
        for child in element:
            _walk(child, blocks, words)
    if element.tag in _PARAGRAPHS:
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
    text = normal_form(" ".join(words))
    words.clear()
    if text:
        blocks.append(Line(text, line))


def _table(table: Any) -> Table:
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}
    lines = []
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iter("td", "th"):
            _carry(cells, hanging)
            text = normal_form(" ".join(cell.itertext()))
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    hanging[len(cells)] = (down - 1, text)
                cells.append(text)
        _carry(cells, hanging)
        rows.append(tuple(cells))
        lines.append(row.sourceline or 0)
    return Table(tuple(rows), tuple(lines))


def _carry(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Put in the merged cells that hang down into this place."""
    while (place := len(cells)) in hanging:
        left, text = hanging.pop(place)
        cells.append(text)
        if left > 1:
            hanging[place] = (left - 1, text)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), _SPAN_MAX) if value.isascii() and value.isdigit() else 1
