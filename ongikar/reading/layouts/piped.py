"""A table of one cell a line, each closed by a pipe: rows are told by the width of the header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ongikar.reading.blocks import Block, Line, Roles, Table
from ongikar.reading.columns import header_columns, role_of_header, serial_of
from ongikar.reading.headings import heading_of
from ongikar.reading.layouts.fitting import fitted
from ongikar.reading.layouts.streams import carried_down

LONGEST_HEADER = 40
_RULE = re.compile(r"[\s|:-]*")


def piped(lines: Sequence[Line]) -> list[Block]:
    """The lines with each such table as a Table; all else stays as it is."""
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        found = _table_at(lines, place)
        blocks.append(found[0] if found else lines[place])
        place = found[1] if found else place + 1
    return blocks


def _table_at(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """The table whose header begins at this line, and where it ends."""
    text = lines[start].text
    if not text.endswith("|") or role_of_header(text.rstrip("| ")) not in ("number", "name", "when"):
        return None
    _, cells = _cells(lines[start : start + LONGEST_HEADER], 0)
    first_row = next((n for n, cell in enumerate(cells) if n > 1 and serial_of(cell.text) in (0, 1)), None)
    header = tuple(cell.text for cell in cells[:first_row])
    roles = header_columns(header) if first_row else None
    if not roles:
        return None
    end, cells = _cells(lines, start)
    return _table(cells[len(header) :], roles, header), end


def _cells(lines: Sequence[Line], start: int) -> tuple[int, list[Line]]:
    """The cells of the table that begins here, and where it ends; a cell runs on until its pipe."""
    cells: list[Line] = []
    begun: list[Line] = []
    end = place = start
    while place < len(lines):
        line = lines[place]
        if "--" in line.text and _RULE.fullmatch(line.text):
            end = place + 1
        elif line.text.endswith("|"):
            text = "\n".join([*(part.text for part in begun), line.text.rstrip("| ")])
            cells.append(Line(text.strip("\n"), (begun or [line])[0].at))
            begun, end = [], place + 1
        elif not cells or (not begun and heading_of(line.text)) or len(begun) > 8:
            break
        else:
            begun.append(line)
        place += 1
    return end, cells


def _table(body: list[Line], roles: Roles, header: tuple[str, ...]) -> Table:
    width = len(header)
    rows = [tuple(cell.text for cell in body[n : n + width]) for n in range(0, len(body), width)]
    rows[-1] += ("",) * (width - len(rows[-1]))
    if roles[0] == "number" and all(serial_of(row[0]) is not None for row in rows):
        return Table(tuple(rows), tuple(cell.at for cell in body[::width]), (), roles, header)
    return _refitted(body, roles, header)


def _refitted(body: list[Line], roles: Roles, header: tuple[str, ...]) -> Table:
    """Rows of unequal width: each begins at its serial, and its cells stand where they fit."""
    starts = [n for n, cell in enumerate(body) if serial_of(cell.text) is not None] or [0]
    rows, guesses = [], []
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        texts = [cell.text for cell in body[start:end]]
        exact = len(texts) == len(roles)
        fit = fitted([text for text in texts[1:] if text], roles[1:], wrap=False)
        rows.append(tuple(texts) if exact else (texts[0], *(fit[0] if fit else [""] * (len(roles) - 1))))
        guesses.append("" if exact else "ragged")
    whole, guesses = carried_down([list(row) for row in rows], guesses, roles)
    return Table(tuple(map(tuple, whole)), tuple(body[start].at for start in starts), tuple(guesses), roles, header)
