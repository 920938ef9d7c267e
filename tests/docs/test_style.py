"""What STYLE.md says a program can count, counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.docs.pages import ROOT

PACKAGE = ROOT / "ongikar"
FUNCTION_MOST, FILE_MOST, TEMPLATE_MOST, SCRIPT_MOST = 40, 400, 80, 60  # lines


def modules() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


def functions() -> Iterator[tuple[str, int]]:
    """(where, lines) of every function."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno
                yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def longer_than(most: int, ending: str) -> list[str]:
    files = modules() if ending == ".py" else sorted(PACKAGE.rglob(f"*{ending}"))
    return [str(path.relative_to(ROOT)) for path in files if len(path.read_text(encoding="utf8").splitlines()) > most]


def test_a_function_fits_the_eye() -> None:
    lengths = dict(functions())
    assert [where for where, lines in lengths.items() if lines > FUNCTION_MOST] == []
    assert median(lengths.values()) <= 8
    assert quantiles(lengths.values(), n=10)[-1] <= 20


def test_a_module_a_template_and_a_script_are_short() -> None:
    assert longer_than(FILE_MOST, ".py") == []
    assert longer_than(TEMPLATE_MOST, ".html") == []
    assert longer_than(SCRIPT_MOST, ".js") == []
