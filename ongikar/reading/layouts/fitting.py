"""Pieces of text put into the columns of a header where nothing says which piece is which cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ongikar.reading.blocks import Role, Roles
from ongikar.reading.cells.quantities import ANY_UNIT
from ongikar.reading.layouts.likeness import likeness

Row = list[str]
_NUMBER_ALONE = re.compile(r"(?:\S+\s+)?\d{1,3}\s*(?:[-–]\s*\d{1,3}\s*)?(?:\([^()]*\))?\s*")
_UNIT_FIRST = re.compile(f"\\s*(?:{ANY_UNIT})")
_UNFINISHED = re.compile(r"[/,;(–-]\s*$")
_OFTEN_EMPTY: tuple[Role, ...] = ("other", "where", "number", "superior")
_OF_SEVERAL: tuple[Role, ...] = ("officer", "superior", "contact")
# With the address of mail or web, an officer's cell is at its end.
_ADDRESS = re.compile(r"@|www\.|https?:")
_DETAIL = re.compile(
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
    width = len(roles)
    scores = [_enter(column, roles) + likeness(pieces[0], roles[column]) for column in range(width)]
    came_from: list[list[int]] = []
    for place in range(1, len(pieces)):
        best = [_best(scores, column, roles, pieces, place, wrap=wrap) for column in range(width)]
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


def _enter(column: int, roles: Roles) -> float:
    """What it costs to begin a row in this column: the columns before it stay empty."""
    return -sum(_skip(role) for role in roles[:column])


def _skip(role: Role) -> float:
    return SKIP_OFTEN_EMPTY if role in _OFTEN_EMPTY else SKIP


def _best(
    scores: list[float], column: int, roles: Roles, pieces: Sequence[str], place: int, *, wrap: bool
) -> tuple[int, float]:
    """The column of the piece before this one from which this column is reached best."""

    def gain(previous: int) -> float:
        if previous == column:
            unfinished = _UNFINISHED.search(pieces[place - 1]) or pieces[place].startswith("(")
            goes_on = roles[column] in _OF_SEVERAL and not _ADDRESS.search(pieces[place - 1])
            return -JOIN / 4 if unfinished or goes_on else -JOIN
        if previous < column:
            detail = DETAIL if roles[column] in _OF_SEVERAL and is_detail(pieces[place]) else 0.0
            return -detail - sum(_skip(role) for role in roles[previous + 1 : column])
        left = -sum(_skip(role) for role in roles[previous + 1 :])
        return left + _enter(column, roles) if wrap else float("-inf")

    ways = [(scores[previous] + gain(previous), previous) for previous in range(len(roles))]
    if wrap:
        again = sum(_skip(role) for role in roles[column + 1 :])
        ways.append((scores[column] - again + _enter(column, roles), column + len(roles)))
    score, previous = max(ways)
    return previous, score


def _path(scores: list[float], came_from: list[list[int]], roles: Roles) -> list[tuple[int, bool]]:
    """For each piece its column, and whether it begins a row."""
    width = len(roles)
    ends = [score - sum(_skip(role) for role in roles[column + 1 :]) for column, score in enumerate(scores)]
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
    rows: list[Row] = []
    for piece, (column, new_row) in zip(pieces, path, strict=True):
        if new_row:
            rows.append([""] * width)
        rows[-1][column] = f"{rows[-1][column]}\n{piece}" if rows[-1][column] else piece
    return rows
