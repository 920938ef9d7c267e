"""Many rows at once, each with values of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, models


def write_each(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[tuple[Any, Mapping[str, Any]]], *, using: str
) -> None:
    """Set these fields of each row (primary key, values), in one transmission; the caller holds the rows.

    Django's own bulk_update builds one long CASE for each field, which takes longer than all else here together.
    """
    connection, meta = connections[using], model._meta
    columns: list[Any] = [*map(meta.get_field, fields), meta.pk]
    *sets, key = (f"{connection.ops.quote_name(column.column)} = %s" for column in columns)
    update = f"UPDATE {connection.ops.quote_name(meta.db_table)} SET {', '.join(sets)} WHERE {key}"  # noqa: S608
    given = [
        [column.get_db_prep_save(values.get(column.name, pk), connection) for column in columns] for pk, values in rows
    ]
    if given:
        with connection.cursor() as cursor:
            cursor.executemany(update, given)
