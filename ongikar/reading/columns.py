"""Which column is which: header cells matched by what they speak of, misspelt or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from ongikar.bangla.normal import normal_form, search_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Role, Roles

LONGEST_HEADER, MOST_COLUMNS = 160, 40
CLOSE = 0.74

# The first pattern that a header matches decides. Both are folded (one letter for letters that sound
# alike) and without spaces, so that a misspelt header still matches.
_SERVICE_ROLES: tuple[tuple[Role, str], ...] = (
    ("superior", r"ঊর্ধ্বতন|উর্দ্ধতন|উর্দ্ধতন|superior|supervis|overse|escalat|পরবর্তীকর্মকর্তা|তদারক|তত্ত্বাবধান|আপিল|appeal"
                 r"|প্রতিকার|remed|নাপেলে|ব্যর্থহলে|নাদিলে|নাহলে|ifnot|iffail"),
    ("other", r"আপনার|গ্রহীতা|গ্রহণকারী|গ্রাহক|উপকারভোগী|recipient|client|beneficiar|সেবাপ্রদানকারীরকরণীয়|মন্তব্য|remark|বিধান|^আইন|^বিধি|সংশ্লিষ্টআইন|\blaw|^কক্ষ|^রুম|^room"),
    ("number", r"^(?:ক্?রমি?ক|রমিক|ক্রঃ?|ক্রম|নং|নম্বর|সিরিয়াল|sl|s\.?l|s/n|no\.?|#|serial)"),
    ("limit", r"সময়|কতদিন|কখন|দিনে|তদিনে|কার্যদিবস|duration|deadline|timelimit|time|howlong|when|period"),
    ("fee", r"মূল্য|মুল্য|(?<!অ)(?:ফিস|ফি$|ফি[এও/(]|ফিঃ)|^ফি|সেবাফি|খরচ|পরিশোধ|চার্জ|টাকা|fee(?!d)|(?<!in)charge|cost|price|rates?$"),
    ("papers", r"কাগজ|দলিল|document|paper|আবেদনফ|requirement|যাযালাগবে|কীলাগবে|কিলাগবে"),
    ("where", r"প্রাপ্তিস্থান|প্রাপ্তিরস্থান|কোথায়|wheretoget"),
    ("officer", r"দায়িত্ব|কর্মকর্তা|কর্মচারী|officer|responsible|কর্তৃপক্ষ|যোগাযোগ|কেদেন|কেদেবেন|কেদিবেন|কারকাছে|কারনিকট|কাহারনিকট|প্রদানকারী|whomto|provider|contact|incharge"),
    ("channels", r"পদ্ধতি|প্রক্রিয়া|কীভাবে|কিভাবে|উপায়|ধাপ|method|process|procedure|how|করণীয়|step"),
    ("other", r"স্থান$|place$|location"),
    ("name", r"সেবা|শেবা|service|কাজের|কাজ$|বিষয়|বিবরণ|কার্যক্রম|^নাম$|নাম$|name"),
)  # fmt: skip
_TIER_ROLES: tuple[tuple[Role, str], ...] = (
    ("number", r"^(?:ক্?রমি?ক|রমিক|ক্রঃ?|ক্রম|ধাপ|নং|সিরিয়াল|sl|s\.?l|no\.?$|step|serial)"),
    ("when", r"কখন|when|কোনক্ষেত্রে"),
    ("contact", r"ঠিকানা|address|contactdetail|contactinfo|নামওপদবি|ফোন"),
    ("to", r"কার(?:সঙ্গে|সাথে|কাছে|নিকট)|কাহার|whom|who|কর্তৃপক্ষ|authority"),
    ("limit", r"সময়|time|duration|নিষ্পত্তি|কতদিন"),
)
_CANON: dict[Role, tuple[str, ...]] = {
    "number": ("ক্রমিক নং", "ক্রমিক নম্বর", "serial no"),
    "name": ("সেবার নাম", "সেবার বিবরণ", "কাজের বিবরণ", "name of service", "service name"),
    "channels": ("সেবা প্রদান পদ্ধতি", "সেবা প্রাপ্তির প্রক্রিয়া", "service delivery method"),
    "papers": ("কাগজপত্র", "প্রয়োজনীয় কাগজপত্র", "প্রয়োজনীয় কাগজপত্র ও প্রাপ্তিস্থান", "required documents", "required documents and where to get them"),
    "fee": ("ফি", "ফিস", "মূল্য", "খরচ", "খরচের বিবরণ", "সেবার মূল্য এবং পরিশোধ পদ্ধতি", "সেবার মূল্য", "সেবা ফি", "service fee and payment method", "fee"),
    "limit": ("সময়", "নিষ্পত্তির সময়", "সেবা প্রদানের সময়সীমা", "সর্বোচ্চ সময়সীমা", "সময়সীমা", "time limit", "time required"),
    "officer": ("দায়িত্বে", "সেবা প্রদানকারী", "যোগাযোগ", "দায়িত্বপ্রাপ্ত কর্মকর্তা", "দায়িত্বপ্রাপ্ত কর্মকর্তার নাম ও পদবি", "responsible officer"),
    "superior": ("ঊর্ধ্বতন কর্মকর্তা", "superior officer"),
    "when": ("কখন যোগাযোগ করবেন", "when to contact"),
    "to": ("কার সঙ্গে যোগাযোগ করবেন", "whom to contact"),
    "contact": ("যোগাযোগের ঠিকানা", "যোগাযোগের ঠিকানা ও কর্মকর্তা", "contact address"),
}  # fmt: skip
_TIER_LIMITS = ("নিষ্পত্তির সময়সীমা", "সমাধানের সময়সীমা", "time limit for disposal")


def _folded_pattern(pattern: str) -> str:
    """A pattern with its Bangla words folded as headers are."""
    return re.sub("[\u0980-\u09ff]+", lambda m: _bare(m[0]), normal_form(pattern))


def _bare(word: str) -> str:
    return search_form(word.replace("র্", "")).replace(" ", "")


def _plain(header: str) -> str:
    """A header as the patterns see it: folded, spaces out, the signs that matter kept."""
    kept = normal_form(header).lower().replace("©", "").strip(" |:*#")
    return re.sub("[\u0980-\u09ff]+", lambda m: _bare(m[0]), re.sub(r"\s+", "", kept))


def _compiled(roles: tuple[tuple[Role, str], ...]) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return tuple((role, compiled(_folded_pattern(pattern))) for role, pattern in roles)


_SERVICE, _TIER = _compiled(_SERVICE_ROLES), _compiled(_TIER_ROLES)
_LABELS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    *((role, tuple(map(_plain, names))) for role, names in _CANON.items()),
    ("limit", tuple(map(_plain, _TIER_LIMITS))),
)


@lru_cache(maxsize=4096)
def service_role(header: str) -> Role:
    """The role of one header cell in a table of services; `other` where it has none of ours."""
    plain = _plain(header)
    if _bare("কাগজ") in plain:
        return "papers"
    return next((role for role, pattern in _SERVICE if pattern.search(plain)), "other")


@lru_cache(maxsize=4096)
def tier_role(header: str) -> Role:
    """The role of one header cell in a grievance table."""
    plain = _plain(header)
    return next((role for role, pattern in _TIER if pattern.search(plain)), "other")


@lru_cache(maxsize=4096)
def label_role(label: str) -> Role | None:
    """The role of a label before a colon, if it reads like a header of the official form, else None."""
    plain = _plain(compiled(r"\([^()]*\)").sub("", label))
    if not plain or len(plain) > 60:
        return None
    rated = [(_likeness(plain, name), role) for role, names in _LABELS for name in names]
    best, role = max(rated, key=lambda pair: pair[0])
    return role if best > CLOSE else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > CLOSE else 0.0


def service_columns(header: Sequence[str]) -> Roles | None:
    """The roles of a table of services, or None where this is no header of one."""
    if not _may_be_header(header):
        return None
    roles: list[Role] = [service_role(cell) if cell else "other" for cell in header]
    for place, role in enumerate(roles):
        if role == "papers" and "papers" in roles[:place] and _bare("প্রাপ্তি") in _plain(header[place]):
            roles[place] = "where"
    roles = _once(roles)
    known = set(roles) - {"other"}
    told = known & {"limit", "fee", "papers", "officer", "channels"}
    enough = len(told) >= 2 or (len(told) == 1 and "number" in known and "limit" in known)
    return tuple(roles) if "name" in known and enough else None


def header_columns(header: Sequence[str]) -> Roles | None:
    """The roles of a grievance table or of a table of services; None where this is a header of neither."""
    service = service_columns(header)
    if service and {"fee", "papers", "channels"} & set(service):
        return service
    return tier_columns(header) or service


@lru_cache(maxsize=4096)
def role_of_header(text: str) -> Role | None:
    """The role of a piece that reads like a header cell of either kind of table; None for any other text."""
    return next(filter(None, header_roles(text)), None)


def header_roles(text: str) -> tuple[Role | None, Role | None]:
    """The role of a piece as a header cell of a table of services, and of a grievance table."""
    plain = _plain(text) if len(text) <= LONGEST_HEADER else ""
    if not plain:
        return None, None
    service = next((role for role, words in _SERVICE if words.search(plain)), None)
    return service, next((role for role, words in _TIER if words.search(plain)), None)


def tier_columns(header: Sequence[str]) -> Roles | None:
    """The roles of a grievance table, or None where this is no header of one."""
    if not _may_be_header(header):
        return None
    roles = _once([tier_role(cell) if cell else "other" for cell in header])
    return tuple(roles) if {"when", "to"} <= set(roles) or {"to", "limit", "contact"} <= set(roles) else None


def _may_be_header(row: Sequence[str]) -> bool:
    return len(row) <= MOST_COLUMNS and all(len(cell) <= LONGEST_HEADER for cell in row)


def _once(roles: list[Role]) -> list[Role]:
    seen: set[Role] = set()
    kept: list[Role] = []
    for role in roles:
        kept.append("other" if role in seen else role)
        seen.add(role)
    return kept


_COLUMN_NUMBER = compiled(r"\(?\s*[0-9০-৯]{1,2}\s*\)?")
_SERIAL = compiled(r"\(?\s*(?:([0-9০-৯]{1,3})|[ক-হ]|[a-zA-Z])\s*[.।):ঃ]*\s*\Z")


def serial_of(cell: str) -> int | None:
    """The number of a cell that holds nothing but a serial (১, 1., (০১)); 0 for a letter, None for no serial."""
    match = _SERIAL.match(cell)
    if match is None or (match[1] is None and len(cell.strip()) < 2):
        return None
    return int(match[1]) if match[1] else 0


def is_numbering(row: Sequence[str]) -> bool:
    """Whether this is the row of column numbers, (১) (২) (৩) …"""
    cells = [cell for cell in row if cell]
    return len(cells) > 2 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells)
