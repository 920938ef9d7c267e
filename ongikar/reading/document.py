"""From blocks to a CharterSheet: which part of the document says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Block, Line, Roles, Table
from ongikar.reading.columns import header_columns, is_numbering, serial_of
from ongikar.reading.headings import heading_of, statement_in, without_marks
from ongikar.reading.layouts import arranged
from ongikar.reading.rows import aligned, number_in, resolved, service_of, tiers_of, unheard
from ongikar.reading.sheet import (
    CharterSheet,
    ChildOffice,
    Expectation,
    Heading,
    Section,
    ServiceLine,
    TierLine,
)
from ongikar.reading.signature import office_in, published_in, read_signature

_URL = compiled(r"<?\s*(https?://[^\s<>]{1,280})\s*>?")
_SERIAL = compiled(r"^[-–•*\s]*([0-9০-৯]{1,3})\s*[।.)]\s*")
# How an expectation ends: with what the citizen is to do.
_TO_DO = compiled(
    r"(?:করা|প্রদান|থাকা|দেওয়া|দেয়া|হওয়া|আসা|রাখা|জমা|দাখিল|অনুসরণ|করবেন|করুন|নেওয়া|জানানো|মানা|পরিশোধ)\s*[।;.]?\s*$".replace(
        "য়", "\u09af\u09bc"
    )
)
MIN_COLUMNS, HEADER_WITHIN, LAST_LINES, LONGEST_OFFICE = 3, 4, 8, 300
SECTIONS: tuple[Section, ...] = ("citizen", "institutional", "internal")


@dataclass
class _Draft:
    """What has been read so far, part by part, while walking through the document."""

    part: str = ""
    section: Section | None = None
    headings: list[Heading] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    services: list[ServiceLine] = field(default_factory=list)
    offices: list[ChildOffice] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    expected: int | None = None
    roles: Roles = ()
    unheard: str = ""
    tiers: list[TierLine] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    title: str | None = None


def sheet_of(blocks: Sequence[Block], *, file: str) -> CharterSheet:
    """Assemble the sheet; nothing is invented, and what does not fit is left out."""
    draft = _Draft()
    for block in arranged(blocks):
        if isinstance(block, Table):
            _take_table(draft, block)
        else:
            _take_line(draft, block)
    lines = [block.text for block in blocks if isinstance(block, Line)]
    dated, signatory = read_signature(draft.tail or lines[-LAST_LINES:])
    dated = published_in(lines) or dated
    return CharterSheet(
        file=file,
        title=draft.title,
        office_name=signatory.office_name or office_in(lines),
        office_parent=signatory.office_parent,
        vision=" ".join(draft.texts.get("vision", ())) or None,
        mission=" ".join(draft.texts.get("mission", ())) or None,
        issued_on=dated.iso if dated else None,
        issued_on_text=dated.text if dated else None,
        signatory=signatory.person,
        headings=tuple(draft.headings),
        services=tuple(draft.services),
        subordinate_offices=tuple(draft.offices),
        expectations=tuple(draft.expectations),
        grievance_tiers=tuple(draft.tiers),
    )


def _take_line(draft: _Draft, line: Line) -> None:
    if said := statement_in(line.text):
        _take_statement(draft, *said, line.text)
        return
    heading = heading_of(line.text)
    if heading and not (draft.part == "subordinate_offices" and _URL.search(line.text)):
        _begin(draft, heading, line.text)
        return
    if draft.part in ("vision", "mission"):
        draft.texts.setdefault(draft.part, []).append(line.text)
    elif draft.part == "subordinate_offices":
        _take_office(draft, line.text)
    elif draft.part == "expectations":
        _take_expectation(draft, line.text)
    draft.tail.append(line.text)


def _take_expectation(draft: _Draft, text: str) -> None:
    """A numbered line, a line below one that holds nothing but its number, or a line that says what to do."""
    text = text.rstrip("| ")
    serial, match = serial_of(text), _SERIAL.match(text)
    if serial:
        draft.expected = serial
    elif match:
        draft.expectations.append(Expectation(number_in(match[1]), text[match.end() :].strip()))
    elif draft.expected is not None or (_TO_DO.search(text) and text != draft.title):
        draft.expectations.append(Expectation(draft.expected, text.lstrip("-•*· ")))
        draft.expected = None


def _take_statement(draft: _Draft, part: str, text: str, line: str) -> None:
    """The vision or mission on one line with its label: the label is its heading."""
    label = without_marks(line.partition(text[:12])[0])
    draft.part = part
    draft.headings.append(Heading(part, label))
    draft.texts.setdefault(part, []).append(text)


def _begin(draft: _Draft, heading: str, text: str) -> None:
    """A heading: what follows belongs to another part."""
    if heading == "title":
        draft.title = draft.title or without_marks(text)
        return
    draft.part = heading
    draft.tail = []
    if heading in SECTIONS:
        draft.section = heading
    draft.headings.append(Heading(heading, without_marks(text)))


def _take_office(draft: _Draft, text: str) -> None:
    url = match[1].rstrip(").,") if (match := _URL.search(text)) else None
    serial = _SERIAL.match(text)
    if not (url or serial):
        return
    name = _URL.sub("", text[serial.end() :] if serial else text).strip(" -–—:,<>")
    if name and len(name) <= LONGEST_OFFICE:
        draft.offices.append(ChildOffice(number_in(serial[1]) if serial else None, name, url))


def _take_table(draft: _Draft, table: Table) -> None:
    draft.tail = []
    start, header = 0, table.header
    roles = table.roles
    if not roles:
        start, header, roles = _header_of(table)
        draft.roles = roles or draft.roles
    if roles:
        if any(header):
            _note_columns(draft, "grievance" if "to" in roles else draft.section or "services", header)
            draft.unheard = unheard(header, roles)
        _take_rows(draft, roles, table, start)
    else:
        _take_other_table(draft, table)


def _header_of(table: Table) -> tuple[int, tuple[str, ...], Roles]:
    """Where the body of a table begins, its header, and the roles of its columns; () where it has no header."""
    for place, row in enumerate(table.rows[:HEADER_WITHIN]):
        if roles := header_columns(row):
            return place + 1, row, roles
    return 0, (), ()


def _take_other_table(draft: _Draft, table: Table) -> None:
    """A table without a header of ours: of a part that has none, or the next of a series under one header."""
    for row in table.rows:
        if len(row) <= MIN_COLUMNS and (said := statement_in(" ".join(row))):
            _take_statement(draft, *said, row[0])
    if draft.part == "expectations":
        _take_expectations(draft, table.rows)
    elif draft.part == "subordinate_offices":
        for row in table.rows:
            _take_office(draft, " ".join(row))
    elif len(table.rows[0]) == len(draft.roles) > MIN_COLUMNS:
        _take_rows(draft, draft.roles, table, 0)


def _take_rows(draft: _Draft, roles: Roles, table: Table, start: int) -> None:
    if "to" in roles:
        draft.tiers += tiers_of(roles, table.rows[start:])
    else:
        _take_services(draft, roles, table, start)


def _note_columns(draft: _Draft, of: str, row: Sequence[str]) -> None:
    """Keep the header row with the heading it stands under."""
    columns = tuple(map(normal_form, row))
    last = draft.headings[-1] if draft.headings else None
    if last and not last.columns and last.of in (of, draft.part):
        draft.headings[-1] = replace(last, of=of, columns=columns)
    else:
        draft.headings.append(Heading(of, "", columns))


def _take_services(draft: _Draft, roles: Roles, table: Table, start: int) -> None:
    for place, row in enumerate(table.rows[start:], start):
        filled = {normal_form(cell) for cell in row if cell}
        if not filled or is_numbering(row) or (start and row == table.rows[start - 1]):
            continue
        if len(filled) == 1:
            if (heading := heading_of(next(iter(filled)))) in SECTIONS:
                draft.section = heading
            continue
        cells, guess = aligned(roles, row, ";".join(filter(None, (table.guess(place), draft.unheard))))
        if service := service_of(cells, draft.section, guess=guess, where=f"line {table.lines[place]}"):
            draft.services.append(resolved(service, draft.services))


def _take_expectations(draft: _Draft, rows: Sequence[Sequence[str]]) -> None:
    for place, row in enumerate(rows):
        cells = [cell for cell in row if cell]
        number = number_in(cells[0]) if cells else None
        if place == 0 and number is None and len(cells) >= 2:
            _note_columns(draft, "expectations", row)
        if len(cells) >= 2 and number is not None and not is_numbering(row):
            draft.expectations.append(Expectation(number, cells[1]))
