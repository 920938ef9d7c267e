"""What a cell or a file costs to read grows with it and no faster; what nobody thought of meets a ceiling."""

from __future__ import annotations

import functools
import gc
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import pytest

from ongikar.reading import UnreadableCharter, read_charter
from ongikar.reading.apart import read_apart
from ongikar.reading.cells.cell import LONGEST_CELL
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import LONGEST_LIST, read_papers
from ongikar.reading.cells.time_limit import read_time_limit
from tests import hostile
from tests.reading.mangling import source

READERS: dict[str, Callable[[str], tuple[object, tuple[object, ...]]]] = {
    "limit": read_time_limit, "fee": read_fee, "officers": read_officers, "channels": read_channels,
    "papers": read_papers,
}  # fmt: skip
CELLS = [(name, place) for name, made in hostile.CELLS.items() for place in range(len(made))]
CACHES = [
    one
    for one in gc.get_objects()
    if isinstance(one, functools._lru_cache_wrapper) and str(one.__module__).startswith("ongikar.reading")
]
MOST_TIMES, FEW = 3, 2000  # times the steps; steps that anything may take


def steps(act: Callable[[], object]) -> int:
    """How many lines and calls of our program an act takes, with nothing known from before."""
    count = 0

    def counted(_frame: FrameType, _event: str, _what: Any) -> Any:
        nonlocal count
        count += 1
        return counted

    for cache in CACHES:
        cache.cache_clear()
    before = sys.gettrace()
    sys.settrace(counted)
    try:
        with suppress(UnreadableCharter):
            act()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("name", "place"), CELLS)
def test_a_cell_twice_as_long_takes_at_most_three_times_the_steps(name: str, place: int) -> None:
    read, make = READERS[name], hostile.CELLS[name][place]
    read(make(100))  # what is compiled once
    once, twice = (steps(lambda size=size: read(make(size))) for size in (900, 1800))  # type: ignore[misc]
    assert twice <= MOST_TIMES * once + FEW


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_file_twice_as_long_takes_at_most_three_times_the_steps(name: str) -> None:
    make = hostile.FILES[name]
    read_charter(source().encode(), "x")
    once, twice = (steps(lambda size=size: read_charter(make(size), "x")) for size in (2500, 5000))  # type: ignore[misc]
    assert twice <= MOST_TIMES * once + FEW


HARD = """
import sys
from ongikar.reading import UnreadableCharter, read_charter
from ongikar.reading.apart import limit
from tests import hostile
from tests.reading.test_growth import READERS
limit(seconds=30, memory=400 * 1024**2)
for name, made in hostile.CELLS.items():
    for make in made:
        for size in (120, 1900, 40_000):
            READERS[name](make(size))
for name, make in hostile.FILES.items():
    try:
        read_charter(make(630_000 if name == "merged cells" else 15_000), "x")
    except UnreadableCharter:
        pass
print("read")
"""


def test_every_hostile_cell_and_file_is_read_in_half_a_minute_and_in_400_megabytes() -> None:
    """All of them together; any of a dozen alone took longer, or more."""
    done = subprocess.run([sys.executable, "-c", HARD], capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr


@pytest.mark.parametrize("name", READERS)
def test_a_cell_that_is_longer_than_any_is_not_searched_and_says_so(name: str) -> None:
    longest = LONGEST_LIST if name == "papers" else LONGEST_CELL
    _, doubts = READERS[name]("৩ দিন " * longest)
    assert "unusually long" in str(doubts)


def test_a_table_with_a_fee_and_no_limit_is_read() -> None:
    text = "ক্রমিক সেবা মূল্য কাগজপত্র কর্মকর্তা\n১ সনদ ৩ দিন ৫০ টাকা সচিব\n২ নকল ২ দিন ২০ টাকা সচিব\n"
    sheet = read_charter(text.encode(), "x")
    assert [service.time_limit.text for service in sheet.services] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{n}. সনদ: ৩ দিন; দায়িত্বে:" for n in "১২৩৪"),
        "৫. অভিযোগ ব্যবস্থাপনা\n১ম ধাপ: সচিব ( )\n২য় ধাপ: পরিচালক (৩০ দিন)",
    ],
)
def test_a_label_or_bracket_with_nobody_in_it_is_read(text: str) -> None:
    sheet = read_charter(text.encode(), "x")
    assert sheet.services or sheet.grievance_tiers


def test_signs_that_no_database_keeps_are_left_out() -> None:
    text = hostile.charter_of(name="সনদ\x00 \\u0000\\ud83d প্রদান").decode() + "\x00"
    name = read_charter(("# " + "ক" * 5000 + "\n" + text).encode(), "x").services[0].name
    assert re.fullmatch(r"[^\x00\ud800-\udfff]+", name)
    assert "প্রদান" in name


def test_a_charter_of_more_services_than_any_is_refused() -> None:
    """Each name of an edition is compared with each of the one before."""
    with pytest.raises(UnreadableCharter, match="far larger"):
        read_charter(hostile.charter_of() + ("\t".join(hostile.ROW) + "\n").encode() * 1200, "x")


def test_a_document_is_read_apart_as_it_is_read_here() -> None:
    data = source().encode()
    assert read_apart(data, "a.txt") == read_charter(data, "a.txt")
    with pytest.raises(UnreadableCharter, match="PDF"):
        read_apart(b"%PDF-1.7", "a.pdf")


def test_a_document_that_needs_more_memory_than_there_is_for_it_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableCharter, match="far larger or more complex"):
        read_apart(b"<html>" + b"<i>" * 3_000_000, "a.html")


def test_a_process_that_takes_its_seconds_is_ended() -> None:
    loop = "from ongikar.reading.apart import limit\nlimit(seconds=1)\nwhile True: pass"
    assert subprocess.run([sys.executable, "-c", loop], check=False).returncode < 0


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        (subprocess.CompletedProcess([], -9), "far larger or more complex"),
        (subprocess.TimeoutExpired([], 90), "far larger or more complex"),
        (OSError(12, "Cannot allocate memory"), "just now"),
    ],
)
def test_a_reading_that_was_ended_is_told_with_what_to_do(
    ends: Any, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_args: object, **_how: object) -> object:
        if isinstance(ends, Exception):
            raise ends
        return ends

    monkeypatch.setattr(subprocess, "run", ended)
    with pytest.raises(UnreadableCharter, match=says):
        read_apart(b"x", "x")
