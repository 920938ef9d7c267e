"""The English side: every sentence of code and templates has its English, with the same places to fill in."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import polib

from tools.messages import CATALOGUE, ROOT, extract, missing

PLACES = re.compile(r"%\(\w+\)[sd]")


def test_every_sentence_of_the_program_has_its_english(tmp_path: Path) -> None:
    package = tmp_path / "ongikar"
    shutil.copytree(
        ROOT / "ongikar", package, ignore=shutil.ignore_patterns("__pycache__", "static", "samples", "data")
    )
    extract(package)
    found = polib.pofile(str(package / CATALOGUE.relative_to(ROOT / "ongikar")))
    assert missing(found) == [], "run: make messages, and write the English"


def test_no_sentence_stands_where_the_tools_do_not_see_it() -> None:
    """Within an f-string a call of gettext is text to xgettext: its sentence would have no English, and nobody knew."""
    for path in (ROOT / "ongikar").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.JoinedStr):
                named = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
                assert named.isdisjoint({"_", "_l", "gettext", "ngettext"}), f"{path}:{node.lineno}"


def told(catalogue: polib.POFile) -> dict[str, object]:
    return {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in catalogue}


def test_what_is_compiled_is_what_is_written() -> None:
    assert told(polib.mofile(str(CATALOGUE.with_suffix(".mo")))) == told(polib.pofile(str(CATALOGUE)))


def test_both_languages_leave_the_same_places_to_fill_in() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        for english in [entry.msgstr, *entry.msgstr_plural.values()]:
            if english:
                assert set(PLACES.findall(english)) <= set(PLACES.findall(entry.msgid)), entry.msgid
            if english and not entry.msgid_plural:
                assert set(PLACES.findall(english)) == set(PLACES.findall(entry.msgid)), entry.msgid
