"""How much a piece of text is like the cell of a column: what tells columns apart where borders are lost."""

from __future__ import annotations

from functools import lru_cache

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Role
from ongikar.reading.cells.cell import pattern, plain_form
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.posts import HONORIFIC, is_head, is_place, tells_name
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.reading.columns import serial_of

_MONEY = pattern(r"টাকা|/-|/=|\btk\b|bdt|৳|%|বিনা|ফ্রি|\bfree\b|ফি(?![ঀ-৿])|ফিস|চালান|\d+\.\d\d$")
_PAPER = pattern(
    r"কপি|ছবি|ফরম|ফর্ম|সনদ|পত্র|আবেদন|রশিদ|রসিদ|দলিল|পরিচয়|প্রত্যয়ন|খতিয়ান|copy|form|certificate|photo|nid|letter"
)
_CONTACT = compiled(r"@|(?:\d[ -]?){7,}|www\.")
_FAILS = pattern(r"না\s*পারলে|ব্যর্থ|না\s*দিলে|না\s*পেলে|অসন্তুষ্ট|হলে|fails?|not satisfied|unable|if the")
_WHOM = pattern(r"কর্মকর্তা|সেল|কর্তৃপক্ষ|পরিচালক|প্রধান|officer|cell|head|authority")
LONGEST_POST = 70
_OF_RULE = ("by_rule", "by_instruction")


@lru_cache(maxsize=8192)
def likeness(text: str, role: Role) -> float:
    """From -3 (cannot be) to 3 (is surely) how much the text is like a cell of this role."""
    serial = serial_of(text)
    if role == "number":
        return 3.0 if serial is not None else -3.0
    if serial is not None:
        return -1.0
    judge = _JUDGES.get(role)
    return judge(normal_form(text)) if judge else 0.0


def _limit(text: str) -> float:
    limit, doubts = read_time_limit(text)
    if limit.kind == "none":
        return 1.0 if limit.condition and len(text) < 60 else -1.5
    if _MONEY.search(plain_form(text)) and limit.max is None:
        return -1.5
    certain = 2.0 if limit.max is not None or limit.instant else 1.0 if limit.kind in _OF_RULE else 1.4
    return certain - (0.7 if doubts else 0.0) - (0.8 if len(text) > 90 else 0.0)


def _fee(text: str) -> float:
    fee, _ = read_fee(text)
    money = bool(_MONEY.search(plain_form(text)))
    if fee.kind == "by_rule":
        return 1.0 if money else 0.2
    if fee.kind == "unclear":
        return 0.2 if not text.strip(" -–—") else -0.5 if money else -1.5
    return 2.0 if money or fee.kind == "free" else 0.8


def _person(text: str) -> float:
    if _CONTACT.search(plain_form(text)) or HONORIFIC.match(text):
        return 2.0
    words = text.split()
    if not words:
        return -0.5
    if any(map(is_head, words)) or (len(words) < 6 and tells_name(words[0])):
        return 1.5 if len(text) < LONGEST_POST else 0.2
    return 0.7 if is_place(text) else -0.5


def _name(text: str) -> float:
    limit, _ = read_time_limit(text)
    numbered = _limit(text) if limit.max is not None or limit.instant else 0.0
    worst = max(numbered, _fee(text), 1.0 if _CONTACT.search(plain_form(text)) else 0.0)
    return -worst if worst > 0.7 else 0.4


def _channels(text: str) -> float:
    return 0.8 if read_channels(text)[0].values not in ((), ("none",)) else 0.0


def _papers(text: str) -> float:
    return 0.9 if _PAPER.search(plain_form(text)) else 0.0


def _when(text: str) -> float:
    return 1.5 if _FAILS.search(plain_form(text)) else -0.5


def _to(text: str) -> float:
    return 1.0 if _WHOM.search(plain_form(text)) and not _FAILS.search(plain_form(text)) else -0.3


_JUDGES = {
    "limit": _limit, "fee": _fee, "officer": _person, "superior": _person, "contact": _person, "name": _name,
    "channels": _channels, "papers": _papers, "when": _when, "to": _to,
}  # fmt: skip
