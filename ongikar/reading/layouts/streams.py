"""A table that has lost its borders: one cell after another, each on a line (or lines) of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Block, Line, Roles, Table, UnreadableCharter
from ongikar.reading.columns import header_columns, header_roles, is_numbering, role_of_header, serial_of
from ongikar.reading.headings import heading_of, is_numbered
from ongikar.reading.layouts.fitting import Row, begins_with_unit, fitted
from ongikar.reading.refusals import TOO_MUCH
from ongikar.reading.signature import date_in

LONGEST_HEADER, FEWEST = 18, 3
MOST_TABLES = 60  # of which nothing but their words tells where they begin; an office has three kinds of service
# A header cell does not end in a genitive or an "and": the next line goes on with it.
_UNFINISHED = compiled(r"(?:[\u09be-\u09cc]র|এর|\sও|\sএবং|/|,)$")
_FURNITURE = compiled(
    r"শেষ\s*হাল\s*-?\s*নাগাদ|হাল\s*-?\s*নাগাদ\s*করা\s*হয়েছে|সর্বশেষ\s*আপডেট|last\s*updated|কারিগরি\s*সহায়তায়\s*[:ঃ]", re.IGNORECASE
)


@dataclass(frozen=True)
class _Header:
    start: int
    end: int
    cells: tuple[str, ...]
    roles: Roles
    serials: bool


def streamed(lines: Sequence[Line]) -> list[Block]:
    """The lines with each such table as a Table; all else stays as it is."""
    blocks: list[Block] = []
    pieces = list(lines)
    for _ in range(MOST_TABLES):
        groups = _paragraphs(pieces)
        found = _in_paragraphs(groups) or _as_paragraph_cells(groups) or _as_line_cells(pieces)
        if not found:
            break
        before, table, pieces = found
        blocks += [*before, table]
    else:
        raise UnreadableCharter(*TOO_MUCH)
    return [*blocks, *pieces]


Found = tuple[list[Line], Table, list[Line]]


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if line.apart or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _flat(groups: Sequence[Sequence[Line]]) -> list[Line]:
    return [line for group in groups for line in group]


def _in_paragraphs(groups: list[list[Line]]) -> Found | None:
    """Each row is a paragraph of as many lines as the header has."""
    for place, group in enumerate(groups[:-1]):
        texts = tuple(line.text for line in group)
        roles = header_columns(texts) if len(texts) >= FEWEST else None
        if not roles:
            continue
        end = place + 1
        while end < len(groups) and len(groups[end]) == len(texts):
            end += 1
        if end - place > 2:
            rows = tuple(tuple(line.text for line in row) for row in groups[place + 1 : end])
            table = Table(rows, tuple(row[0].at for row in groups[place + 1 : end]), (), roles, texts)
            return _flat(groups[:place]), table, _flat(groups[end:])
    return None


def _as_paragraph_cells(groups: list[list[Line]]) -> Found | None:
    """Each cell is a paragraph."""
    whole = [Line("\n".join(line.text for line in group), group[0].at) for group in groups]
    header = _header(whole)
    if not header:
        return None
    table, end = _body(whole, header)
    return (_flat(groups[: header.start]), table, _flat(groups[end:])) if table else None


def _as_line_cells(lines: list[Line]) -> Found | None:
    """Each cell is a line."""
    header = _header(lines)
    if not header:
        return None
    table, end = _body(lines, header)
    return (lines[: header.start], table, lines[end:]) if table else None


def _header(pieces: Sequence[Line]) -> _Header | None:
    for start in range(len(pieces) - FEWEST):
        if found := _header_at(pieces, start):
            return found
    return None


def _header_at(pieces: Sequence[Line], start: int) -> _Header | None:
    """A header that begins here: up to the first serial, or else as far as each piece reads like one of its cells."""
    if role_of_header(pieces[start].text) not in ("number", "name", "when"):
        return None
    last = min(start + LONGEST_HEADER, len(pieces))
    first_row = next((n for n in range(start + 2, last) if serial_of(pieces[n].text) in (0, 1)), None)
    if first_row is not None:
        cells = _joined_header([piece.text for piece in pieces[start:first_row]])
        roles = header_columns(cells)
        if roles and roles[0] == "number":
            return _Header(start, first_row, cells, roles, serials=True)
        if roles:
            return None
    end = _where_roles_repeat(pieces, start, last)
    for stop in range(end, start + FEWEST - 1, -1):
        cells = _joined_header([piece.text for piece in pieces[start:stop]])
        roles = header_columns(cells)
        ends_well = roles and (roles[-1] != "other" or role_of_header(cells[-1]) == "other")
        if roles and ends_well and "number" not in roles[1:]:
            return _Header(start, stop, cells, roles, serials=False)
    return None


def _where_roles_repeat(pieces: Sequence[Line], start: int, last: int) -> int:
    """Where pieces stop being new header cells: a header names each column once."""
    seen: tuple[set[str], set[str]] = (set(), set())
    begun = ""
    for place in range(start, last):
        text = f"{begun} {pieces[place].text}".strip()
        begun = text if _UNFINISHED.search(text) else ""
        if begun:
            continue
        roles = header_roles(text)
        fresh = [role and role not in known for role, known in zip(roles, seen, strict=True)]
        again = place == start + 1 and roles[0] == "number"
        if not any(fresh) and not again:
            return place
        for role, known in zip(roles, seen, strict=True):
            known |= {role} if role and role != "other" else set()
    return last


def _joined_header(texts: Sequence[str]) -> tuple[str, ...]:
    """Header cells that a line break cut in two put together: "ক্রঃ" and "নং", "দায়িত্বে" and "(পদবি)"."""
    cells: list[str] = []
    for text in map(normal_form, texts):
        short_same = cells and len(text) < 7 and role_of_header(text) == role_of_header(cells[-1]) == "number"
        if cells and (text.startswith("(") or short_same or _UNFINISHED.search(cells[-1])):
            cells[-1] = f"{cells[-1]} {text}"
        else:
            cells.append(text)
    return tuple(cells)


def _body(pieces: Sequence[Line], header: _Header) -> tuple[Table | None, int]:
    rows, lines, guesses, end = (_with_serials if header.serials else _without_serials)(pieces, header)
    if not rows:
        return None, header.end
    rows, guesses = carried_down(rows, guesses, header.roles)
    table = Table(tuple(map(tuple, rows)), tuple(lines), tuple(guesses), header.roles, header.cells)
    return table, end


Rows = tuple[list[Row], list[int], list[str], int]


def _with_serials(pieces: Sequence[Line], header: _Header) -> Rows:
    """Rows begin at their serials."""
    rows: list[Row] = []
    lines: list[int] = []
    guesses: list[str] = []
    place, width = _after_numbering(pieces, header), len(header.roles)
    longest = width
    while place < len(pieces) and (serial := serial_of(pieces[place].text)) is not None:
        end = _row_end(pieces, place, serial, longest)
        texts = [piece.text for piece in pieces[place:end]]
        longest = max(longest, len(texts))
        exact = len(texts) == longest == width
        rows.append(texts if exact else _within(texts, header.roles))
        lines.append(pieces[place].at)
        guesses.append("" if exact else "ragged")
        place = end
    return rows, lines, guesses, place


def _within(texts: list[str], roles: Roles) -> Row:
    """One row of too few or too many pieces: the serial first, the rest where it fits best."""
    fit = fitted(texts[1:], roles[1:], wrap=False)
    return [texts[0], *(fit[0] if fit else [""] * (len(roles) - 1))]


def _after_numbering(pieces: Sequence[Line], header: _Header) -> int:
    """Past the row of column numbers, (১) (২) (৩) …, if there is one."""
    end = header.end
    while end < len(pieces) and serial_of(pieces[end].text) == end - header.end + 1:
        end += 1
    return end if is_numbering([piece.text for piece in pieces[header.end : end]]) else header.end


def _row_end(pieces: Sequence[Line], start: int, serial: int, width: int) -> int:
    """Where the row that begins at `start` ends: at the next serial, a heading, a new table, or what is no cell."""
    for place in range(start + 1, len(pieces)):
        text, found = pieces[place].text, serial_of(pieces[place].text)
        if found is not None and place + 1 < len(pieces) and begins_with_unit(pieces[place + 1].text):
            found = None
        if (
            found is not None
            and place - start > 1
            and (found == serial + 1 or (found == 0) == (serial == 0) and serial == 0)
        ):
            return place
        if place - start >= width:
            nearby = [serial_of(piece.text) for piece in pieces[place : place + min(width, LONGEST_HEADER)]]
            if found is not None or serial + 1 not in nearby or is_foot(text):
                return place
        if place - start > 1 and (is_heading(text) or _header_at(pieces, place)):
            return place
    return len(pieces)


def _without_serials(pieces: Sequence[Line], header: _Header) -> Rows:
    """Rows of which nothing tells the beginning but what stands in them."""
    end = header.end
    while end < len(pieces) and not (is_heading(pieces[end].text) or is_foot(pieces[end].text)):
        end += 1
    body = [piece.text for piece in pieces[header.end : end]]
    lost = header.roles[0] == "number"
    roles = header.roles[1:] if lost else header.roles
    rows = [["", *row] if lost else row for row in fitted(body, roles, wrap=True)]
    guesses = ["" if _whole(row, header.roles) else "ragged" for row in rows]
    return rows, _lines_of(rows, pieces[header.end : end]), guesses, end


def _whole(row: Row, roles: Roles) -> bool:
    """Whether each column but the serial has a cell of one piece."""
    return all(cell and "\n" not in cell for cell, role in zip(row, roles, strict=True) if role != "number")


def _lines_of(rows: Sequence[Row], pieces: Sequence[Line]) -> list[int]:
    lines, place = [], 0
    for row in rows:
        lines.append(pieces[place].at)
        place += sum(cell.count("\n") + 1 for cell in row if cell)
        place = min(place, len(pieces) - 1)
    return lines


def carried_down(rows: list[Row], guesses: list[str], roles: Roles) -> tuple[list[Row], list[str]]:
    """A column that has cells in the first rows and none later was merged: the cell holds for all of them.

    Only where empty cells leave no trace; such rows say which of their cells were carried.
    """
    for column, role in enumerate(roles):
        empty = [not row[column] for row in rows]
        if role in ("number", "name", "other") or empty[0] or not any(empty) or sum(empty) < len(rows) / 2:
            continue
        last = ""
        for place, row in enumerate(rows):
            last = row[column] or last
            if empty[place]:
                row[column] = last
                guesses[place] = ";".join(filter(None, (guesses[place], f"carried:{role}")))
    return rows, [_without_ragged(guess, row, roles) for guess, row in zip(guesses, rows, strict=True)]


def _without_ragged(guess: str, row: Row, roles: Roles) -> str:
    """A row that lacked nothing but merged cells is doubtful in these alone."""
    full = all(cell for cell, role in zip(row, roles, strict=True) if role not in ("number", "other"))
    return guess.removeprefix("ragged;") if full and "carried:" in guess else guess


def is_heading(text: str) -> bool:
    """Whether a new part begins here: a heading with its number, or one of a part that is no service's name."""
    return heading_of(text) is not None and is_numbered(text)


def is_foot(text: str) -> bool:
    """Whether the signature begins here: a date on its own, or a name in brackets."""
    return (
        bool(_FURNITURE.search(text))
        or (date_in(text) is not None and len(text) < 30)
        or (text.startswith("(") and text.endswith(")") and len(text) < 60)
    )
