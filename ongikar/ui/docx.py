"""A sheet as a DOCX: the few parts of WordprocessingML that a title, tables and a line to sign on need.

Bangla is complex script to a word processor: its font and size are the `cs` ones, and its language the `bidi` one. The
same sheet always gives the same bytes (the archive carries no clock), so that its hash can be told.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ongikar.ui.sheets import Cell, Head, Part, Sheet, Signature, Table, Words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT, INSTEAD = "Nikosh", "Nirmala UI"  # the government's Unicode font; what every Windows has in its place
LONG, SHORT, MARGIN = 16838, 11906, 680  # A4 and its margins, in twentieths of a point
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")  # what XML cannot carry


def docx_of(sheet: Sheet) -> bytes:
    """The sheet on A4 lying down."""
    body = "".join(_body(sheet))
    page = (
        f'<w:sectPr><w:pgSz w:w="{LONG}" w:h="{SHORT}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}"'
        ' w:header="340" w:footer="340" w:gutter="0"/></w:sectPr>'
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": OF_THE_DOCUMENT,
        "word/styles.xml": STYLES,
        "word/fontTable.xml": FONTS,
        "word/document.xml": f'{HEADER}<w:document xmlns:w="{W}"><w:body>{body}{page}</w:body></w:document>',
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name), text.encode(), ZIP_DEFLATED)
    return out.getvalue()


def _body(sheet: Sheet) -> Iterator[str]:
    yield _paragraph(sheet.title, style="Title")
    for line in (sheet.office, *sheet.lines):
        yield _paragraph(line, align="center")
    for part in sheet.parts:
        yield from _part(part, sheet.language)


def _part(part: Part, language: str) -> Iterator[str]:
    if isinstance(part, Signature):
        yield _paragraph("", align="right")
        yield from (_paragraph(line, align="right") for line in ("." * 40, *part.lines))
        return
    if part.title:
        yield _paragraph(part.title, style="Heading1")
    if isinstance(part, Words):
        yield from (_paragraph(line) for line in part.text.splitlines())
    elif part.rows or not part.empty:
        yield _table(part, language)
        yield _paragraph("")
    else:
        yield _paragraph(part.empty)


def _paragraph(text: str, *, style: str = "", align: str = "", bold: bool = False) -> str:
    looks = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f'<w:jc w:val="{align}"/>' if align else "")
    strong = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    words = escape(text.translate(ILLEGAL)).split("\n")
    run = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in words)
    return f"<w:p><w:pPr>{looks}</w:pPr><w:r>{strong}{run}</w:r></w:p>"


def _table(table: Table, language: str) -> str:
    grid = f'<w:gridCol w:w="{(LONG - 2 * MARGIN) // table.width}"/>' * table.width
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="555555"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    looks = f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="autofit"/>'
    head = "".join(_head_line(table, line) for line in range(len(table.head)))
    rows = "".join(f"<w:tr>{''.join(_cell(cell, language) for cell in row)}</w:tr>" for row in table.rows)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _head_line(table: Table, line: int) -> str:
    """One line of the head, repeated on every page; a heading of several lines is continued empty."""
    starts = {column: (head, at) for at, column, head in table.placed() if at <= line < at + head.rows}
    cells = "".join(_head_cell(head, first=at == line) for _, (head, at) in sorted(starts.items()))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_cell(head: Head, *, first: bool) -> str:
    span = f'<w:gridSpan w:val="{head.cols}"/>' if head.cols > 1 else ""
    down = ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>") if head.rows > 1 else ""
    looks = f'{span}{down}<w:shd w:val="clear" w:color="auto" w:fill="EEF3F0"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{_paragraph(head.text if first else '', align='center', bold=True)}</w:tc>"


def _cell(cell: Cell, language: str) -> str:
    return f"<w:tc>{_paragraph(cell.said(language), align='center' if cell.counts else '')}</w:tc>"


TYPES = (
    f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/>'
    '<Override PartName="/word/styles.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/fontTable.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/></Types>'
)
RELATIONS = (
    f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
OF_THE_DOCUMENT = (
    f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/fontTable" Target="fontTable.xml"/></Relationships>'
)
FONTS = (
    f'{HEADER}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="{INSTEAD}"/>'
    '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _style(name: str, size: int, *, centred: bool = False) -> str:
    where = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.replace("1", " 1")}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="60"/>{where}</w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = (
    f'{HEADER}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="20"/>'
    '<w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="bn-BD"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    f"{_style('Title', 32, centred=True)}{_style('Heading1', 24)}</w:styles>"
)
