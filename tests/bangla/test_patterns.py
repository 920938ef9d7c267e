"""No pattern that reads what others wrote has a repeat without end, but one that nothing follows."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import ongikar
from ongikar.bangla.patterns import compiled

REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)
MOST = 5000  # what a pattern may say by number
OF_OUR_OWN = {
    "ongikar.bangla.patterns", "ongikar.ops.vault.postgres", "ongikar.reading.accuracy_charters", "ongikar.ui.weasy",
}  # fmt: skip
"""These read nothing that comes from outside: our patterns, pg_dump's answer, our corpus, names of our files."""
ONCE_A_WORD = r"(?![^\s]*`)"  # looked for where a word begins, and nowhere else
ENDS = (code.AT_END, code.AT_END_STRING)


def endless(items: Any, *, last: bool = True, whole: bool = False) -> Iterator[str]:
    """The repeats without end that something follows; `whole`: only the end of the text does, as after `.*$`."""
    found = list(items)
    while last and found and found[-1][0] is code.AT and found[-1][1] in ENDS:
        whole = bool(found.pop())
    for place, (op, what) in enumerate(found):
        ends = last and place == len(found) - 1
        if op in REPEATS:
            takes_all = what[2][0][0] is code.ANY
            if what[1] > MOST and not (ends and (takes_all or not whole)):
                yield f"{what[2]}"
            yield from endless(what[2], last=ends and what[1] == 1, whole=whole)
        elif op is code.SUBPATTERN:
            yield from endless(what[3], last=ends, whole=whole)
        elif op is code.BRANCH:
            for branch in what[1]:
                yield from endless(branch, last=ends, whole=whole)
        elif op in (code.ASSERT, code.ASSERT_NOT):
            yield from endless(what[1], last=False)


def kept_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | dict) and depth < 4:
        for one in value.values() if isinstance(value, dict) else value:
            yield from kept_in(one, depth + 1)


def written_in(source: str) -> Iterator[str]:
    """The patterns that are written where they are used."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
            continue
        words = call.args[0]
        if ast.unparse(call.func.value) == "re" and call.func.attr != "compile" and isinstance(words, ast.Constant):
            yield str(words.value)


def patterns() -> Iterable[tuple[str, Any, int]]:
    for name in (info.name for info in pkgutil.walk_packages(ongikar.__path__, "ongikar.")):
        if ".migrations" in name or name.endswith("__main__") or name in OF_OUR_OWN:
            continue
        module = importlib.import_module(name)
        for key, value in vars(module).items():
            yield from ((f"{name}.{key}", one.pattern, one.flags) for one in kept_in(value) if not key.startswith("__"))
        yield from ((name, words, 0) for words in written_in(Path(str(module.__file__)).read_text(encoding="utf-8")))


def test_no_pattern_repeats_without_end_before_something_else() -> None:
    found = {
        f"{where}: {words}"
        for where, words, flags in patterns()
        if isinstance(words, str)
        for _ in endless(parser.parse(words.replace(ONCE_A_WORD, ""), flags))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("words", "with_ends"),
    [
        (r"\d+\s*(?:টি)?\s*দিন", r"\d{1,20}\s{0,3}(?:টি)?\s{0,3}দিন"),
        (r"(?:ক\S*){2,}", r"(?:ক\S{0,30}){2,12}"),
        (r"[^()]*?x", r"[^()]{0,200}?x"),
        (r"[\]*+-]+\*", r"[\]*+-]{1,30}\*"),
        (r"\-{40,}", r"\-{40,40}"),
        (r"(\S.*)$", r"(\S.*)$"),
        (r".*x", r".{0,200}x"),
    ],
)
def test_every_repeat_is_given_an_end(words: str, with_ends: str) -> None:
    assert compiled(words).pattern == with_ends
