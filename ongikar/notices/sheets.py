"""A letter on paper: the parts of its text as they are set, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ongikar.bangla.dates import bangla_date
from ongikar.cases.references import tracking_link
from ongikar.clock.hours import DHAKA
from ongikar.journal.models import Entry
from ongikar.notices.enclosing import packet_of
from ongikar.notices.letters import in_language
from ongikar.notices.models import GrievanceNotice, Notice, Recipient
from ongikar.notices.of_grievances import step_of
from ongikar.ui.qr import qr_data

LISTED = "— "


@dataclass(frozen=True)
class Block:
    """A piece of a letter. `kind`: day (a line set apart), facts (rows of label and value), list, or text (lines)."""

    kind: str
    lines: list[Any]


def blocks(body: str) -> list[Block]:
    """The pieces of a letter's text; see notices.letters for how templates mark them."""
    return [_block(piece.splitlines()) for piece in body.split("\n\n")]


def _block(lines: list[str]) -> Block:
    if all(line.startswith("  ") for line in lines):
        if len(lines) == 1 and ": " not in lines[0]:
            return Block("day", [lines[0].strip()])
        return Block("facts", [tuple(line.strip().split(": ", 1)) for line in lines])
    if all(line.startswith(LISTED) for line in lines):
        return Block("list", [line.removeprefix(LISTED) for line in lines])
    return Block("text", lines)


def sheet_of(notice: Notice) -> dict[str, Any]:
    """What the template of a letter on paper needs. Whoever did what it tells signs it, if a person did."""
    case, language = notice.case, notice.language
    post = in_language(case.post, "title", language)
    link = tracking_link(case, language)
    to_requester = notice.recipient == Recipient.REQUESTER
    return {
        "notice": notice,
        "case": case,
        "office": case.office,
        "blocks": blocks(notice.body),
        "qr": qr_data(link) if link and to_requester else "",
        "bangla_day": bangla_date(notice.made_at.astimezone(DHAKA).date()),
        "post": post,
        "signed_by": notice.event.by_name if notice.event.by_kind == Entry.BY_POSTING else "",
        "to": _address(notice) if to_requester else [post, in_language(case.office, "name", language)],
    }


def _address(notice: Notice) -> list[str]:
    who = notice.case.requester
    return list(dict.fromkeys(filter(None, (who.name, who.designation, who.institution, who.address))))


def sheet_of_grievance(notice: GrievanceNotice) -> dict[str, Any]:
    """The same for a letter of a grievance; whoever is complained of never signs one."""
    grievance, language = notice.grievance, notice.language
    link = tracking_link(grievance, language, at="g")
    to_complainant = notice.recipient == Recipient.REQUESTER
    who = grievance.complainant
    lines: tuple[str, ...] = () if to_complainant else (title_of(notice),)
    if who and to_complainant:
        lines = (who.name, who.designation, who.institution, who.present_address)
    packet = packet_of(notice.event) if notice.recipient == Recipient.SEAT else None
    if packet is not None:
        lines = (packet.seat.title, packet.seat.contact)
    by_posting = notice.event.by_kind == Entry.BY_POSTING
    return {
        "notice": notice,
        "grievance": grievance,
        "office": grievance.office,
        "blocks": blocks(notice.body),
        "qr": qr_data(link) if link and to_complainant else "",
        "bangla_day": bangla_date(notice.made_at.astimezone(DHAKA).date()),
        "post": notice.event.referral.seat.title if notice.event.referral else "",
        "signed_by": notice.event.by_name if by_posting and notice.event.verb != "grievance.lodged" else "",
        "to": list(dict.fromkeys(filter(None, lines))),
    }


def title_of(notice: GrievanceNotice) -> str:
    """Which post a letter of a grievance goes to: whoever was asked, or whoever decides now."""
    step = step_of(notice.event) if notice.recipient == Recipient.ASKED else None
    return step.to_posting.post.title_bn if step and step.to_posting else notice.grievance.current.seat.title
