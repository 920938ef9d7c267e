"""The words of a time limit that start its clock or limit its promise."""

from __future__ import annotations

import re

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled

_MARKS = normal_form(
    r"ক্ষেত্রে|সাপেক্ষে|সাপেক্ষ|হলে|হইলে|থাকলে|পেলে|এলে|আসলে|দিলে|করলে|শর্তে|\bif\b|subject to|upon|when|after|provided"
)
_IN_BRACKETS = compiled(rf"\(([^()]*(?:{_MARKS}|মাসে|পরে|ব্যতীত|ছাড়া|পর(?=\)))[^()]*)\)", re.IGNORECASE)
_ENGLISH = compiled(
    r"\b((?:subject to|after|if|upon|from|on receipt of|on submission of|of (?=application|receipt|submission)|as per availability|depending on)\b.*?)(?=,\s*(?:otherwise|else)|[.;()]|$)",
    re.IGNORECASE,
)
_CLAUSE = compiled(rf"[^,;।:()]*(?:{_MARKS})(?=[\s,;।:]|$)|(?<![ঀ-৿])(?!চলা|অফিস)[ঀ-৿]+কালীন(?![ঀ-৿])")
# Words before a number that limit nothing.
_FILLER = compiled(
    normal_form(
        r"(?:সর্বোচ্চ|সর্বাধিক|সর্বনিম্ন|অনধিক|অনুর্ধ্ব|অনূর্ধ্ব|ন্যূনতম|ন্যুনতম|কমপক্ষে|প্রায়|মাত্র|সময়সীমা|সময়|সাধারণত|মোট|আনুমানিক"
        r"|within|maximum|max\.?|minimum|up to|upto|about|approximately|not more than|at most|at least|in|by|the|next|only)"
    )
    + r"\s*[:ঃ\-–]?\s*",
    re.IGNORECASE,
)
_NUMBER_AND_UNIT = compiled(
    normal_form(r"\d+\S*(?:\s*\([^)]*\))?\s*(?:কর্ম|কার্য)?\s*\S*(?:দিবস|দিন|মাস|ঘ[নণ]্টা|মিনিট|বছর|সপ্তাহ)[ঀ-৿]*")
)
_UNIT_FIRST = compiled(normal_form(r"^\s*(?:কর্ম|কার্য)?\s*(?:দিবস|দিন|মাস|ঘ[নণ]্টা|মিনিট|বছর|সপ্তাহ)[ঀ-৿]*(?=\s)"))
_START = compiled(r"\d|\Z")
FILLERS = 3  # how often words that fill stand within one another
_TRAILING = " ,;:ঃ।.-–/(|"


def condition_of(text: str, *, starts: re.Pattern[str], strict: bool) -> str | None:
    """The condition, verbatim, or None.

    `starts` finds where the limit itself begins when it begins with no digit ("at once", "same day"). With
    `strict`, words before the limit count only where they are marked as a condition: several limits in one cell
    each have words before them that name the case, not a condition.
    """
    if match := _IN_BRACKETS.search(text):
        return compiled(r"\s*\d.*$").sub("", match[1]).strip(_TRAILING) or match[1].strip()
    if match := _ENGLISH.search(text):
        return match[1].strip(_TRAILING) or None
    if match := next((m for m in _CLAUSE.finditer(text) if "সম্ভব হলে" not in m[0]), None):
        return _without_numbers(match[0])
    return None if strict else _words_before(text, starts)


def _words_before(text: str, starts: re.Pattern[str]) -> str | None:
    shadow = to_ascii(text)
    places = [m.start() for m in (_START.search(shadow), starts.search(shadow)) if m and m.start() < len(text)]
    if not places:
        return None
    words = text[: min(places)]
    for _ in range(FILLERS):
        words = _FILLER.sub("", words)
    words = words.strip(_TRAILING)
    return words if len(words) > 2 else None


def _without_numbers(clause: str) -> str | None:
    """'২০ কার্যদিবস একাধিক দপ্তর থাকলে' keeps only what follows the number and its unit."""
    numbers = list(_NUMBER_AND_UNIT.finditer(clause))
    rest = _UNIT_FIRST.sub("", clause[numbers[-1].end() :] if numbers else clause)
    return rest.strip(_TRAILING) or clause.strip(_TRAILING) or None
