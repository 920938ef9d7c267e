"""A table flattened to one line a row, with nothing but single spaces between its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Block, Line, Role, Roles, Table
from ongikar.reading.cells.cell import plain_form
from ongikar.reading.cells.posts import is_head, starts_post
from ongikar.reading.cells.quantities import quantities
from ongikar.reading.cells.time_limit import starts_limit
from ongikar.reading.columns import role_of_header, service_columns
from ongikar.reading.layouts.likeness import likeness

_ROW = compiled(r"^\s*([0-9০-৯]{1,2})\s*[.।)]?\s+(\S.*)$")
LONGEST_PHRASE, FEWEST = 5, 3
LONGEST_ROW, MOST_WORDS = 1000, 30  # signs of a row; words of a limit beside a fee


def spaced(lines: Sequence[Line]) -> list[Block]:
    """The lines with each such table as a Table, every row of it a guess; all else stays as it is."""
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        header = header_in(lines[place].text)
        rows, end = _rows(lines, place + 1, header[1]) if header else ([], place)
        if header and len(rows) > 1:
            at = tuple(line.at for line in lines[place + 1 : end])
            blocks.append(Table(tuple(rows), at, ("spaced",) * len(rows), header[1], header[0]))
            place = end
        else:
            blocks.append(lines[place])
            place += 1
    return blocks


def header_in(text: str) -> tuple[tuple[str, ...], Roles] | None:
    """The cells of a header written as one line, and their roles; None where the line is no header."""
    words = text.split()
    if not 4 <= len(words) <= 30 or role_of_header(words[0]) != "number":
        return None
    cells: list[str] = []
    for word in words:
        new = role_of_header(word)
        known = {role_of_header(cell) for cell in cells}
        if (
            not cells
            or (new and new not in known)
            or (role_of_header(cells[-1]) and len(cells[-1].split()) >= LONGEST_PHRASE)
            or role_of_header(cells[-1])
            and not new
            and _begins_phrase(words, word, known)
        ):
            cells.append(word)
        else:
            cells[-1] = f"{cells[-1]} {word}"
    roles = service_columns(cells)
    return (tuple(cells), roles) if roles and len(cells) > FEWEST else None


def _begins_phrase(words: list[str], word: str, known: set[Role | None]) -> bool:
    """Whether this word and the next are a header cell together: "কে দেন"."""
    place = words.index(word)
    role = role_of_header(" ".join(words[place : place + 2]))
    return role is not None and role not in known and role_of_header(words[min(place + 1, len(words) - 1)]) is None


def _rows(lines: Sequence[Line], start: int, roles: Roles) -> tuple[list[tuple[str, ...]], int]:
    rows = []
    end = start
    while end < len(lines) and len(lines[end].text) <= LONGEST_ROW and (match := _ROW.match(lines[end].text)):
        cells = _cells(match[2], roles) | {"number": match[1]}
        rows.append(tuple(cells.get(role, "") for role in roles))
        end += 1
    return rows, end


def _cells(text: str, roles: Roles) -> dict[Role, str]:
    """The row cut at its limit and at its posts; what stands before the limit is the name."""
    begin, end = _limit_in(text)
    tail = text[end:].split()
    after: dict[Role, str] = {}
    for role in [role for role in roles if role in ("officer", "superior")]:
        cut = next((n + 1 for n, word in enumerate(tail) if is_head(word)), len(tail))
        while cut < len(tail) and tail[cut].startswith("("):
            cut += 1
        if role == roles[-1]:
            cut = len(tail)
        after[role], tail = " ".join(tail[:cut]), tail[cut:]
    return {"name": text[:begin].strip(), **_limit_and_fee(text[begin:end].strip(), roles), **after}


def _limit_and_fee(text: str, roles: Roles) -> dict[Role, str]:
    """The limit and the fee that stand side by side, cut where both parts are most like themselves."""
    if "fee" not in roles or "limit" not in roles:
        return {"limit" if "limit" in roles else "fee": text}
    pair: list[Role] = ["limit", "fee"]
    first, second = sorted(pair, key=roles.index)
    words = text.split()

    def rating(cut: int) -> float:
        return likeness(" ".join(words[:cut]), first) + likeness(" ".join(words[cut:]), second)

    cut = max(range(min(len(words), MOST_WORDS) + 1), key=rating)
    return {first: " ".join(words[:cut]), second: " ".join(words[cut:])}


def _limit_in(text: str) -> tuple[int, int]:
    """Where the time limit begins and ends: from its first number or word to the first word of a post."""
    found = list(quantities(plain_form(text)))
    begins = [item.start for item in found]
    if match := starts_limit(text):
        begins.append(match)
    if not begins:
        return len(text), len(text)
    begin = min(begins)
    place = begin
    for word in re.finditer(r"\S+", text[begin:]):
        if starts_post(word[0]):
            return begin, begin + word.start()
        place = begin + word.end()
    return begin, place
