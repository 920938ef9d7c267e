"""Taking one row of a line that several workers serve."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def first_free(line: QuerySet[Row]) -> Row | None:
    """The first row that no other worker holds, kept from them until the transaction ends.

    SQLite has one writer at a time and no row locks, so there this is the first row. Correctness does
    not rest on it: the caller claims the row by a conditional update and goes on only if that won.
    """
    return line.select_for_update(skip_locked=True, of=("self",)).first()
