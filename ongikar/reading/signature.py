"""The foot of a charter: its date, who signed it, for which office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ongikar.bangla.dates import MONTHS_BN, MONTHS_EN
from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.cells.posts import HONORIFIC, is_head, tells_name
from ongikar.reading.headings import heading_of, without_marks
from ongikar.reading.sheet import Signatory

_DATE = compiled(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")
_SHORT_DATE = compiled(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2})(?![\d/.-])")
_ISO = compiled(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDS = compiled(rf"(\d{{1,2}})\s*({'|'.join((*MONTHS_BN, *MONTHS_EN))})\S*\s*,?\s*(\d{{4}})")
_IN_BRACKETS = compiled(r"^\(\s*([^()]{4,60})\s*\)$")
_UPDATED = compiled(r"হাল\s*-?\s*নাগাদ|আপডেট|আর্কাইভ|updated|archive", re.IGNORECASE)
_PUBLISHED = compiled(
    r"(?:প্রকাশ|জারি|ইস্যু|অনুমোদন)\S*\s*(?:কাল|তারিখ)|date\s*of\s*(?:issue|publication)|(?:issued|published)\s*on",
    re.IGNORECASE,
)
_OFFICE = compiled(r"কার্যালয়|অধিদপ্তর|দপ্তর|বিভাগ|মন্ত্রণালয়|পরিষদ|সংস্থা|অফিস|office|department|ministry", re.IGNORECASE)
_OWN_OFFICE = compiled(r"কার্যালয়|অফিস|শাখা|office", re.IGNORECASE)


# "X এর সেবা প্রদান প্রতিশ্রুতি", "Citizen's Charter of X", "সিটিজেনস চার্টার - X".
_OF_OFFICE = compiled(
    normal_form(
        r"^(.+?)(?:\s*এর|র)\s+(?:সেবা\s*প্রদান|সিটিজেন|নাগরিক\s*সনদ)|(?:চার্টার|সনদ|প্রতিশ্রুতি|charter)\)?\s*(?:[-–:,]|of)\s*(.+)$"
    ),
    re.IGNORECASE,
)
_OFFICE_NAME = compiled(
    normal_form(
        r"কার্যালয়|অধিদপ্তর|দপ্তর|বিভাগ|মন্ত্রণালয়|পরিষদ|পৌরসভা|কর্পোরেশন|সংস্থা|অফিস|হাসপাতাল|কমপ্লেক্স|বোর্ড|কর্তৃপক্ষ|ব্যাংক|ইনস্টিটিউট|একাডেমি|কেন্দ্র|বিআরটিএ"
        r"|\boffice\b|department|ministry|authority|municipality|corporation|\bbank\b|board|council|hospital|institute|directorate"
    ),
    re.IGNORECASE,
)
_GOVERNMENT = compiled(normal_form(r"গণ?ন?প্রজাতন্ত্র|জনগণের সেবায়|people's republic"), re.IGNORECASE)
HEAD_LINES, LONGEST_OFFICE, LONGEST_DATE_LINE, LONGEST_LINE = 8, 110, 45, 200


@dataclass(frozen=True)
class DatedText:
    """A date as ISO, and as the document writes it."""

    iso: str
    text: str


@dataclass(frozen=True)
class Signature:
    """`office_name` is the office of the charter, `office_parent` the body it belongs to."""

    person: Signatory
    office_name: str | None
    office_parent: str | None


def read_signature(lines: Sequence[str]) -> tuple[DatedText | None, Signature]:
    """The date of issue and the signature out of the last lines; None where they are not written."""
    dated = next((found for line in lines if _is_date_line(line) and (found := date_in(line))), None)
    lines = [line for line in lines if len(line) <= LONGEST_LINE]
    place = next((n for n, line in enumerate(lines) if _IN_BRACKETS.match(line)), None)
    if place is None:
        place = next((n for n in range(len(lines) - 1) if _is_person(lines[n]) and _is_post(lines[n + 1])), None)
    if place is None:
        return dated, Signature(Signatory(), None, None)
    match = _IN_BRACKETS.match(lines[place])
    name = (match[1] if match else HONORIFIC.sub("", lines[place])).strip()
    below = [line.strip() for line in lines[place + 1 : place + 5] if line.strip() and not date_in(line)]
    offices = [line for line in below if _OFFICE.search(line) and not (line == below[0] and _is_post(line))]
    designation = next((line for line in below if line not in offices), None)
    own = next((line for line in reversed(offices) if _OWN_OFFICE.search(line)), offices[-1] if offices else None)
    parent = next((line for line in offices if line != own), None)
    return dated, Signature(Signatory(name, designation, own), own, parent)


def _is_date_line(line: str) -> bool:
    return len(line) <= LONGEST_DATE_LINE and not _UPDATED.search(line)


def _is_person(line: str) -> bool:
    words = line.split()
    return (
        1 < len(words) <= 6
        and not re.search(r"\d|[:ঃ|]", line)
        and (bool(HONORIFIC.match(line)) or tells_name(words[0]))
    )


def _is_post(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= 8 and is_head(words[-1]) and not re.search(r"\d", line)


def office_in(lines: Sequence[str]) -> str | None:
    """The office that the head of a document names, in its first lines or beside its title; None where it does not."""
    for line in lines[:HEAD_LINES]:
        if heading_of(line) not in (None, "title") or len(line) > LONGEST_OFFICE:
            continue
        plain = without_marks(line)
        match = _OF_OFFICE.search(plain)
        name = (match[1] or match[2]).strip(" -–,") if match else plain if heading_of(line) is None else ""
        if name and _OFFICE_NAME.search(name) and not _GOVERNMENT.search(name):
            return name
    return None


def published_in(lines: Sequence[str]) -> DatedText | None:
    """The date that a line anywhere in the document calls the date of issue or publication."""
    return next((found for line in lines if _PUBLISHED.search(line) and (found := date_in(line))), None)


def read_date(line: str) -> str | None:
    """As date_in, the ISO date alone."""
    found = date_in(line)
    return found.iso if found else None


def date_in(line: str) -> DatedText | None:
    """A date in either set of digits, day first; None where there is none or it cannot be."""
    plain = to_ascii(line)
    for pattern, order in ((_ISO, (1, 2, 3)), (_DATE, (3, 2, 1)), (_SHORT_DATE, (3, 2, 1))):
        if match := pattern.search(plain):
            year, month, day = (int(match[group]) for group in order)
            return _dated(year if year > 99 else year + 2000, month, day, line[match.start() : match.end()])
    if match := _WORDS.search(plain):
        names = MONTHS_BN if match[2] in MONTHS_BN else MONTHS_EN
        return _dated(int(match[3]), list(names).index(match[2]) + 1, int(match[1]), line[match.start() : match.end()])
    return None


def _dated(year: int, month: int, day: int, text: str) -> DatedText | None:
    try:
        return DatedText(date(year, month, day).isoformat(), text)
    except ValueError:
        return None
