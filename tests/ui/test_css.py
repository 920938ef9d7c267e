"""The style sheets that are sent are the ones that are written."""

from __future__ import annotations

import re

import pytest

from tools.css import BUILT, SOURCES, built

SHEETS = [path.name for path in sorted(SOURCES.glob("*.css"))]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_sent_was_built_from_what_is_written(name: str) -> None:
    assert (BUILT / name).read_text(encoding="utf8") == built(name), "Run `make css`."


def test_every_part_is_in_a_sheet() -> None:
    written = " ".join((SOURCES / name).read_text(encoding="utf8") for name in SHEETS)
    parts = {path.relative_to(SOURCES).as_posix() for path in SOURCES.glob("*/*.css")}
    assert parts == set(re.findall(r'@import "([^"]+)"', written))


def test_colours_are_named_in_the_tokens_alone() -> None:
    strays = {
        path.name: found
        for path in (SOURCES / "site").glob("*.css")
        if path.name not in ("tokens.css", "print.css") and (found := COLOUR.findall(path.read_text(encoding="utf8")))
    }
    assert strays == {}
