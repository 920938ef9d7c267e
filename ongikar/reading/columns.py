"""Which column is which: header cells matched by what they speak of, misspelt or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ongikar.bangla.normal import normal_form

Role = Literal[
    "number", "name", "channels", "papers", "where", "fee", "limit", "officer", "superior",
    "when", "to", "contact", "text", "other",
]  # fmt: skip

# The first pattern that a header matches decides. Spaces are left out before matching.
_SERVICE_ROLES: tuple[tuple[Role, str], ...] = (
    ("superior", r"ঊর্ধ্বতন|উর্ধ্বতন|উর্দ্ধতন|superior|পরবর্তীকর্মকর্তা|প্রতিকারকারী"),
    ("limit", r"সময়সী?ি?মা|সর্বোচ্চসময়|সময়কাল|প্রদানেরসময়|কতদিন|নির্ধারিতসময়|timelimit|time|duration"),
    ("fee", r"মূ?ু?ল্য|ফি(?:$|স|এবং|ও|/)|খরচ|পরিশোধ|\bfee|charge|cost|price"),
    ("officer", r"দায়িত্ব|কর্মকর্তা|কর্মচারী|officer|responsible|কর্তৃপক্ষ|যোগাযোগ"),
    ("number", r"^(?:ক্রমিক|ক্রঃ?|ক্রম|নং|sl|s\.?l|no\.?|#|serial)"),
    ("papers", r"কাগজ|কাগজপত্র|দলিল|document|paper|আবেদনফ|requirement"),
    ("where", r"প্রাপ্তিস্থান|প্রাপ্তির?স্থান|where"),
    ("channels", r"পদ্ধতি|প্রক্রিয়া|কীভাবে|কিভাবে|method|process|procedure|how"),
    ("name", r"সেবা(?:র|সমূহ|সমুহ)?(?:নাম|বিবরণ|তালিকা|ধরন)?|service|কাজেরনাম|বিষয়"),
)
_TIER_ROLES: tuple[tuple[Role, str], ...] = (
    ("limit", r"সময়|time|duration|নিষ্পত্তি"),
    ("when", r"কখন|when"),
    ("contact", r"ঠিকানা|address|contactdetail"),
    ("to", r"কার(?:সঙ্গে|সাথে)|কারকাছে|কাহার|whom|who"),
    ("number", r"^(?:ক্রমিক|ক্রঃ?|ক্রম|ধাপ|নং|sl|no|step)"),
)


def _role(header: str, roles: tuple[tuple[Role, str], ...]) -> Role:
    plain = re.sub(r"\s+", "", normal_form(header).lower())
    if roles is _SERVICE_ROLES and "কাগজ" in plain:
        return "papers"
    return next((role for role, pattern in roles if re.search(normal_form(pattern), plain)), "other")


def service_columns(header: Sequence[str]) -> tuple[Role, ...] | None:
    """The roles of a table of services, or None where this is no header of one."""
    roles = [_role(cell, _SERVICE_ROLES) if cell else "other" for cell in header]
    for place, role in enumerate(roles):
        if role == "papers" and "papers" in roles[:place] and "প্রাপ্তি" in header[place].replace(" ", ""):
            roles[place] = "where"
    roles = _once(roles)
    known = set(roles) - {"other"}
    return (
        tuple(roles)
        if "name" in known and len(known & {"limit", "fee", "papers", "officer", "channels"}) >= 2
        else None
    )


def tier_columns(header: Sequence[str]) -> tuple[Role, ...] | None:
    """The roles of a grievance table, or None where this is no header of one."""
    roles = _once([_role(cell, _TIER_ROLES) if cell else "other" for cell in header])
    return tuple(roles) if {"when", "to"} <= set(roles) or {"to", "limit", "contact"} <= set(roles) else None


def _once(roles: list[Role]) -> list[Role]:
    seen: set[Role] = set()
    kept: list[Role] = []
    for role in roles:
        kept.append("other" if role in seen else role)
        seen.add(role)
    return kept


def is_numbering(row: Sequence[str]) -> bool:
    """Whether this is the row of column numbers, (১) (২) (৩) …"""
    cells = [cell for cell in row if cell]
    return len(cells) > 2 and all(re.fullmatch(r"\(?\s*[0-9০-৯]{1,2}\s*\)?", cell) for cell in cells)
