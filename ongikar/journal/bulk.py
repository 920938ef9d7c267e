"""Many rows at once: each with values of its own, or many with the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, models

Alike = tuple[Sequence[Any], Mapping[str, Any]]
"""Keys of rows, and the values that all of them have."""


def insert_alike(model: type[models.Model], each: str, groups: Iterable[Alike], *, using: str) -> None:
    """Insert, for each group, a row for every key: the key in the field `each`, all else alike. One transmission.

    Values are written once a group and not once a row: what is long, such as JSON, is neither dumped nor parsed again.
    """
    connection, meta = connections[using], model._meta
    varied: Any = meta.get_field(each)
    columns: list[Any] = [
        one for one in meta.concrete_fields if not isinstance(one, models.AutoField) and one is not varied
    ]
    names = ", ".join(connection.ops.quote_name(one.column) for one in (*columns, varied))
    holes = ", ".join(["%s"] * len(columns))
    into, keys = connection.ops.quote_name(meta.db_table), _KEYS[connection.vendor]
    _send(f"INSERT INTO {into} ({names}) SELECT {holes}, {keys}", columns, varied, groups, connection)  # noqa: S608


def write_alike(
    model: type[models.Model], fields: Sequence[str], groups: Iterable[Alike], *, raised: str, using: str
) -> None:
    """Set these fields of all rows of each group, and raise the field `raised` by one; the caller holds the rows."""
    connection, meta = connections[using], model._meta
    columns: list[Any] = [*map(meta.get_field, fields)]
    primary: Any = meta.pk
    table, key, up = (connection.ops.quote_name(name) for name in (meta.db_table, primary.column, raised))
    sets = ", ".join([*(f"{connection.ops.quote_name(column.column)} = %s" for column in columns), f"{up} = {up} + 1"])
    update = f"UPDATE {table} SET {sets} WHERE {key} IN (SELECT {_KEYS[connection.vendor]})"  # noqa: S608
    _send(update, columns, primary, groups, connection)


_KEYS = {"postgresql": "unnest(%s)", "sqlite": "value FROM json_each(%s)"}
"""The keys of a group as rows of a statement; they come as one parameter."""


def _send(statement: str, columns: Sequence[Any], key: Any, groups: Iterable[Alike], connection: Any) -> None:
    def prepared(values: Mapping[str, Any]) -> list[Any]:
        given = (values.get(column.name, column.get_default()) for column in columns)
        return [column.get_db_prep_save(one, connection) for column, one in zip(columns, given, strict=True)]

    def keys(pks: Sequence[Any]) -> Any:
        found = [key.get_db_prep_save(pk, connection) for pk in pks]
        return found if connection.vendor == "postgresql" else json.dumps(found)

    given = [[*prepared(values), keys(pks)] for pks, values in groups]
    if given:
        with connection.cursor() as cursor:
            cursor.executemany(statement, given)


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
