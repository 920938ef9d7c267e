"""One row of a table as a service or a tier, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.reading.blocks import Role, Roles
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import read_papers
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.reading.columns import is_numbering, role_of_header, serial_of
from ongikar.reading.doubts import doubts_of
from ongikar.reading.layouts.fitting import fitted
from ongikar.reading.layouts.likeness import likeness
from ongikar.reading.sheet import Contact, Doubt, Papers, Section, ServiceLine, TierLine

Cells = Mapping[Role, str]
_REQUIRED: tuple[Role, ...] = ("limit", "fee", "officer")
_TELLING: tuple[Role, ...] = ("limit", "fee")
_MISTAKABLE: tuple[Role, ...] = ("limit", "fee", "officer", "papers", "channels", "where")
LIKELY, SURELY = 0.9, 2.0
_DITTO = {"ঐ", "”", '"', "〃", "do", "ditto", "-do-", "ঐ।", "একই"}


def aligned(roles: Roles, row: Sequence[str], guess: str = "") -> tuple[Cells, str]:
    """The cells of a row by their roles, and how they were set apart.

    A row shorter or longer than its header has lost cells or gained them: its cells stand where they fit.
    """
    cells = list(row)
    while len(cells) > len(roles) and not cells[-1]:
        cells.pop()
    if len(cells) != len(roles):
        first = cells[:1] if roles[0] == "number" and serial_of(cells[0]) is not None else []
        rest = [cell for cell in cells[len(first) :] if cell]
        fit = fitted(rest, roles[len(first) :], wrap=False)
        cells, guess = [*first, *(fit[0] if fit else [])], ";".join(filter(None, ("ragged", guess)))
    return {role: cell for role, cell in zip(roles, cells, strict=False) if role != "other"}, guess


def unheard(header: Sequence[str], roles: Roles) -> str:
    """A guess where a column has a header unknown here, and a column that a charter must have is missing."""
    unknown = any(
        role == "other" and cell and role_of_header(cell) is None for cell, role in zip(header, roles, strict=False)
    )
    return ";".join(f"unheard:{role}" for role in _REQUIRED if role not in roles) if unknown else ""


def service_of(cells: Cells, section: Section | None, *, guess: str, where: str) -> ServiceLine | None:
    """The service of one row; None where it has no name."""
    name = normal_form(cells.get("name", ""))
    if not name:
        return None
    channels, channel_doubts = read_channels(cells.get("channels", ""))
    papers, paper_doubts = read_papers(cells.get("papers", ""))
    if place := normal_form(cells.get("where", "")):
        papers = Papers(papers.text, papers.items, place)
    fee, fee_doubts = read_fee(cells.get("fee", ""))
    limit, limit_doubts = read_time_limit(cells.get("limit", ""))
    officers, officer_doubts = read_officers(cells.get("officer", ""))
    superior, _ = read_officers(cells.get("superior", ""))
    doubts = [
        *doubts_of(";".join(filter(None, (guess, _misplaced(cells, name))))), *_named("channels", channel_doubts), *_named("papers", paper_doubts), *_named("fee", fee_doubts),
        *_named("time_limit", limit_doubts), *_named("officers", officer_doubts),
    ]  # fmt: skip
    return ServiceLine(
        section, number_in(cells.get("number", "")), name, channels, papers, fee, limit, officers,
        superior[0] if superior else None, tuple(doubts), where,
    )  # fmt: skip


def _misplaced(cells: Cells, name: str) -> str:
    """A guess where cells stand in another column's place: a limit under fee, a person under name."""
    if likeness(name, "name") < -LIKELY:
        return "misplaced"
    for role in _TELLING:
        own = normal_form(cells.get(role, ""))
        others = (normal_form(text) for other, text in cells.items() if other in _MISTAKABLE and other != role)
        if own and likeness(own, role) < -1 and any(likeness(text, role) >= SURELY for text in others):
            return "misplaced"
    return ""


def _named(name: str, doubts: Sequence[Doubt]) -> list[Doubt]:
    return [replace(doubt, field=name) for doubt in doubts]


def resolved(service: ServiceLine, before: Sequence[ServiceLine]) -> ServiceLine:
    """ঐ ("the same") stands for the nearest earlier cell."""
    if not before:
        return service
    same = {
        name: getattr(before[-1], name)
        for name in ("channels", "papers", "fee", "time_limit")
        if _is_ditto(getattr(service, name).text)
    }
    if service.officers and _is_ditto(service.officers[0].text):
        same["officers"] = before[-1].officers
    if service.superior and _is_ditto(service.superior.text):
        same["superior"] = before[-1].superior
    return replace(service, **same, unsure=_still_unsure(service, before[-1], same)) if same else service


def _still_unsure(service: ServiceLine, before: ServiceLine, same: Mapping[str, object]) -> tuple[Doubt, ...]:
    """The doubts of the row's own cells, and those of the cells it repeats."""
    own = [doubt for doubt in service.unsure if doubt.field not in same]
    return (*own, *(doubt for doubt in before.unsure if doubt.field in same))


def _is_ditto(text: str) -> bool:
    return text.strip(" -–।.").lower() in _DITTO


def tiers_of(roles: Roles, rows: Sequence[Sequence[str]]) -> list[TierLine]:
    """The steps of complaint of a grievance table, in order."""
    tiers: list[TierLine] = []
    for row in rows:
        cells, _ = aligned(roles, row)
        to, when = normal_form(cells.get("to", "")), normal_form(cells.get("when", ""))
        if is_numbering(row) or not (to or when):
            continue
        limit, _ = read_time_limit(cells.get("limit", ""))
        contacts, _ = read_officers(cells.get("contact", ""))
        number = number_in(cells.get("number", "")) or len(tiers) + 1
        tiers.append(TierLine(number, when, to, contacts[0] if contacts else Contact(), limit))
    return tiers


def number_in(text: str) -> int | None:
    """The number of a serial cell in either set of digits; None for anything else."""
    digits = to_ascii(text).strip(" .।)(:ঃ-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
