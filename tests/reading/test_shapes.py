"""The same charter in other shapes gives the same services, tiers, offices and signature."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ongikar.bangla.digits import to_ascii
from ongikar.reading import CharterSheet, read_charter
from tests.reading.mangling import NAME, SHAPES, source


def bare(text: str) -> str:
    return re.sub(r"\s", "", to_ascii(text))


def told(sheet: CharterSheet) -> list[tuple[Any, ...]]:
    """What each service promises, without its serial, which some shapes lose."""
    return [
        (
            s.section,
            bare(s.name),
            bare(s.time_limit.text),
            s.time_limit.kind,
            s.time_limit.max,
            s.fee.kind,
            s.channels.values,
            [bare(item) for item in s.papers.items],
            bare(s.papers.where or ""),
            s.officers[0].name,
            s.officers[0].phones,
        )
        for s in sheet.services
    ]


@pytest.fixture(scope="module")
def original() -> CharterSheet:
    return read_charter(source().encode(), NAME)


@pytest.mark.parametrize("shape", SHAPES)
def test_services_survive_every_shape(shape: str, original: CharterSheet) -> None:
    sheet = read_charter(SHAPES[shape]().encode(), shape)
    assert told(sheet) == told(original)
    assert [s.unsure for s in sheet.services if s.unsure] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_around_the_services_survives_every_shape(shape: str, original: CharterSheet) -> None:
    sheet = read_charter(SHAPES[shape]().encode(), shape)
    assert [(t.to, t.time_limit.max, t.contact.name) for t in sheet.grievance_tiers] == [
        (t.to, t.time_limit.max, t.contact.name) for t in original.grievance_tiers
    ]
    assert [e.text for e in sheet.expectations] == [e.text for e in original.expectations]
    assert [o.url for o in sheet.subordinate_offices] == [o.url for o in original.subordinate_offices]
    assert (sheet.vision, sheet.mission, sheet.issued_on) == (original.vision, original.mission, original.issued_on)
    assert sheet.signatory == original.signatory


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_widths_of_the_encoding_change_nothing(codec: str, original: CharterSheet) -> None:
    assert told(read_charter(source().encode(codec), NAME)) == told(original)


def test_a_text_that_was_encoded_twice_is_turned_back(original: CharterSheet) -> None:
    twice = "".join(_as_cp1252(byte) for byte in source().encode())
    assert told(read_charter(twice.encode(), NAME)) == told(original)


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
