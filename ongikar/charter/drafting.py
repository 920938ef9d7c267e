"""From a reading to a draft edition: every field of the sheet becomes a field a person can correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.charter.models import ChildOffice, Edition, Expectation, Promise, Section, Tier
from ongikar.offices.models import Office, Posting
from ongikar.reading import layout
from ongikar.reading.places import places_of
from ongikar.reading.sheet import CharterSheet, ServiceLine, TierLine

# Column 3 words that mean going somewhere; the office's own target is then longer (domain: 5 days).
VISITS = {"site_visit", "camp", "field_worker"}


@transaction.atomic
def draft_from(
    sheet: CharterSheet,
    *,
    office: Office,
    source: bytes,
    source_text: str,
    at: datetime,
    by: Posting | None,
    english: Mapping[str, Any] | None = None,
) -> Edition:
    """A draft edition of what was read. `english` may carry a rendering (charter/samples/*.en.json)."""
    en = english or {}
    edition = Edition.objects.create(
        office=office,
        title_bn=sheet.title or "",
        title_en=en.get("title", ""),
        vision_bn=sheet.vision or "",
        vision_en=en.get("vision", ""),
        mission_bn=sheet.mission or "",
        mission_en=en.get("mission", ""),
        issued_on=date.fromisoformat(sheet.issued_on) if sheet.issued_on else None,
        **_signatory(sheet, en.get("signatory", {})),
        headings=_headings(sheet, en.get("headings", [])),
        findings=[finding.to_json() for finding in sheet.findings],
        source_name=sheet.file,
        source=source,
        source_text=source_text,
        drafted_at=at,
        drafted_by=by,
    )
    services = en.get("services", {})
    places = places_of(sheet.services, layout(source))
    Promise.objects.bulk_create(
        _promise(edition, line, position, place, services.get(f"{line.section}/{line.number}", {}))
        for position, (line, place) in enumerate(zip(sheet.services, places, strict=True), 1)
    )
    _lesser_parts(edition, sheet, en)
    return edition


def _signatory(sheet: CharterSheet, en: Mapping[str, str]) -> dict[str, str]:
    fields = {}
    for part in ("name", "designation", "office"):
        fields[f"signatory_{part}_bn"] = getattr(sheet.signatory, part) or ""
        fields[f"signatory_{part}_en"] = en.get(part, "")
    return fields


def _headings(sheet: CharterSheet, en: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    english = {heading["of"]: heading for heading in en}
    return [
        {
            "of": heading.of,
            "text_bn": heading.text,
            "text_en": english.get(heading.of, {}).get("text", ""),
            "columns_bn": list(heading.columns),
            "columns_en": list(english.get(heading.of, {}).get("columns", [])),
        }
        for heading in sheet.headings
    ]


def _promise(edition: Edition, line: ServiceLine, position: int, place: int | None, en: Mapping[str, Any]) -> Promise:
    return Promise(
        edition=edition,
        section=line.section or Section.CITIZEN,
        number=line.number,
        position=position,
        source_row=place,
        name_bn=line.name,
        name_en=en.get("name", ""),
        channels_bn=line.channels.text,
        channels_en=en.get("channels", ""),
        channels=list(line.channels.values),
        papers_bn=line.papers.text,
        papers_en=en.get("papers", ""),
        papers=_papers(line, en),
        papers_where_bn=line.papers.where or "",
        papers_where_en=en.get("papers_where", ""),
        fee_bn=line.fee.text,
        fee_en=en.get("fee", ""),
        fee=line.fee.to_json(),
        limit_bn=line.time_limit.text,
        limit_en=en.get("time_limit", ""),
        limit_read=line.time_limit.to_json(),
        officer_bn=line.officers[0].text if line.officers else "",
        officer_en=en.get("officer", ""),
        officers=[officer.to_json() for officer in line.officers],
        unsure=[doubt.to_json() for doubt in line.unsure],
        needs_visit=bool(VISITS & set(line.channels.values)) or "পরিদর্শন" in line.name,
    )


def _papers(line: ServiceLine, en: Mapping[str, Any]) -> list[dict[str, str]]:
    english = en.get("papers_items", [])
    return [
        {"bn": item, "en": english[place] if place < len(english) else ""}
        for place, item in enumerate(line.papers.items)
    ]


def _lesser_parts(edition: Edition, sheet: CharterSheet, en: Mapping[str, Any]) -> None:
    offices, expectations, tiers = (
        en.get(part, []) for part in ("subordinate_offices", "expectations", "grievance_tiers")
    )
    ChildOffice.objects.bulk_create(
        ChildOffice(
            edition=edition,
            number=child.number,
            name_bn=child.name,
            name_en=_at(offices, place),
            url=child.url or "",
        )
        for place, child in enumerate(sheet.subordinate_offices)
    )
    Expectation.objects.bulk_create(
        Expectation(edition=edition, number=row.number, text_bn=row.text, text_en=_at(expectations, place))
        for place, row in enumerate(sheet.expectations)
    )
    Tier.objects.bulk_create(
        _tier(edition, row, place, tiers[place] if place < len(tiers) else {})
        for place, row in enumerate(sheet.grievance_tiers)
    )


def _at(texts: list[Any], place: int) -> str:
    """The English of a row, whether the rendering lists plain sentences or objects."""
    if place >= len(texts):
        return ""
    text = texts[place]
    return text if isinstance(text, str) else str(text.get("name") or text.get("text") or "")


def _tier(edition: Edition, row: TierLine, place: int, en: Mapping[str, str]) -> Tier:
    return Tier(
        edition=edition,
        tier=row.tier or place + 1,
        when_bn=row.when,
        when_en=en.get("when", ""),
        to_bn=row.to,
        to_en=en.get("to", ""),
        contact_bn=row.contact.text,
        contact_en=en.get("contact", ""),
        contact=row.contact.to_json(),
        limit_bn=row.time_limit.text,
        limit_en=en.get("time_limit", ""),
        limit_read=row.time_limit.to_json(),
    )
