"""A SQLite database as one file that is whole at a moment, while others write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

from ongikar.ops.refusal import Refused


def dump(into: Path) -> None:
    """Copy the database in one step: a copy in many steps starts again at each write, and never ends."""
    connection.ensure_connection()
    with closing(sqlite3.connect(into)) as copy:
        connection.connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def rows_of(dumped: Path) -> dict[str, int]:
    """The rows of each table of a dump. Raises Refused where the dump is not sound."""
    try:
        with closing(_readable(dumped)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Refused("the database in it is damaged (integrity_check)")
            tables = copy.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
            return {name: _count(copy, name) for (name,) in tables.fetchall()}
    except sqlite3.DatabaseError as error:
        raise Refused(f"the database in it cannot be read: {error}") from None


def values_of(dumped: Path, sql: str) -> list[Any]:
    """The first column of what a question gives on a dump."""
    with closing(_readable(dumped)) as copy:
        return [row[0] for row in copy.execute(sql)]


def _readable(dumped: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{dumped.as_uri()}?mode=ro&immutable=1", uri=True)


def _count(copy: sqlite3.Connection, table: str) -> int:
    return int(copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608  names of its own schema
