"""Column 4: the papers asked for, one by one, and where to get them."""

from __future__ import annotations

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.cells.cell import LONGEST_CELL, cell_lines, cell_text, too_long
from ongikar.reading.sheet import Doubt, Papers

_PLACE = compiled(
    r"কার্যালয়|কার্যালয়|দপ্তর|অফিস(?!\s*আদেশ)|ওয়েব\s*সাইট|ওয়েবসাইট|ওয়েব|পোর্টাল|ইউনিয়ন\s*পরিষদ|ব্যাংক|সরাসরি|শাখা|office|website|branch"
)
_NOT_A_PLACE = compiled(r"আবেদন|সনদ|কপি|ছবি|ফরম|আদেশ|চাহিদা|পত্র\b|প্রত্যয়ন|নির্ভরশীল|নির্দেশনা")
_DEPENDS = "নির্ভরশীল"
_LABEL = compiled(r"(?:প্রাপ্তি\s*স্থান|প্রাপ্তিস্থান)\s*[:ঃ\-–]?\s*(.*)$")
_MARK = compiled(r"^\s*(?:[০-৯0-9]{1,2}\s*[.।)]|[ক-হ]\s*[)]|[-–•*➢✓])\s*")
LONGEST_LIST = 5 * LONGEST_CELL  # papers are listed one by one
_DASHES = {"", "-", "–", "—", "নেই", "না", "প্রযোজ্য নয়"}


def read_papers(cell: str) -> tuple[Papers, tuple[Doubt, ...]]:
    """Read one cell. Items are split at slashes, lines and semicolons outside brackets; places go to `where`."""
    text = cell_text(cell)
    if text.strip(" ।.") in _DASHES:
        return Papers(text), ()
    if len(text) > LONGEST_LIST:
        return Papers(text), (too_long(),)
    where: list[str] = []
    body = cell_lines(cell)
    if match := _LABEL.search(text):
        where.append(match[1].strip(" ।"))
        body = text[: match.start()]
    items: list[str] = []
    for part in _split(body):
        (where if _is_place(part) else items).append(part)
    return Papers(text, tuple(items), ", ".join(filter(None, where)) or None), ()


def _is_place(part: str) -> bool:
    return bool(_PLACE.search(part)) and not _NOT_A_PLACE.search(part)


def _split(body: str) -> list[str]:
    parts, depth, start = [], 0, 0
    depends = body.find(_DEPENDS)
    for place, sign in enumerate(body):
        depth += (sign in "([") - (sign in ")]" and depth > 0)
        if depth == 0 and sign in "/;\n।" and depends < place:  # else one: "workshop/ seminar/ depends on the topic"
            parts.append(body[start:place])
            start = place + 1
            depends = body.find(_DEPENDS, start)
    parts.append(body[start:])
    cleaned = (normal_form(_MARK.sub("", part)).strip(" ,।") for part in parts)
    return [part for part in cleaned if part]
