"""Headings of a charter: the five parts and the three kinds of service, in whatever spelling."""

from __future__ import annotations

import re

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled

_NUMBER = compiled(r"^\s*[(\[]?(?:[০-৯0-9]{1,2}(?:\s*[.।]\s*[০-৯0-9]{0,2})?|[.।]\s*[০-৯0-9]{0,2})\s*[.।):–-]*\s*")
_PART_NUMBER = compiled(r"[(\[]?(?:[০-৯0-9]{1,2}\s*[.।)]|[.।]\s*[০-৯0-9]?\s*\)?\s*[ঀ-৿])")
_MARKS = compiled(r"^[#*\s>]+|[*#]+$")
_STATEMENT = compiled(
    normal_form(
        r"[\s*#•·_>-]*(?:(?P<vision>ভিশন|রূপকল্প|vision)|মিশন|অভিলক্ষ্য|mission)\s*[*_]*\s*[:ঃ–-]+\s*[*_]*\s*(?P<text>\S.*)$"
    ),
    re.IGNORECASE | re.DOTALL,
)
LONGEST = 90

_HEADINGS: tuple[tuple[str, str], ...] = (
    ("citizen", r"নাগরিক(?:\s*পর্যায়ের?)?\s*সেবা(?!\s*প্রদান\s*প্রতিশ্রুতি)|জনগণকে\s*প্রদত্ত\s*সেবা|নাগরিকদের\s*জন্য\s*সেবা|(?:citizens?|citizen'?s|civic|civil|public)\s*services?|general\s*services?$"),
    ("institutional", r"প্রাতিষ্ঠানিক\s*সেবা|দাপ্তরিক\s*সেবা|institutional\s*services?|official\s*services?"),
    ("internal", r"অভ্যন্তরী[নণ]\s*সেবা|আভ্যন্তরী[নণ]\s*সেবা|internal\s*services?"),
    ("subordinate_offices", r"আওতাধীন|অধীনস্থ|অধীনস্ত|subordinate|attached\s*(?:offices?|departments?)|field\s*offices?"),
    ("expectations", r"প্রত্যাশা|করণীয়$|expectations?"),
    ("grievance", r"অভিযোগ\s*(?:ব্যবস্থাপনা|প্রতিকার|নিষ্পত্তি|দাখিল)|\bGRS\b|grievance|complaints?\s*(?:redress|management|procedure|handling|system)|not\s*satisfied|dissatisfied|সন্তুষ্ট\s*না|সেবায়?\s*অসন্তুষ্ট"),
    ("statement", r"(?:ভিশন|রূপকল্প)\s*(?:ও|এবং|,|/)\s*(?:মিশন|অভিলক্ষ্য)|vision\s*(?:and|&)\s*mission"),
    ("vision", r"^(?:ভিশন|রূপকল্প|vision)"),
    ("mission", r"^(?:মিশন|অভিলক্ষ্য|mission)"),
    ("services", r"প্রতিশ্রুত\s*সেবা|সেবাসমূহ|সেবা\s*সমূহ|promised\s*services?|our\s*services?"),
    ("title", r"সিটিজে[নন]?স?\s*চার্টার|সিটিজেন\s*চার্টার|সেবা\s*প্রদান\s*প্রতিশ্রুতি|নাগরিক\s*সনদ|citizen'?s?\s*charter"),
)  # fmt: skip
_PATTERNS = tuple((name, compiled(normal_form(pattern), re.IGNORECASE)) for name, pattern in _HEADINGS)


def heading_of(line: str) -> str | None:
    """What stands below this line if it is a heading, else None. `title` is the charter's own title."""
    plain = _MARKS.sub("", line).strip()
    if not plain or len(plain) > LONGEST or plain.endswith("।"):
        return None
    plain = _NUMBER.sub("", plain).strip()
    return next((name for name, pattern in _PATTERNS if pattern.search(plain)), None)


def is_numbered(line: str) -> bool:
    """Whether the line bears the number of a part: "৩.", "২.২)", or ".১)" where its first digit was lost."""
    return bool(_PART_NUMBER.match(_MARKS.sub("", line).strip()))


def statement_in(line: str) -> tuple[str, str] | None:
    """("vision", "…") where a line is the vision or mission with its label before it."""
    match = _STATEMENT.match(normal_form(line))
    if match is None:
        return None
    return ("vision" if match["vision"] else "mission"), match["text"].strip("*_ ")


def without_marks(line: str) -> str:
    """A line without the marks of emphasis and headings of plain-text formats."""
    return _MARKS.sub("", line).strip("*_ ")
