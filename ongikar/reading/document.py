"""From blocks to a CharterSheet: which part of the document says what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ongikar.bangla.digits import to_ascii
from ongikar.reading.blocks import Block, Line, Table
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import read_papers
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.reading.columns import Role, is_numbering, service_columns, tier_columns
from ongikar.reading.headings import after_label, heading_of
from ongikar.reading.sheet import (
    CharterSheet,
    ChildOffice,
    Contact,
    Doubt,
    Expectation,
    Heading,
    Papers,
    Section,
    ServiceLine,
    TierLine,
)
from ongikar.reading.signature import read_signature

_URL = re.compile(r"<?\s*(https?://[^\s<>]+)\s*>?")
_SERIAL = re.compile(r"^[-–•*\s]*([0-9০-৯]{1,3})\s*[।.)]\s*")
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
    tiers: list[TierLine] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    title: str | None = None


def sheet_of(blocks: Sequence[Block], *, file: str) -> CharterSheet:
    """Assemble the sheet; nothing is invented, and what does not fit is left out."""
    draft = _Draft()
    for block in blocks:
        if isinstance(block, Table):
            _take_table(draft, block)
        else:
            _take_line(draft, block)
    issued_on, signatory = read_signature(draft.tail or [b.text for b in blocks if isinstance(b, Line)][-8:])
    return CharterSheet(
        file=file,
        title=draft.title,
        office_name=signatory.office_name,
        office_parent=signatory.office_parent,
        vision=" ".join(draft.texts.get("vision", ())) or None,
        mission=" ".join(draft.texts.get("mission", ())) or None,
        issued_on=issued_on,
        signatory=signatory.person,
        headings=tuple(draft.headings),
        services=tuple(draft.services),
        subordinate_offices=tuple(draft.offices),
        expectations=tuple(draft.expectations),
        grievance_tiers=tuple(draft.tiers),
    )


def _take_line(draft: _Draft, line: Line) -> None:
    heading = heading_of(line.text)
    if heading and not (draft.part == "subordinate_offices" and _URL.search(line.text)):
        _begin(draft, heading, line.text)
        return
    if draft.part in ("vision", "mission"):
        draft.texts.setdefault(draft.part, []).append(line.text)
    elif draft.part == "subordinate_offices":
        _take_office(draft, line.text)
    elif draft.part == "expectations" and (match := _SERIAL.match(line.text)):
        draft.expectations.append(Expectation(_number(match[1]), line.text[match.end() :].strip()))
    draft.tail.append(line.text)


def _begin(draft: _Draft, heading: str, text: str) -> None:
    """A heading: what follows belongs to another part."""
    if heading == "title":
        draft.title = draft.title or text
        return
    draft.part = heading
    draft.tail = []
    if heading in SECTIONS:
        draft.section = heading
    draft.headings.append(Heading(heading, text))
    if heading in ("vision", "mission") and (rest := after_label(text)):
        draft.texts.setdefault(heading, []).append(rest)


def _take_office(draft: _Draft, text: str) -> None:
    url = match[1].rstrip(").,") if (match := _URL.search(text)) else None
    serial = _SERIAL.match(text)
    if not (url or serial):
        return
    name = _URL.sub("", text[serial.end() :] if serial else text).strip(" -–—:,<>")
    if name:
        draft.offices.append(ChildOffice(_number(serial[1]) if serial else None, name, url))


def _take_table(draft: _Draft, table: Table) -> None:
    draft.tail = []
    for place, row in enumerate(table.rows[:4]):
        if roles := tier_columns(row):
            _note_columns(draft, "grievance", row)
            draft.tiers += _tiers(roles, table.rows[place + 1 :])
            return
        if roles := service_columns(row):
            _note_columns(draft, draft.section or "services", row)
            _take_services(draft, roles, table, place + 1)
            return
    if draft.part == "expectations":
        _take_expectations(draft, table.rows)
    elif draft.part == "subordinate_offices":
        for row in table.rows:
            _take_office(draft, " ".join(row))


def _note_columns(draft: _Draft, of: str, row: Sequence[str]) -> None:
    """Keep the header row with the heading it stands under."""
    last = draft.headings[-1] if draft.headings else None
    if last and not last.columns and last.of in (of, draft.part):
        draft.headings[-1] = replace(last, of=of, columns=tuple(row))
    else:
        draft.headings.append(Heading(of, "", tuple(row)))


def _take_services(draft: _Draft, roles: tuple[Role, ...], table: Table, start: int) -> None:
    for row, line in zip(table.rows[start:], table.lines[start:], strict=True):
        if is_numbering(row) or row == table.rows[start - 1] or not any(row):
            continue
        if len([cell for cell in row if cell]) == 1:
            if (heading := heading_of(next(filter(None, row)))) in SECTIONS:
                draft.section = heading
            continue
        if service := _service(roles, row, draft.section, line):
            draft.services.append(_resolved(service, draft.services))


def _service(roles: tuple[Role, ...], row: Sequence[str], section: Section | None, line: int) -> ServiceLine | None:
    cells = dict(zip(roles, row, strict=False))
    name = cells.get("name", "")
    if not name:
        return None
    channels, _ = read_channels(cells.get("channels", ""))
    papers, _ = read_papers(cells.get("papers", ""))
    if where := cells.get("where"):
        papers = Papers(papers.text, papers.items, where)
    fee, fee_doubts = read_fee(cells.get("fee", ""))
    limit, limit_doubts = read_time_limit(cells.get("limit", ""))
    officers, officer_doubts = read_officers(cells.get("officer", ""))
    superior, _ = read_officers(cells.get("superior", ""))
    doubts = [
        *_named("fee", fee_doubts), *_named("time_limit", limit_doubts), *_named("officers", officer_doubts),
        *_ragged(roles, row),
    ]  # fmt: skip
    return ServiceLine(
        section, _number(cells.get("number", "")), name, channels, papers, fee, limit, officers,
        superior[0] if superior else None, tuple(doubts), f"line {line}",
    )  # fmt: skip


def _named(name: str, doubts: Sequence[Doubt]) -> list[Doubt]:
    return [Doubt(doubt.why_bn, doubt.why_en, name) for doubt in doubts]


def _ragged(roles: tuple[Role, ...], row: Sequence[str]) -> list[Doubt]:
    """A row of another width than its header: its cells may belong to other columns."""
    if len(row) == len(roles):
        return []
    return [
        Doubt(
            "এই সারির ঘরের সংখ্যা শিরোনামের সঙ্গে মেলে না।",
            "This row has another number of cells than its header.",
            "name",
        )
    ]


def _resolved(service: ServiceLine, before: Sequence[ServiceLine]) -> ServiceLine:
    """ঐ ("the same") stands for the nearest earlier cell."""
    if not before:
        return service
    same = {
        name: getattr(before[-1], name)
        for name in ("channels", "papers", "fee", "time_limit")
        if getattr(service, name).text.strip(" -।") == "ঐ"
    }
    if service.officers and service.officers[0].text.strip(" -।") == "ঐ":
        same["officers"] = before[-1].officers
    return replace(service, **same) if same else service


def _tiers(roles: tuple[Role, ...], rows: Sequence[Sequence[str]]) -> list[TierLine]:
    tiers: list[TierLine] = []
    for row in rows:
        cells = dict(zip(roles, row, strict=False))
        if is_numbering(row) or not (cells.get("to") or cells.get("when")):
            continue
        limit, _ = read_time_limit(cells.get("limit", ""))
        contacts, _ = read_officers(cells.get("contact", ""))
        number = _number(cells.get("number", "")) or len(tiers) + 1
        contact = contacts[0] if contacts else Contact()
        tiers.append(TierLine(number, cells.get("when", ""), cells.get("to", ""), contact, limit))
    return tiers


def _take_expectations(draft: _Draft, rows: Sequence[Sequence[str]]) -> None:
    for place, row in enumerate(rows):
        cells = [cell for cell in row if cell]
        number = _number(cells[0]) if cells else None
        if place == 0 and number is None and len(cells) >= 2:
            _note_columns(draft, "expectations", row)
        if len(cells) >= 2 and number is not None and not is_numbering(row):
            draft.expectations.append(Expectation(number, cells[1]))


def _number(text: str) -> int | None:
    digits = to_ascii(text).strip(" .।)(")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
