"""Of an archive that somebody sends the beginning of one member is unpacked; a broken one is none of our files."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from ongikar.cases.files import DOCX, ODT, PDF, clean_name, type_of
from tests import hostile

BOMBS: dict[str, Callable[[], bytes]] = {
    "mimetype of 100 MB": hostile.odt,
    "that says it is short": lambda: hostile.odt(says=39),
    "packed by bzip2": lambda: hostile.odt(way=zipfile.ZIP_BZIP2),
    "packed by lzma": lambda: hostile.odt(way=zipfile.ZIP_LZMA),
    "of 20,000 members": lambda: hostile.of_many(20_000),
    "damaged inside": hostile.damaged_odt,
    "cut short": lambda: hostile.odt()[:-30],
}


@pytest.mark.parametrize("name", BOMBS)
def test_telling_its_type_takes_a_tenth_of_a_megabyte_at_most(name: str) -> None:
    data = BOMBS[name]()
    type_of(data)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        found = type_of(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found in (None, ODT)
    assert most - before < len(data) + hostile.MEGABYTE // 10


def test_documents_are_still_told_by_what_is_in_them() -> None:
    assert type_of(hostile.packed({"mimetype": ODT.encode()}, zipfile.ZIP_STORED)) == ODT
    assert type_of(hostile.packed({"mimetype": ODT.encode() + b"\n"})) == ODT
    assert type_of(hostile.packed({"word/document.xml": b"<x/>"})) == DOCX
    assert type_of(hostile.packed({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"})) is None
    assert type_of(hostile.packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("invoice.hta", "invoice.pdf"),
        ("invoice.hta. ", "invoice.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("ছবি.PDF", "ছবি.PDF"),
        ("স্মারক ০৫.৪৭", "স্মারক ০৫.৪৭.pdf"),
        ("আবেদন", "আবেদন.pdf"),
        ("..\\..\\a.lnk", "a.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("ক" * 300 + ".pdf", "ক" * 196 + ".pdf"),
    ],
)
def test_the_ending_of_a_name_is_that_of_the_type(sent: str, kept: str) -> None:
    assert clean_name(sent, PDF) == kept
    assert clean_name(kept, PDF) == kept
