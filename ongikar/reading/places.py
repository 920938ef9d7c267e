"""Where in its document each service was read, to be shown beside the reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ongikar.bangla.normal import normal_form
from ongikar.reading.blocks import Block, Table
from ongikar.reading.sheet import ServiceLine


def rows_in(blocks: Sequence[Block]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every row of every table as (line of the document, cells), in order: the first is row 0."""
    for block in blocks:
        if isinstance(block, Table):
            yield from zip(block.lines, block.rows, strict=True)


def places_of(services: Sequence[ServiceLine], blocks: Sequence[Block]) -> list[int | None]:
    """For each service the number of the row it was read from, as `rows_in` counts; None where none is like it.

    Services stand in the order of their rows; several rows may share a line, as in HTML without breaks.
    """
    rows = [(f"line {line}", normal_form(" ".join(cells))) for line, cells in rows_in(blocks)]
    places: list[int | None] = []
    after = 0
    for service in services:
        there = (n for n in range(after, len(rows)) if rows[n][0] == service.where and service.name in rows[n][1])
        place = next(there, None)
        places.append(place)
        after = after if place is None else place + 1
    return places
