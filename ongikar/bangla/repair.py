"""Letters left broken by a half-done conversion from Bijoy, mended for understanding (never for display)."""

from __future__ import annotations

import re

from ongikar.bangla.patterns import compiled

# Each of these stands in no Bangla word: a converter took one glyph of Bijoy for another.
_BROKEN: tuple[tuple[str, str], ...] = (
    ("মত্ম", "ন্ত"), ("নত্ম", "ন্ত"), ("সত্ম", "স্ত"), ("রম্ন", "রু"), ("ড়্গ", "ক্ষ"), ("ঢ়্গ", "ক্ষ"),
    ("ÿ", "ক্ষ"), ("µ", "ক্র"), ("μ", "ক্র"), ("ঠঅঞ", "vat"), ("ঠধঃ", "vat"),
)  # fmt: skip
_TABLE = compiled("|".join(re.escape(broken) for broken, _ in _BROKEN))
_MENDED = dict(_BROKEN)
# The sign for ্ল read as স্ন: "সংশিস্নষ্ট" is সংশ্লিষ্ট, "পস্নট" is প্লট, "উলেস্নখ" is উল্লেখ.
_L_BELOW = compiled("([কগপফবমলশহ])([\u09be-\u09c8]?)স্ন")
_REPH_AFTER = compiled("([\u0995-\u09b9\u09bc](?:্[\u0995-\u09b9\u09bc])*[\u09be-\u09c4]?)©")
# A reph typed after its letter: "কমর্ দিবস" for "কর্ম দিবস"; no Bangla word ends in one.
_REPH_AT_END = compiled(r"([\u0995-\u09b9])র্(?=[\s,।/)]|$)")


def is_broken(text: str) -> bool:
    """Whether a text has letters that a half-done conversion left behind."""
    return mended(text) != text


def mended(text: str) -> str:
    """The text with such letters as they were meant."""
    text = _L_BELOW.sub(r"\1্ল\2", _TABLE.sub(lambda match: _MENDED[match[0]], text))
    return _REPH_AT_END.sub(r"র্\1", _REPH_AFTER.sub(r"র্\1", text))
