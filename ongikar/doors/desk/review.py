"""The document beside its reading: the document's own lines and tables, each row of a service with its anchor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _l

from ongikar.charter.models import Edition, Promise
from ongikar.doors.desk import readings
from ongikar.reading import UnreadableCharter, layout
from ongikar.reading.blocks import Block, Table


@dataclass(frozen=True)
class Row:
    """A row of a table of the document; `number` is what Promise.source_row refers to."""

    number: int
    cells: tuple[str, ...]


def document_of(edition: Edition) -> list[str | list[Row]]:
    """The document as it was brought: a text is a line, a list of rows is a table."""
    shown: list[str | list[Row]] = []
    number = 0
    for block in _blocks(edition.pk, bytes(edition.source)):
        if isinstance(block, Table):
            shown.append([Row(number + place, cells) for place, cells in enumerate(block.rows)])
            number += len(block.rows)
        else:
            shown.append(block.text)
    return shown


@lru_cache(maxsize=4)
def _blocks(_edition: int, source: bytes) -> tuple[Block, ...]:
    """A document never changes after it was brought; a review opens it many times."""
    try:
        return tuple(layout(source))
    except UnreadableCharter:
        return ()


def row_of(promise: Promise) -> Row | None:
    """The row of the document that a promise was read from; None for one that a person added."""
    if promise.source_row is None:
        return None
    tables = (block for block in document_of(promise.edition) if isinstance(block, list))
    return next((row for table in tables for row in table if row.number == promise.source_row), None)


@dataclass(frozen=True)
class Reviewed:
    """A promise on the review screen, with what was read out of its cells of time, price and duty."""

    promise: Promise
    limit: list[str]
    fee: list[str]


def reviewed(promises: list[Promise]) -> list[Reviewed]:
    return [Reviewed(one, readings.of_limit(one.limit), readings.of_fee(one.fee)) for one in promises]


RULES: dict[str, str | Lazy] = {
    "L1": _l("সময়সীমায় সংখ্যা নেই"),
    "L2": _l("দায়িত্বপ্রাপ্ত কর্মকর্তার তথ্য অসম্পূর্ণ"),
    "L3": _l("সেবাদাতা নিজেই অভিযোগ নিষ্পত্তিকারী"),
    "L4": _l("অভিযোগের সময়সীমা নির্দেশিকার সঙ্গে মেলে না"),
    "L5": _l("অভিযোগের সময়সীমা কার্যদিবসে নয়"),
    "L6": _l("তিন মাসের মধ্যে হালনাগাদ হয়নি"),
    "L7": _l("কাগজ নির্দিষ্ট করে লেখা নেই"),
    "L8": _l("মূল্য পরিশোধের উপায় লেখা নেই"),
    "L9": _l("ফরমের কথা আছে, ফরম নেই"),
    "L10": _l("প্রত্যাশার অংশ নেই"),
    "L11": _l("অভিযোগের অংশ অসম্পূর্ণ"),
    "L12": _l("ওয়েব ঠিকানা নিরাপদ নয়"),
    "L13": _l("সরকারি মেইল ঠিকানা নয়"),
    "L14": _l("ইউনিকোড নয় এমন লেখা"),
    "L15": _l("পুরোনো হতে পারে এমন নাম"),
    "L17": _l("আওতাধীন দপ্তরের নিজস্ব সনদ নেই"),
    "L18": _l("ইংরেজি রূপ নেই"),
    "L19": _l("এক নামে একাধিক সেবা"),
    "L21": _l("সেবার সারণি নেই"),
    "L22": _l("ভিশন বা মিশন নেই"),
    "L23": _l("বানান"),
    "L24": _l("কলামের শিরোনাম"),
}
"""What a rule of the linter is about, in a few words (docs/reference/findings.md)."""

SEVERITIES: dict[str, str | Lazy] = {"error": _l("ত্রুটি"), "warning": _l("সতর্কতা"), "note": _l("লক্ষণীয়")}


@dataclass(frozen=True)
class Finding:
    """What the linter says of one place; `promise` is the service it is about, where it is about one."""

    message_bn: str
    message_en: str
    promise: Promise | None


@dataclass(frozen=True)
class Rule:
    """A rule with all that it found: `title` says what it is about."""

    code: str
    severity: str
    title: str
    findings: list[Finding]

    @property
    def severity_name(self) -> str:
        return str(SEVERITIES[self.severity])


def findings_of(edition: Edition, promises: list[Promise]) -> list[Rule]:
    """What the linter found, rule by rule, errors first; each finding with the service it speaks of."""
    places = {f"{one.section}/{one.number}": one for one in promises}
    found: dict[tuple[str, str], list[Finding]] = {}
    for row in edition.findings:
        finding = Finding(row["message_bn"], row["message_en"], places.get(row["where"]))
        found.setdefault((row["severity"], row["rule"]), []).append(finding)
    ranks = list(SEVERITIES)
    ordered = sorted(found, key=lambda key: (ranks.index(key[0]), int(key[1][1:])))
    return [Rule(code, severity, str(RULES.get(code, "")), found[severity, code]) for severity, code in ordered]
