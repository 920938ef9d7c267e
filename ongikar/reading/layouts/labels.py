"""Services and tiers written as a list of fields, each with its label: "সেবার নাম: … সময়সীমা: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ongikar.bangla.normal import normal_form
from ongikar.reading.blocks import Block, Line, Role, Roles, Table
from ongikar.reading.columns import label_role, serial_of
from ongikar.reading.headings import heading_of

_LABELLED = re.compile(
    r"^[\s*#•·>-]*(?:\(?[0-9০-৯]{1,2}[.।)]\s*)?[*_]*([^:ঃ*]{2,60}?)[*_\s]*(?:[:ঃ]|\s[–—-]\s)[*_]*\s*(.*)$", re.DOTALL
)
_TITLE = re.compile(r"^[\s*#]*\(?([0-9০-৯]{1,3})\s*[.।)]\s*\S")
_BULLET = re.compile(r"^\s*(?:[*•·Ø➢✓-]|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*?|__")
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|={3,})\s*$")
SERVICE: Roles = ("number", "name", "channels", "papers", "where", "fee", "limit", "officer", "superior")
TIER: Roles = ("number", "when", "to", "contact", "limit")
FEWEST = 3


@dataclass
class _Record:
    """The fields of one service or tier, each with its lines."""

    at: int
    number: str = ""
    fields: dict[Role, list[str]] = field(default_factory=dict)
    last: Role | None = None

    def roles(self) -> Roles | None:
        known = set(self.fields)
        if {"when", "to"} <= known or ({"to", "limit"} <= known and "name" not in known):
            return TIER
        return SERVICE if "name" in known and len(known) >= FEWEST else None

    def row(self, roles: Roles) -> tuple[str, ...]:
        cells = {role: "\n".join(filter(None, lines)) for role, lines in self.fields.items()}
        if roles is TIER and "officer" in cells:
            cells.setdefault("contact", cells["officer"])
        return tuple(self.number if role == "number" else cells.get(role, "") for role in roles)


def labelled(lines: Sequence[Line]) -> list[Block]:
    """The lines with each such record as a Table of one row; all else stays as it is."""
    blocks: list[Block] = []
    held: list[Line] = []
    record: _Record | None = None
    for line in lines:
        role, rest = _field(line.text)
        if record and _continues(record, role, line.text):
            record = _taken(record, role, rest if role else line.text)
            held.append(line)
            continue
        _close(blocks, record, held)
        record, held = None, []
        if role:
            record, held = _Record(line.at, _number_above(blocks)), [line]
            _taken(record, role, rest)
        else:
            blocks.append(line)
    _close(blocks, record, held)
    return blocks


def _field(text: str) -> tuple[Role | None, str]:
    match = _LABELLED.match(text)
    role = label_role(normal_form(match[1])) if match else None
    return (role, match[2]) if match and role else (None, text)


def _continues(record: _Record, role: Role | None, text: str) -> bool:
    """Whether a line belongs to the record: a field it lacks, or more of its last field."""
    if text.lstrip().startswith("#") or _RULE.match(text):
        return False
    if role is None:
        return bool(_BULLET.match(text)) or (
            heading_of(text) is None and len(record.fields) > 1 and not _TITLE.match(text)
        )
    return role == record.last or role not in record.fields


def _taken(record: _Record, role: Role | None, text: str) -> _Record:
    again = role is not None and role == record.last
    role = role or record.last
    if role:
        plain = _EMPHASIS.sub("", _BULLET.sub("", text)).strip()
        record.fields.setdefault(role, []).append(plain)
        record.last = role
        if again:
            record.last = role
    return record


def _close(blocks: list[Block], record: _Record | None, held: list[Line]) -> None:
    """Put the record down as a table, or its lines as they were if it is none."""
    roles = record.roles() if record else None
    if record is None or roles is None:
        blocks += held
        return
    if record.number and isinstance(blocks[-1], Line):
        blocks.pop()
    blocks.append(Table((record.row(roles),), (record.at,), (), roles))


def _number_above(blocks: list[Block]) -> str:
    """The serial of the line above, where it is the record's title: "#### ০২. name"."""
    above = blocks[-1] if blocks else None
    match = _TITLE.match(above.text) if isinstance(above, Line) else None
    return match[1] if match and serial_of(match[1]) is not None else ""
