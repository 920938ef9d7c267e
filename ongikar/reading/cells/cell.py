"""A cell before it is understood: verbatim in Unicode, and in the plain form that patterns see."""

from __future__ import annotations

import re
from functools import lru_cache

from ongikar.bangla.bijoy import is_ill_formed
from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.patterns import compiled
from ongikar.bangla.repair import mended
from ongikar.reading.encoding import unescaped, unicode_of
from ongikar.reading.sheet import Doubt


@lru_cache(maxsize=4096)
def cell_text(cell: str) -> str:
    """The cell as the charter has it, white space folded; Bijoy and escaped letters as Unicode."""
    return normal_form(unicode_of(unescaped(cell))[0])


def cell_lines(cell: str) -> str:
    """As cell_text, with the line ends of the cell kept: they set its parts apart."""
    return normal_lines(unicode_of(unescaped(cell))[0])


@lru_cache(maxsize=4096)
def plain_form(text: str) -> str:
    """A text for patterns: broken letters mended, ASCII digits, lower case, one sign for one thing."""
    return _one_spelling(to_ascii(mended(text)).lower())


def pattern(words: str) -> re.Pattern[str]:
    """A pattern over plain forms, its own words spelt as there. It is to be written in lower case."""
    return compiled(_one_spelling(normal_form(words)))


def _one_spelling(text: str) -> str:
    return text.replace("ঘণ্টা", "ঘন্টা").replace("ঊ", "উ").replace("’", "'")


# No cell of a charter is as long; what is longer is some other text, and is not searched for numbers.
LONGEST_CELL = 2000


def too_long() -> Doubt:
    return Doubt(
        "ঘরটি অস্বাভাবিক দীর্ঘ; মূল দলিলের সঙ্গে মিলিয়ে নিজে পূরণ করুন।",
        "This cell is unusually long; fill it in yourself from the document.",
    )


def letter_doubts(text: str) -> tuple[Doubt, ...]:
    """A doubt where the letters themselves are broken beyond certain mending."""
    if not is_ill_formed(mended(text)):
        return ()
    return (
        Doubt(
            "এই ঘরের কিছু অক্ষর ভাঙা; মূল দলিলের সঙ্গে মিলিয়ে দেখুন।",
            "Some letters of this cell are broken; compare it with the document.",
        ),
    )
