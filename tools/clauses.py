"""The clauses of the grievance guideline, and the tests that name each with `@pytest.mark.clause("7.1(ক)v")`.

The list is `guideline.json`. A clause that binds others (a committee, the Cabinet Division) says so under `outside`
and needs no test. Tests are read, not run.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_name("guideline.json")


@dataclass(frozen=True)
class Clause:
    """A clause with its rule in short; `outside` says why nothing here can show it."""

    clause: str
    bn: str
    en: str
    outside: str = ""


@dataclass(frozen=True)
class Marked:
    """A test that says it shows a clause."""

    clause: str
    path: str
    test: str


@lru_cache
def clauses() -> tuple[Clause, ...]:
    """All clauses, in the guideline's order."""
    return tuple(Clause(**row) for row in json.loads(LIST.read_text(encoding="utf8"))["clauses"])


@lru_cache
def marked() -> tuple[Marked, ...]:
    """Every mark in the suite, by file and line."""
    return tuple(mark for path in sorted((ROOT / "tests").rglob("test_*.py")) for mark in _in_file(path))


def shown() -> dict[str, list[Marked]]:
    """Of each clause the tests that show it; a clause that is not in the list, too, if a test names it."""
    found: dict[str, list[Marked]] = {clause.clause: [] for clause in clauses()}
    for mark in marked():
        found.setdefault(mark.clause, []).append(mark)
    return found


def _in_file(path: Path) -> Iterator[Marked]:
    name = str(path.relative_to(ROOT))
    for node in ast.parse(path.read_text(encoding="utf8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for clause in dict.fromkeys(c for mark in node.decorator_list for c in _named(mark)):
                yield Marked(clause, name, node.name)


def _named(tree: ast.AST) -> Iterator[str]:
    """The clauses of each `….clause(…)` in a decorator, those of `pytest.param(…, marks=…)` with it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
