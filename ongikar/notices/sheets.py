"""A letter on paper: the parts of its text as they are set, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ongikar.bangla.dates import bangla_date
from ongikar.cases.references import tracking_link
from ongikar.clock.hours import DHAKA
from ongikar.grievances.seats import seat_of
from ongikar.notices.enclosing import packet_of
from ongikar.notices.letters import in_language
from ongikar.notices.models import GrievanceNotice, Notice, NoticeQuerySet, Recipient
from ongikar.notices.of_grievances import step_of
from ongikar.offices.models import Office, Post, Posting
from ongikar.offices.people import head_over
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
    if lines[0].startswith("  "):
        if len(lines) == 1 and ": " not in lines[0]:
            return Block("day", [lines[0].strip()])
        return Block("facts", _facts(lines))
    if all(line.startswith(LISTED) for line in lines):
        return Block("list", [line.removeprefix(LISTED) for line in lines])
    return Block("text", lines)


def _facts(lines: list[str]) -> list[tuple[str, str]]:
    """Rows of label and value. A label without a value stands alone; a line that is not set apart goes on the row
    before it, as where somebody wrote a value of several lines."""
    rows: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("  "):
            label, _colon, value = line.strip().partition(": ")
            rows.append((label, value))
        else:
            label, value = rows.pop()
            rows.append((label, f"{value} {line}".strip()))
    return rows


def with_sheets(notices: NoticeQuerySet) -> NoticeQuerySet:
    """With all that `sheet_of` reads, however many there are."""
    needs = ("event__by_posting__post__office", "case__office", "case__post__office", "case__requester")
    return notices.select_related(*needs).prefetch_related("case__assignments__post__office")


def sheet_of(notice: Notice) -> dict[str, Any]:
    """What the template of a letter on paper needs. Whoever did what it tells signs it, if a person did; else it is
    of the post that had the case as it was written, wherever the case lies by now."""
    case, language = notice.case, notice.language
    had, by = _had_it(notice), notice.event.by_posting
    signs = by.post if by else had
    link = tracking_link(case, language)
    to_requester = notice.recipient == Recipient.REQUESTER
    return {
        "notice": notice,
        "case": case,
        "office": signs.office,
        "blocks": blocks(notice.body),
        "qr": qr_data(link) if link and to_requester else "",
        "bangla_day": bangla_date(notice.made_at.astimezone(DHAKA).date()),
        "post": in_language(signs, "title", language),
        "signed_by": notice.event.by_name if by else "",
        "to": _address(notice) if to_requester else _of_post(had, language),
    }


def _had_it(notice: Notice) -> Post:
    """The post that the case lay with as the letter was written."""
    lay = [one.post for one in notice.case.assignments.all() if one.at <= notice.made_at]
    return lay[-1] if lay else notice.case.post


def _of_post(post: Post, language: str) -> list[str]:
    return [in_language(post, "title", language), in_language(post.office, "name", language)]


def _address(notice: Notice) -> list[str]:
    who = notice.case.requester
    return list(dict.fromkeys(filter(None, (who.name, who.designation, who.institution, who.address))))


def sheet_of_grievance(notice: GrievanceNotice) -> dict[str, Any]:
    """The same for a letter of a grievance; whoever is complained of never signs one."""
    grievance, language, event = notice.grievance, notice.language, notice.event
    link = tracking_link(grievance, language, at="g")
    to_complainant = notice.recipient == Recipient.REQUESTER
    by = event.by_posting if event.verb != "grievance.lodged" else None
    return {
        "notice": notice,
        "grievance": grievance,
        "office": _whose(notice, by),
        "blocks": blocks(notice.body),
        "qr": qr_data(link) if link and to_complainant else "",
        "bangla_day": bangla_date(notice.made_at.astimezone(DHAKA).date()),
        "post": event.referral.seat.title if event.referral else "",
        "signed_by": event.by_name if by else "",
        "to": list(dict.fromkeys(filter(None, _addressed(notice)))),
    }


def _whose(notice: GrievanceNotice, by: Posting | None) -> Office:
    """The office whose letter it is: of whoever did it, else of the tier it lay before, wherever it was sent since."""
    if by is not None:
        return by.post.office
    return notice.event.referral.seat.office if notice.event.referral else notice.grievance.office


def _addressed(notice: GrievanceNotice) -> tuple[str, ...]:
    who = notice.grievance.complainant
    if notice.recipient == Recipient.REQUESTER:
        return (who.name, who.designation, who.institution, who.present_address) if who else ()
    packet = packet_of(notice.event) if notice.recipient == Recipient.SEAT else None
    return (packet.seat.title, packet.seat.contact) if packet else (title_of(notice),)


def title_of(notice: GrievanceNotice) -> str:
    """To whom in the office a letter of a grievance went: who was asked, the head, the next tier, or who decided it
    as it was written."""
    step = step_of(notice.event) if notice.recipient == Recipient.ASKED else None
    if step and step.to_posting:
        return step.to_posting.post.title_bn
    seat = notice.grievance.turn_at(notice.made_at).seat
    head = head_over(seat.post, at=notice.made_at) if notice.recipient == Recipient.HEAD and seat.post else None
    following = seat_of(seat.office, seat.tier + 1) if notice.recipient == Recipient.NEXT else None
    return head.title_bn if head else (following or seat).title
