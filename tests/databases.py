"""The database of a test, as other threads and processes can open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlencode

from django.db import connections


@contextmanager
def shared_database(folder: Path) -> Iterator[dict[str, str]]:
    """Let threads in, and give the environment by which a process finds the same rows.

    PostgreSQL is shared as it is. SQLite is in memory in the tests, where writers fail instead of waiting for each
    other; so the rows are copied to a file in `folder`, and the test goes on there.
    """
    before = connections["default"]
    if before.vendor != "sqlite":
        given = before.settings_dict
        yield {"DATABASE_URL": f"postgresql://{given['USER']}@/{given['NAME']}?{urlencode({'host': given['HOST']})}"}
        return
    before.ensure_connection()
    with sqlite3.connect(folder / "ongikar.sqlite3") as file:
        before.connection.backup(file)
    file.close()
    connections.settings["default"] = {**before.settings_dict, "NAME": str(folder / "ongikar.sqlite3")}
    connections["default"] = connections.create_connection("default")
    try:
        yield {"ONGIKAR_DATA": str(folder), "DATABASE_URL": ""}
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = before.settings_dict, before


def begun(work: Callable[[], Any]) -> Thread:
    """A thread that has begun the work, and closes what it opened of the database."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do the works in threads that start together; what each returned, or its error raised."""
    start = Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = works[number]()
        except BaseException as error:  # raised again below, in the test's own thread
            results[number] = error

    threads = [begun(partial(run, number)) for number in range(len(works))]
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results
