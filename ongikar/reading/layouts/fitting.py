"""Pieces of text put into the columns of a header where nothing says which piece is which cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Role, Roles
from ongikar.reading.cells.quantities import ANY_UNIT
from ongikar.reading.layouts.likeness import likeness

Row = list[str]
_NUMBER_ALONE = compiled(r"(?:\S+\s+)?\d{1,3}\s*(?:[-–]\s*\d{1,3}\s*)?(?:\([^()]*\))?\s*")
_UNIT_FIRST = compiled(f"\\s*(?:{ANY_UNIT})")
_UNFINISHED = compiled(r"[/,;(–-]\s*$")
_OFTEN_EMPTY: tuple[Role, ...] = ("other", "where", "number", "superior")
_OF_SEVERAL: tuple[Role, ...] = ("officer", "superior", "contact")
# With the address of mail or web, an officer's cell is at its end.
_ADDRESS = compiled(r"@|www\.|https?:")
_DETAIL = compiled(
    r"\s*(?:টেলি\s*ফোন|ফোন|মোবা|ই-?\s*মে|ওয়েব|ফ্যাক্স|tel|phone|mob|e-?mail|web|fax|[+(]?[\d(][\d ()-]{5,}$|\S+@\S+$|www\.)",
    re.IGNORECASE,
)
JOIN, SKIP, SKIP_OFTEN_EMPTY, DETAIL = 1.3, 0.7, 0.4, 2.5


def fitted(pieces: Sequence[str], roles: Roles, *, wrap: bool) -> list[Row]:
    """The rows into which the pieces fit best, in their order; empty cells where a column has none.

    Every way to place the pieces is weighed: a piece stands in the column whose cells it is like, a cell may be
    of several pieces, a column may be empty, and with `wrap` a new row may begin after any piece.
    """
    pieces = _whole(pieces)
    if not pieces:
        return []
    width, costs = len(roles), _costs(roles)
    scores = [costs.enter[column] + likeness(pieces[0], roles[column]) for column in range(width)]
    came_from: list[list[int]] = []
    for place in range(1, len(pieces)):
        step = _Step(pieces[place - 1], pieces[place])
        best = [_best(scores, column, roles, step, wrap=wrap) for column in range(width)]
        came_from.append([previous for previous, _ in best])
        scores = [score + likeness(pieces[place], roles[column]) for column, (_, score) in enumerate(best)]
    return _rows(pieces, _path(scores, came_from, roles), width)


def is_detail(text: str) -> bool:
    """Whether a line is but a phone number or address of the person named before it."""
    return bool(_DETAIL.match(text))


def begins_with_unit(text: str) -> bool:
    """Whether a line goes on with the unit of a number that a line break cut from it."""
    return bool(_UNIT_FIRST.match(text))


def _whole(pieces: Sequence[str]) -> list[str]:
    """The pieces with a number and the unit that a line break cut from it put together again."""
    whole: list[str] = []
    for piece in pieces:
        if whole and _NUMBER_ALONE.fullmatch(whole[-1]) and begins_with_unit(piece):
            whole[-1] = f"{whole[-1]} {piece}"
        else:
            whole.append(piece)
    return whole


@dataclass(frozen=True)
class _Costs:
    """What columns that stay empty cost: before the first piece of a row, after its last, and between two."""

    enter: tuple[float, ...]
    leave: tuple[float, ...]
    over: tuple[tuple[float, ...], ...]


@lru_cache(maxsize=64)
def _costs(roles: Roles) -> _Costs:
    """Summed once for a header, not for each pair of pieces."""
    columns = range(len(roles))

    def empty(first: int, after: int) -> float:
        return -sum(_skip(role) for role in roles[first:after])

    return _Costs(
        tuple(empty(0, column) for column in columns),
        tuple(empty(column + 1, len(roles)) for column in columns),
        tuple(tuple(empty(column + 1, after) for after in columns) for column in columns),
    )


class _Step:
    """From one piece to the next: what their words say of the way."""

    def __init__(self, before: str, piece: str) -> None:
        self.unfinished = bool(_UNFINISHED.search(before)) or piece.startswith("(")
        self.has_address = bool(_ADDRESS.search(before))
        self.is_detail = is_detail(piece)


def _skip(role: Role) -> float:
    return SKIP_OFTEN_EMPTY if role in _OFTEN_EMPTY else SKIP


def _best(scores: list[float], column: int, roles: Roles, step: _Step, *, wrap: bool) -> tuple[int, float]:
    """The column of the piece before this one from which this column is reached best."""
    costs, several = _costs(roles), roles[column] in _OF_SEVERAL

    def gain(previous: int) -> float:
        if previous == column:
            goes_on = step.unfinished or (several and not step.has_address)
            return -JOIN / 4 if goes_on else -JOIN
        if previous < column:
            return costs.over[previous][column] - (DETAIL if several and step.is_detail else 0.0)
        return costs.leave[previous] + costs.enter[column] if wrap else float("-inf")

    ways = [(scores[previous] + gain(previous), previous) for previous in range(len(roles))]
    if wrap:
        ways.append((scores[column] + costs.leave[column] + costs.enter[column], column + len(roles)))
    score, previous = max(ways)
    return previous, score


def _path(scores: list[float], came_from: list[list[int]], roles: Roles) -> list[tuple[int, bool]]:
    """For each piece its column, and whether it begins a row."""
    width = len(roles)
    ends = [score + left for score, left in zip(scores, _costs(roles).leave, strict=True)]
    column = max(range(width), key=ends.__getitem__)
    path: list[tuple[int, bool]] = []
    for steps in reversed(came_from):
        previous = steps[column]
        new_row = previous >= width or previous > column
        path.append((column, new_row))
        column = previous % width
    path.append((column, True))
    return path[::-1]


def _rows(pieces: Sequence[str], path: list[tuple[int, bool]], width: int) -> list[Row]:
    rows: list[list[list[str]]] = []
    for piece, (column, new_row) in zip(pieces, path, strict=True):
        if new_row:
            rows.append([[] for _ in range(width)])
        rows[-1][column].append(piece)
    return [["\n".join(filter(None, cell)) for cell in row] for row in rows]
