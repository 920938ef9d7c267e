"""What is no charter is refused with a sentence that says what to do; what is damaged is still read."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.reading import UnreadableCharter, read_charter
from ongikar.reading.refusals import MAX_BYTES
from tests.reading.mangling import SHAPES, source

LETTER = "বরাবর\nজেলা প্রশাসক\nবিষয়: ছুটির আবেদন।\nজনাব,\nবিনীত নিবেদন এই যে আমি ৩ দিন ছুটি চাই।\nনিবেদক\nকরিম\n"


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return file.getvalue()


REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n", "empty"),
    "marked but empty": (b"\xef\xbb\xbf", "empty"),
    "a letter": (LETTER.encode(), "No table"),
    "larger than 10 MB": (b"a" * (MAX_BYTES + 1), "larger than 10 MB"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(500), "picture"),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), ".docx"),
    "zip": (zipped("charter.txt"), "zip"),
    "old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc"),
    "locked docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "pdf": (b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "locked pdf": (b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>", "password"),
    "zeros": (bytes(5000), "not a text"),
    "noise": (bytes(range(256)) * 20, "not a text"),
    "html without a table": (b"<html><body><script>1</script><p>Hello</p></body></html>", "No table"),
    "only scripts": (b"<html><script>var a='<table>'</script></html>", "No table"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_charter_is_refused_with_what_to_do(name: str) -> None:
    data, says = REFUSED[name]
    with pytest.raises(UnreadableCharter) as caught:
        read_charter(data, "file")
    assert says in caught.value.message_en
    assert re.search("[\u0985-\u09b9]", caught.value.message_bn)
    assert caught.value.message_bn.endswith("।")


@settings(max_examples=300)
@given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_no_file_breaks_the_reading(data: bytes) -> None:
    with suppress(UnreadableCharter):
        read_charter(data, "file")


PIECES = st.lists(
    st.sampled_from(
        [
            "ক্রমিক নং",
            "সেবার নাম",
            "সময়সীমা",
            "সেবার মূল্য",
            "দায়িত্বপ্রাপ্ত কর্মকর্তা",
            "১",
            "২.",
            "(১)",
            "(২)",
            "৩ দিন",
            "১০০ টাকা",
            "সচিব",
            "ঐ",
            "-",
            "|",
            " | ",
            "\t",
            "\n",
            "\n\n",
            "২.১) নাগরিক সেবা",
            "৫. অভিযোগ ব্যবস্থাপনা (GRS)",
            "কখন যোগাযোগ করবেন",
            "কার সঙ্গে যোগাযোগ করবেন",
            "<table><tr><td>",
            "</td></tr></table>",
            "**সময়সীমা:** ৩ দিন",
            "---",
            "#",
            "†mevi bvg",
            "\\u2020",
            "©",
            "(করিম)",
            "০৫/১২/২০২৩",
            "৯৯/৯৯/৯৯৯৯",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(PIECES)
def test_no_heap_of_charter_words_breaks_the_reading(text: str) -> None:
    try:
        sheet = read_charter(text.encode(), "file")
    except UnreadableCharter:
        return
    assert sheet.to_json()["format"] == "ongikar.charter/1"


@pytest.mark.parametrize("gone", ["৫. অভিযোগ", "৪. আপনার কাছে", "২.২) প্রাতিষ্ঠানিক", "৩. আওতাধীন"])
def test_a_charter_with_a_missing_part_is_read_and_told(gone: str) -> None:
    before, _, after = source().partition(f"\n{gone}")
    rest = after[after.index("\n\n", after.index("\n\n") + 2) :] if after.count("\n\n") > 2 else ""
    sheet = read_charter((before + rest).encode(), "file")
    assert sheet.services
    if "অভিযোগ" in gone:
        assert "L11" in {finding.rule for finding in sheet.findings}


def test_scripts_and_styles_of_a_page_are_never_read() -> None:
    sheet = read_charter(SHAPES["as_html"]().encode(), "page.html")
    words = str(sheet.to_json())
    assert "var x" not in words
    assert "color:red" not in words
    assert len(sheet.services) == 23


def test_a_page_of_deep_and_broken_markup_is_read_or_refused() -> None:
    for text in (
        "<div>" * 5000 + "<table>",
        "<table><tr><td colspan='99999999' rowspan='9999'>x",
        "<?xml version='1.0' encoding='utf-8'?><html><table>",
    ):
        with pytest.raises(UnreadableCharter):
            read_charter(text.encode(), "page.html")
