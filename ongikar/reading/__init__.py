"""Reading a charter document: `read_charter(data, name, on=...)` gives a CharterSheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from ongikar.reading.blocks import Block, UnreadableCharter
from ongikar.reading.document import sheet_of
from ongikar.reading.encoding import text_of
from ongikar.reading.findings import findings_of
from ongikar.reading.formats import html, txt
from ongikar.reading.refusals import TOO_MUCH
from ongikar.reading.sheet import CharterSheet

MOST_SERVICES = 600  # a charter has some dozens
__all__ = ["CharterSheet", "UnreadableCharter", "layout", "read_charter", "source_text"]


def read_charter(data: bytes, name: str, *, on: date | None = None) -> CharterSheet:
    """Read a charter from the bytes of a file.

    `on` is today, for the findings that depend on it (a charter older than a quarter); without it they
    are left out. Raises UnreadableCharter where the file is no charter, with what to do in both languages.
    """
    text, encoding = text_of(data)
    blocks = _blocks_of(text)
    sheet = replace(sheet_of(blocks, file=PurePath(name).name), encoding=encoding)
    if not (sheet.services or sheet.grievance_tiers or sheet.expectations):
        raise UnreadableCharter(
            "এই ফাইলে সিটিজেনস চার্টারের সেবার সারণি পাওয়া যায়নি। সারণিসহ পুরো সনদটি দিন।",
            "No table of services of a Citizen's Charter was found in this file. Bring the whole charter with its tables.",
        )
    if len(sheet.services) > MOST_SERVICES:
        raise UnreadableCharter(*TOO_MUCH)
    return replace(sheet, findings=tuple(findings_of(sheet, on=on)))


def source_text(data: bytes) -> str:
    """The text that the reader saw, to be shown beside the reading. Raises UnreadableCharter."""
    return text_of(data)[0]


def layout(data: bytes) -> list[Block]:
    """The document as the reader saw it: lines, and tables of cells. Raises UnreadableCharter."""
    return _blocks_of(text_of(data)[0])


def _blocks_of(text: str) -> list[Block]:
    return html.blocks_of(text) if _is_html(text) else txt.blocks_of(text)


def _is_html(text: str) -> bool:
    start = text[:2000].lower()
    return "<html" in start or "<!doctype html" in start or "<table" in text.lower()
