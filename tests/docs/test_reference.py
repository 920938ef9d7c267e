"""What is public is documented, and what is written from the code is as the code says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from ongikar.charter.models import Section
from ongikar.clock import limits
from ongikar.reading import read_charter
from ongikar.reading.cells.channels import _WORDS
from ongikar.reading.cells.time_limit import read_time_limit
from tests.cast import sample
from tests.docs.pages import ROOT, text_of
from tools import reference

PAGES = ROOT / "docs" / "reference"
CHARTER = PAGES / "charter-json.md"


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_page_written_from_the_code_is_up_to_date(name: str) -> None:
    assert (PAGES / name).read_text(encoding="utf8") == reference.written(name), "run `make docs`"


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_field_of_a_charter_read_is_documented() -> None:
    read = read_charter(sample("doict-joypurhat.txt"), "doict-joypurhat.txt").to_json()
    assert [key for key in sorted(set(keys(read))) if f"`{key}`" not in text_of(CHARTER)] == []


def test_every_word_a_charter_can_be_read_as_is_documented() -> None:
    words = [*Section.values, *get_args(limits.Kind), *get_args(limits.Unit), *(value for value, _ in _WORDS)]
    assert [word for word in words if f"`{word}`" not in text_of(CHARTER)] == []


def test_the_example_of_a_limit_without_a_number_is_what_is_read() -> None:
    block = re.search(r"```json\n(.*?)```", text_of(CHARTER), re.DOTALL)
    assert block
    shown = json.loads(block[1])
    assert read_time_limit(shown["text"])[0].to_json() == shown


def test_every_setting_an_office_may_decide_is_among_the_open_points() -> None:
    part = text_of(PAGES / "settings.md").split("## What an office may decide", 1)[1].split("\n## ", 1)[0]
    named = re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
    assert named
    assert [name for name in named if f"`{name}`" not in text_of(ROOT / "docs" / "decisions" / "open-points.md")] == []
