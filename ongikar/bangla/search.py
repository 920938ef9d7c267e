"""Finding Bangla words however they are spelt: in Bangla, nearly right, or typed in Latin letters."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import search_form

# The sound of each consonant as one Latin letter; vowels are left out of a skeleton.
_SOUND = {
    "ক": "k", "খ": "k", "গ": "j", "ঘ": "j", "ং": "n", "চ": "c", "ছ": "c", "জ": "j", "ঝ": "j", "ঞ": "n",
    "ট": "t", "ঠ": "t", "ড": "d", "ঢ": "d", "ত": "t", "থ": "t", "দ": "d", "ধ": "d", "ন": "n",
    "প": "p", "ফ": "f", "ব": "b", "ভ": "b", "ম": "m", "র": "r", "ল": "l", "স": "s", "হ": "h",
}  # fmt: skip
_ROMAN = [
    ("kkh", "k"), ("kh", "k"), ("gh", "g"), ("jh", "j"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("bh", "b"),
    ("sh", "s"), ("ng", "n"), ("x", "ks"), ("q", "k"), ("v", "b"), ("z", "j"), ("w", ""), ("ce", "se"),
    ("ci", "si"), ("cy", "sy"), ("y", "i"), ("c", "k"), ("g", "j"),
]  # fmt: skip
_LATIN = re.compile(r"[a-z]")
CLOSE = 0.8


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The consonants of a word as sounds, the same for both scripts."""
    folded = to_ascii(search_form(word))
    return _roman_sounds(folded) if _LATIN.search(folded) else _bangla_sounds(folded)


def _bangla_sounds(word: str) -> str:
    word = word.replace("ক্স", "ক").replace("জ্ঞ", "গ").replace("্জ", "")
    word = re.sub("(.)্\\1", r"\1", word)
    return "".join(_SOUND.get(c, c if c.isdigit() else "") for c in word)


def _roman_sounds(word: str) -> str:
    """Latin letters as sounds; `c` alone is k, `ch` stays c, doubled consonants are one."""
    word = re.sub("^ksh", "k", word.replace("chh", "ch").replace("ch", "\u0001"))
    for letters, sound in _ROMAN:
        word = word.replace(letters, sound)
    word = re.sub(r"([^aeiou0-9])\1+", r"\1", word)
    return re.sub(r"[aeiou]", "", word.replace("\u0001", "c"))


def matches(query: str, text: str) -> float:
    """How well `text` answers `query`, from 0 (not at all) to 1 (every word stands in it)."""
    asked, words = search_form(query).split(), search_form(text).split()
    if not asked:
        return 0.0
    rates = [max((_word_rating(word, other) for other in words), default=0.0) for word in asked]
    return sum(rates) / len(rates) if min(rates) > 0 else 0.0


def _word_rating(asked: str, word: str) -> float:
    if word.startswith(asked):
        return 1.0
    if len(asked) > 2 and asked in word:
        return 0.9
    sounds, other = skeleton(asked), skeleton(word)
    if len(sounds) > 1 and other.startswith(sounds):
        return 0.8 if len(sounds) > 2 or other == sounds else 0.6
    alike = SequenceMatcher(None, asked, word).ratio() if len(asked) > 3 else 0.0
    return alike * 0.7 if alike >= CLOSE else 0.0
