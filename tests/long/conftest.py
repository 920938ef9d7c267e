"""The table of figures that is printed at the end, on which database, and the office that is hunted in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cast import Cast, build_cast
from tests.running import World, Worlds

Note = Callable[..., None]
DATABASE = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
ROWS = pytest.StashKey[list[tuple[str, dict[str, object]]]]()
OFTEN = {"ONGIKAR_FILINGS_LINE": "1000000", "ONGIKAR_FILINGS_PHONE": "1000000"}  # one machine plays a whole district


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Put figures into the table, under the name of the hunt."""
    rows = request.config.stash.setdefault(ROWS, [])

    def noted(**figures: object) -> None:
        rows.append((request.node.name.removeprefix("test_"), figures))

    return noted


@pytest.fixture
def world(worlds: Worlds, tmp_path: Path) -> Iterator[World]:
    """An office whose grievance officer gives no service, so that each door takes every asking."""
    with worlds.own(tmp_path, **OFTEN) as made:
        made.migrate()
        made.python("from tests.long.askings import seeded; seeded()")
        yield made


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(ROWS, [])
    if rows:
        terminalreporter.section(f"figures, on {DATABASE}")
    for name, figures in rows:
        terminalreporter.write_line(name.replace("_", " "))
        terminalreporter.write_line("    " + ", ".join(f"{word.replace('_', ' ')} {n}" for word, n in figures.items()))
