"""One date by itself, as letters carry it and people type it: also short, spaced, and in the Bangla calendar."""

from __future__ import annotations

import re
from datetime import date

from ongikar.bangla.dates import BANGLA_MONTHS, BANGLA_MONTHS_EN, from_bangla
from ongikar.bangla.normal import search_form
from ongikar.bangla.patterns import compiled
from ongikar.bangla.typed_dates import MONTHS, NoDate, plain, typed_date

_MONTH = rf"(?:{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})"
_ORDINAL = r"(?:শে|ই|লা|রা|ঠা|st|nd|rd|th)?"
_AROUND = compiled(r"^তারিখ\s*[:ঃ]?|(?:খ্রিস্টাব্দ|খ্রিষ্টাব্দ|খ্রিঃ|খ্রি:?|খৃঃ|ইং|সাল)?\s*(?:তারিখে?)?$")
# Other ways to write a date, each with the one that typed_date reads.
_OTHERWISE = (
    (compiled(r"(?<=\d)\s*([/.-])\s*(?=\d)"), r"\1"),  # ৫ / ১২ / ২০২৬
    (compiled(rf"^(\d{{1,2}})-({_MONTH})-(?=\d)"), r"\1 \2 "),  # 5-Dec-2026
    (compiled(r"^(\d{4})[/.](\d{1,2})[/.](?=\d{1,2}$)"), r"\1-\2-"),  # ২০২৬/১২/৫
    (compiled(rf"^(\d{{1,2}}[/.-]\d{{1,2}}[/.-]|.*{_MONTH}\.?,?\s+)['’]?(?=\d\d$)"), r"\g<1>20"),  # ৫/১২/২৬
)
_BANGLA_MONTHS = {
    search_form(name): number for names in (BANGLA_MONTHS, BANGLA_MONTHS_EN) for number, name in enumerate(names)
}
_BANGLA_MONTHS |= {search_form("জৈষ্ঠ"): 1, search_form("ফাগুন"): 10}
_IN_BANGLA = compiled(rf"(\d{{1,2}}){_ORDINAL}\s+(\S+?),?\s+(1[345]\d\d)(?:\s*বঙ্গাব্দ|\s*বাং(?:লা)?)?")


def written_date(text: str) -> date:
    """The date; NoDate where it is none. A year of two digits is of this century: no older letter is filed."""
    read = _AROUND.sub("", plain(text).strip(" ,।.")).strip(" ,।.")
    if match := _IN_BANGLA.fullmatch(read):
        return _of_bangla(match, text)
    for otherwise, written in _OTHERWISE:
        read = otherwise.sub(written, read)
    return typed_date(read)


def _of_bangla(match: re.Match[str], text: str) -> date:
    try:
        return from_bangla(int(match[1]), _BANGLA_MONTHS[search_form(match[2])], int(match[3]))
    except (KeyError, ValueError):
        raise NoDate(text) from None
