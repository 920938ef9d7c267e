"""Keeping a row from others while a deed looks at what stands beside it, where no constraint and no claim says it."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def held(row: Row) -> Row:
    """The row as it is by now; whoever else asks for it waits until this transaction ends.

    SQLite has one writer at a time, so there it is held already. Rows that point at it can still be written.
    """
    rows = type(row)._default_manager.select_for_update(no_key=True)
    found: Row = rows.get(pk=row.pk)
    return found
