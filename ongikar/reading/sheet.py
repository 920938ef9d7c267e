"""CharterSheet: everything read from one charter document, with the text each value came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ongikar.clock.limits import TimeLimit

Section = Literal["citizen", "institutional", "internal"]
Encoding = Literal["unicode", "bijoy", "mixed", "english"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Doubt:
    """Why a reading is not certain. `field` names the field of a service ('' for a single cell)."""

    why_bn: str
    why_en: str
    field: str = ""

    def to_json(self) -> dict[str, Any]:
        named = {"field": self.field} if self.field else {}
        return {**named, "why_bn": self.why_bn, "why_en": self.why_en}


@dataclass(frozen=True)
class Channels:
    """Column 3. `values` are the words of the corpus: web, phone, in_person, by_plan and so on."""

    text: str = ""
    values: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "values": list(self.values)}


@dataclass(frozen=True)
class Papers:
    """Column 4: the papers asked for and where to get them."""

    text: str = ""
    items: tuple[str, ...] = ()
    where: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "items": list(self.items), "where": self.where}


@dataclass(frozen=True)
class Fee:
    """Column 5. `amounts` are decimal strings in BDT."""

    text: str = ""
    kind: str = "unclear"
    amounts: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    code: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "kind": self.kind,
            "amounts": list(self.amounts),
            "payment": list(self.payment),
            "code": self.code,
        }


@dataclass(frozen=True)
class Contact:
    """Column 7: one officer (or place) of a cell; `text` is the whole cell."""

    text: str = ""
    name: str | None = None
    designation: str | None = None
    office: str | None = None
    room: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "name": self.name,
            "designation": self.designation,
            "office": self.office,
            "room": self.room,
            "phones": list(self.phones),
            "emails": list(self.emails),
            "websites": list(self.websites),
        }


@dataclass(frozen=True)
class ServiceLine:
    """One row of a table of promised services."""

    section: Section | None
    number: int | None
    name: str
    channels: Channels = Channels()
    papers: Papers = Papers()
    fee: Fee = Fee()
    time_limit: TimeLimit = TimeLimit()
    officers: tuple[Contact, ...] = ()
    superior: Contact | None = None
    unsure: tuple[Doubt, ...] = ()
    where: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "number": self.number,
            "name": self.name,
            "channels": self.channels.to_json(),
            "papers": self.papers.to_json(),
            "fee": self.fee.to_json(),
            "time_limit": self.time_limit.to_json(),
            "officers": [officer.to_json() for officer in self.officers],
            "superior": self.superior.to_json() if self.superior else None,
            "unsure": [doubt.to_json() for doubt in self.unsure],
        }


@dataclass(frozen=True)
class ChildOffice:
    number: int | None
    name: str
    url: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"number": self.number, "name": self.name, "url": self.url}


@dataclass(frozen=True)
class Expectation:
    number: int | None
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"number": self.number, "text": self.text}


@dataclass(frozen=True)
class TierLine:
    """One row of the grievance table."""

    tier: int | None
    when: str
    to: str
    contact: Contact = Contact()
    time_limit: TimeLimit = TimeLimit()

    def to_json(self) -> dict[str, Any]:
        return {
            "tier": self.tier,
            "when": self.when,
            "to": self.to,
            "contact": self.contact.to_json(),
            "time_limit": self.time_limit.to_json(),
        }


@dataclass(frozen=True)
class Finding:
    """A weakness of the charter itself. `rule` is an id of `rules.RULES`; `where` a place such as citizen/3."""

    rule: str
    severity: Severity
    where: str
    message_bn: str
    message_en: str

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "severity": self.severity,
            "where": self.where,
            "message_bn": self.message_bn,
            "message_en": self.message_en,
        }


@dataclass(frozen=True)
class Heading:
    """A heading of the document verbatim, and the header row of the table under it.

    `of` is what stands below it: vision, mission, services (the whole part 2), citizen,
    institutional, internal, subordinate_offices, expectations, grievance, statement (1. Vision and Mission).
    """

    of: str
    text: str
    columns: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"of": self.of, "text": self.text, "columns": list(self.columns)}


@dataclass(frozen=True)
class Signatory:
    name: str | None = None
    designation: str | None = None
    office: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "designation": self.designation, "office": self.office}


@dataclass(frozen=True)
class CharterSheet:
    """One reading of one document. Every text is verbatim, whitespace folded, NFC."""

    file: str
    encoding: Encoding = "unicode"
    title: str | None = None
    office_name: str | None = None
    office_parent: str | None = None
    vision: str | None = None
    mission: str | None = None
    issued_on: str | None = None
    issued_on_text: str | None = None  # the date as the document writes it
    signatory: Signatory = Signatory()
    headings: tuple[Heading, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    subordinate_offices: tuple[ChildOffice, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    grievance_tiers: tuple[TierLine, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        return {
            "format": "ongikar.charter/1",
            "source": {"file": self.file, "encoding": self.encoding},
            "title": self.title,
            "office": {"name": self.office_name, "parent": self.office_parent},
            "vision": self.vision,
            "mission": self.mission,
            "issued_on": self.issued_on,
            "issued_on_text": self.issued_on_text,
            "signatory": self.signatory.to_json(),
            "headings": [heading.to_json() for heading in self.headings],
            "services": [service.to_json() for service in self.services],
            "subordinate_offices": [office.to_json() for office in self.subordinate_offices],
            "expectations": [expectation.to_json() for expectation in self.expectations],
            "grievance_tiers": [tier.to_json() for tier in self.grievance_tiers],
            "findings": [finding.to_json() for finding in self.findings],
        }
