"""A sheet says the same everywhere: its head as a grid, its JSON and hash, its CSV and DOCX."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.ui.docx import docx_of
from ongikar.ui.sheet_files import file_of
from ongikar.ui.sheets import NONE, Cell, Head, Sheet, Signature, Table, Words, fingerprint
from tests.doors.test_grievance_reports import document

HEAD = (
    (Head("ক", rows=2), Head("দল", cols=2), Head("ঘ", rows=2)),
    (Head("খ"), Head("গ")),
    (Head("(১)"), Head("(২)"), Head("(৩)"), Head("(৪)")),
)
OFFICE = SimpleNamespace(name_bn="দপ্তর", body_bn="")
values = st.one_of(
    st.integers(0, 10**6), st.dates(date(1971, 1, 1)), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
)


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    table = Table("t", "ছক", HEAD, rows)
    return Sheet("শিরোনাম", "দপ্তর", ("মাস",), (table, Words("লেখা", "কথা"), Signature(("নাম",))))


def row(*cells: int | date | str) -> tuple[Cell, ...]:
    return tuple(Cell(value) for value in cells)


def test_a_heading_stands_over_the_columns_it_spans() -> None:
    table = sheet().parts[0]
    assert isinstance(table, Table)
    assert (table.width, table.columns()) == (4, ["ক: (১)", "দল: খ: (২)", "দল: গ: (৩)", "ঘ: (৪)"])


@given(st.lists(st.tuples(values, values, values, values), max_size=4))
def test_whatever_is_said_survives_freezing_and_every_kind_of_file(found: list[tuple[int | date | str, ...]]) -> None:
    made = sheet(*(row(*cells) for cells in found))
    stored = made.to_json()
    assert Sheet.from_json(stored) == made
    assert fingerprint(Sheet.from_json(stored).to_json()) == fingerprint(stored)
    document(docx_of(made))
    assert docx_of(made) == docx_of(Sheet.from_json(stored))
    assert file_of(made, "csv", office=OFFICE).startswith("\ufeffশিরোনাম".encode())


def test_another_word_is_another_hash() -> None:
    assert fingerprint(sheet(row(1, "ক", "", "")).to_json()) != fingerprint(sheet(row(2, "ক", "", "")).to_json())


@pytest.mark.parametrize("words", ["=1+1", "+880", "-2", "@SUM(A1)", "\t=1", " =1"])
def test_no_cell_of_the_csv_is_a_formula(words: str) -> None:
    lines = file_of(sheet(row(1, words, date(2026, 11, 24), NONE)), "csv", office=OFFICE).decode().splitlines()
    assert any("'" + words.lstrip("\t") in line or f"'{words}" in line for line in lines)
    assert any("2026-11-24" in line for line in lines)


def test_paper_has_the_digits_and_days_of_its_language() -> None:
    assert (Cell(12).said("bn"), Cell(12).said("en")) == ("১২", "12")
    assert Cell(date(2026, 11, 24)).said("bn") == "২৪ নভেম্বর ২০২৬"
    words = "".join(document(docx_of(sheet(row(12, "ক্ষ", date(2026, 11, 24), NONE)))).itertext())
    assert "১২" in words
    assert "২৪ নভেম্বর ২০২৬" in words
