"""A PostgreSQL database through pg_dump and pg_restore, whole at a moment, while others write."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from ongikar.ops.refusal import Refused

_COPY = re.compile(rb'COPY public\."?([^" ]+)"? \(')
PORTABLE = ("--no-owner", "--no-privileges", "--no-comments")
"""What makes a dump fit another database, of another owner."""


@contextmanager
def moment() -> Iterator[str]:
    """A snapshot that this connection and pg_dump share, so that what is counted is what is dumped."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def dump(into: Path, snapshot: str) -> None:
    _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", *PORTABLE, f"--file={into}")


def counted() -> dict[str, int]:
    """The rows of each table, in the transaction that is open."""
    return {name: int(_first(f'SELECT count(*) FROM "{name}"')) for name in tables()}  # noqa: S608


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t")


def values(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def rows_of(dumped: Path) -> dict[str, int]:
    """The rows of each table of a dump, by reading all of it. Raises Refused where it cannot be read."""
    rows: dict[str, int] = {}
    process = subprocess.Popen(
        [_program("pg_restore"), "--data-only", "--file=-", str(dumped)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        table = ""
        for line in process.stdout:
            if table and line == b"\\.\n":
                table = ""
            elif table:
                rows[table] += 1
            elif found := _COPY.match(line):
                table = found[1].decode()
                rows[table] = 0
        error = process.stderr.read() if process.stderr else b""
    if process.returncode:
        raise Refused(f"the database in it cannot be read: {error.decode(errors='replace').strip()[:200]}")
    return rows


def others_at_work() -> int:
    """How many other connections use this database."""
    return int(
        _first("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    )


def put_in_place(dumped: Path, scratch: Path) -> None:
    """Replace every table by those of the dump, in one transaction: all of it or nothing."""
    before, after = scratch / "before.sql", scratch / "after.sql"
    before.write_text("".join(f'DROP TABLE IF EXISTS "{name}" CASCADE;\n' for name in tables()))
    connection.close()
    _run("pg_restore", *PORTABLE, f"--file={after}", str(dumped))
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
         f"--file={before}", f"--file={after}")  # fmt: skip


def _first(sql: str) -> Any:
    return values(sql)[0]


def _run(program: str, *words: str) -> None:
    done = subprocess.run([_program(program), *words], env=os.environ | _where(), capture_output=True, text=True)
    if done.returncode:
        raise Refused(f"{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise Refused(f"{name} is not installed: apt-get install postgresql-client")
    return path


def _where() -> dict[str, str]:
    """The database as the programs of PostgreSQL are told it; a password never stands on a command line."""
    said = connection.settings_dict
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    return {variable: str(said[name]) for variable, name in names.items() if said[name]}
