"""Services and tiers written as a list of fields, each with its label: "সেবার নাম: … সময়সীমা: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Block, Line, Role, Roles, Table
from ongikar.reading.columns import label_role
from ongikar.reading.headings import heading_of

_LABELLED = compiled(
    r"^[\s*#•·>-]*(?:\(?\d{1,2}[.।)]\s*)?[*_]*([^:ঃ*]{2,90}?)[*_\s]*(?:[:ঃ]|\s[–—-]\s)[*_]*\s*(.*)$", re.DOTALL
)
_TITLE = compiled(r"^[\s*#]*\(?(\d{1,3})\s*[.।)]\s*(\S.*)$", re.DOTALL)
_BULLET = compiled(r"^\s*(?:[*•·Ø➢✓-]|\d{1,2}[.)])\s+")
_EMPHASIS = compiled(r"\*\*?|__")
_ABOUT = compiled(
    normal_form(
        r"^(?:বিষয়|subject)\s*[:ঃ-]\s*(.+)$|(?:^|\s)(\S+)\s+(?:করা\s+(?:আবশ্যক|প্রয়োজন|বাধ্যতামূলক)|করতে\s+হ(?:বে|য়))"
    ),
    re.IGNORECASE,
)
SERVICE: Roles = ("number", "name", "channels", "papers", "where", "fee", "limit", "officer", "superior")
TIER: Roles = ("number", "when", "to", "contact", "limit")
FEWEST, LONGEST = 3, 100  # fields of a service; lines of all its fields


@dataclass
class _Record:
    """The fields of one service or tier, each with its lines."""

    at: int
    number: str = ""
    fields: dict[Role, list[str]] = field(default_factory=dict)
    last: Role | None = None

    def take(self, role: Role | None, text: str) -> None:
        """Put a line to its field, or to the last one."""
        self.last = role or self.last
        if self.last:
            self.fields.setdefault(self.last, []).append(_EMPHASIS.sub("", _BULLET.sub("", text)).strip())

    def roles(self) -> Roles | None:
        known = set(self.fields)
        if {"when", "to"} <= known or ({"to", "limit"} <= known and "name" not in known):
            return TIER
        return SERVICE if "name" in known and len(known) >= FEWEST else None

    def is_notice(self) -> bool:
        """Whether the fields are the terms of one service that a notice names only in its text."""
        return len({"limit", "fee", "papers", "officer"} & set(self.fields)) >= FEWEST and "limit" in self.fields

    def row(self, roles: Roles) -> tuple[str, ...]:
        cells = {role: "\n".join(filter(None, lines)) for role, lines in self.fields.items()}
        if roles is TIER and "officer" in cells:
            cells.setdefault("contact", cells["officer"])
        return tuple(self.number if role == "number" else cells.get(role, "") for role in roles)


def labelled(lines: Sequence[Line]) -> list[Block]:
    """The lines with each such record as a Table of one row; all else stays as it is."""
    blocks: list[Block] = []
    fields = [_field(line.text) for line in lines]
    subjects = _subjects(lines)
    place = 0
    while place < len(lines):
        record, end = _record(lines, fields, place)
        roles = record.roles() if record else None
        subject = subjects[place] if record and not roles and record.is_notice() else None
        if record and subject:
            record.fields["name"], roles = [subject], SERVICE
        if record and roles:
            blocks.append(Table((record.row(roles),), (record.at,), ("prose",) if subject else (), roles))
            place = end
        else:
            blocks.append(lines[place])
            place += 1
    return blocks


def _subjects(lines: Sequence[Line]) -> list[str | None]:
    """For each line what the notice before it is about: its subject line, or what it says one must do."""
    subjects: list[str | None] = [None]
    for line in lines:
        match = _ABOUT.search(normal_form(line.text))
        subjects.append((match[1] or match[2]).strip(" ।") if match else subjects[-1])
    return subjects


Field = tuple[Role | None, str]


def _record(lines: Sequence[Line], fields: Sequence[Field], start: int) -> tuple[_Record | None, int]:
    """The record that begins at this line, with its title or with its first field, and where it ends."""
    title = _TITLE.match(lines[start].text) if _role(fields, start + 1) and not _role(fields, start) else None
    place = start + 1 if title else start
    first = _role(fields, place)
    if first is None:
        return None, start
    record = _Record(lines[place].at, title[1] if title else "")
    if title and first not in ("name", "when"):
        record.fields["name"] = [title[2].strip("*# ")]
    while place < min(len(lines), start + LONGEST) and (
        not record.fields or _continues(record, lines, fields, place) or place == start + bool(title)
    ):
        record.take(*fields[place])
        place += 1
    return record, place


def _role(fields: Sequence[Field], place: int) -> Role | None:
    return fields[place][0] if place < len(fields) else None


def _field(text: str) -> Field:
    """The role of the label before a colon, and what stands after it; (None, the whole line) without a label."""
    match = _LABELLED.match(text)
    role = label_role(normal_form(match[1])) if match else None
    return (role, match[2]) if match and role else (None, text)


def _is_rule(text: str) -> bool:
    """Whether a line is drawn with signs: ---, *** or ===."""
    plain = text.strip()
    return len(plain) > 2 and plain[0] in "-*=" and not plain.strip(plain[0])


def _continues(record: _Record, lines: Sequence[Line], fields: Sequence[Field], place: int) -> bool:
    """Whether a line belongs to the record: a field it lacks, or more of its last field."""
    text = lines[place].text
    role = _role(fields, place)
    if role is not None:
        return role == record.last or role not in record.fields
    if text.lstrip().startswith("#") or _is_rule(text) or heading_of(text):
        return False
    if _TITLE.match(text) and (following := _role(fields, place + 1)):
        return following not in ("name", "when") and following not in record.fields
    return bool(_BULLET.match(text)) or not _TITLE.match(text)
