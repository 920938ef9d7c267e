"""The folded words of a case, so that any spelling finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import search_form

if TYPE_CHECKING:
    from ongikar.cases.models import Case


def fold(text: str) -> str:
    """Lower-case, one spelling, ASCII digits: what is stored and what is asked go through the same."""
    return to_ascii(search_form(text))


def words_of(case: Case) -> str:
    who = case.requester
    parts = (case.reference, who.name, who.phone, who.institution, case.matter, case.promise.name_bn)
    return fold(" ".join(part for part in parts if part))
