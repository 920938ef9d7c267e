"""Patterns over text that strangers wrote: none of their repeats is without end.

Python's `re` tries every way to divide a text among the repeats of a pattern: two that may take the same signs cost the
square of its length, five in a row the fifth power. So a pattern is written as it is meant, `*` and `+` and all, and
compiled with the most that each repeat takes in a charter, an order or a form.
"""

from __future__ import annotations

import re
from functools import lru_cache

BLANKS, DIGITS, LETTERS, REST, TIMES = 3, 20, 30, 200, 12
"""The most that one repeat takes: blanks in a row, digits of a number, letters of a word, signs of any kind ("up to
the bracket"), and how often a part in brackets comes again. What needs more says so: `{0,80}`."""
_TOKEN = re.compile(
    r"(?P<rest>\.[*+](?=\)?\$))"  # to the end of the text: nothing after it can fail
    r"|(?P<repeat>[*+]|\{(?P<least>\d{1,4}),\})|\\.|\[\^?\]?(?:\\.|[^\]\\]){0,200}\]|.",
    re.DOTALL,
)
_NUMBERS = (r"\d", "[0-9]", "[0-9০-৯]", "[০-৯0-9]")


@lru_cache(maxsize=1024)
def compiled(words: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of these words, every repeat of it with an end."""
    parts: list[str] = []
    for token in _TOKEN.finditer(words):
        if token["repeat"]:
            least = int(token["least"] or token["repeat"] == "+")
            parts.append(f"{{{least},{max(_most(parts[-1]), least)}}}")
        else:
            parts.append(token[0])
    return re.compile("".join(parts), flags)


def _most(repeated: str) -> int:
    """How often what stands before a repeat may come."""
    if repeated == r"\s":
        return BLANKS
    if repeated in _NUMBERS:
        return DIGITS
    if repeated == ")":
        return TIMES
    return REST if repeated == "." or repeated.startswith("[^") else LETTERS
