"""Many rows at once, each with values of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, models


def insert_each(objects: Sequence[models.Model], *, using: str) -> None:
    """Insert new rows in one transmission; they do not learn their keys.

    Django's bulk_create sends each column as one array, in which every JSON value is escaped sign by sign.
    """
    if not objects:
        return
    connection, meta = connections[using], objects[0]._meta
    columns: list[Any] = [column for column in meta.concrete_fields if not isinstance(column, models.AutoField)]
    quoted = [connection.ops.quote_name(column.column) for column in columns]
    holes = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({', '.join(quoted)}) VALUES ({holes})"  # noqa: S608
    given = [
        [column.get_db_prep_save(column.pre_save(one, add=True), connection) for column in columns] for one in objects
    ]
    with connection.cursor() as cursor:
        cursor.executemany(insert, given)


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
