"""A sheet as a file: PDF and DOCX for the office's file, CSV for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from ongikar.ui.csv_lines import BOM, line
from ongikar.ui.docx import MEDIA_TYPE, docx_of
from ongikar.ui.pdf import pdf_response, pdf_to_file
from ongikar.ui.sheets import Sheet, Table, Words

MEDIA_TYPES = {"pdf": "application/pdf", "docx": MEDIA_TYPE, "csv": "text/csv; charset=utf-8"}
PAPER = "sheet_paper.html"
OTHERS = {"json": "application/json"}


def file_of(sheet: Sheet, kind: str, *, office: Any) -> bytes:
    """The sheet of an office in its own language, to be kept; `kind` is one of MEDIA_TYPES."""
    if kind == "csv":
        return "".join(_lines(sheet)).encode()
    if kind == "docx":
        return docx_of(sheet)
    with translation.override(sheet.language):
        context = {"sheet": sheet, "office": office, "language": sheet.language, "pdf": True}
        return pdf_to_file(render_to_string(PAPER, context))


def response(sheet: Sheet, kind: str, *, office: Any, name: str) -> HttpResponse:
    """The sheet as a file for a reader, to be saved under `name`, which is ASCII."""
    if kind == "pdf":
        return pdf_response(PAPER, {"sheet": sheet, "office": office}, name=name, language=sheet.language)
    return answer(file_of(sheet, kind, office=office), kind, name=name)


def answer(content: bytes, kind: str, *, name: str) -> HttpResponse:
    """A file to be saved under `name`, which is ASCII."""
    response = HttpResponse(content, content_type=(MEDIA_TYPES | OTHERS)[kind])
    place = "inline" if kind == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{place}; filename="{name}.{kind}"'
    return response


def _lines(sheet: Sheet) -> Iterator[str]:
    """Days as ISO, numbers as numbers, no cell that could be a formula."""
    yield BOM + line([sheet.title])
    yield from (line([text]) for text in (sheet.office, *sheet.lines))
    for part in sheet.parts:
        if isinstance(part, Table):
            yield line([])
            yield from [line([part.title])] if part.title else []
            yield line(part.columns())
            yield from (line([cell.value for cell in row]) for row in part.rows)
        elif isinstance(part, Words):
            yield line([])
            yield from (line([text]) for text in (part.title, part.text) if text)
