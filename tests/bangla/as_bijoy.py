"""Unicode as somebody types it in Bijoy: the table of the reading turned round, for tests alone."""

from __future__ import annotations

import re

from ongikar.bangla import bijoy
from ongikar.bangla.normal import normal_form

CONSONANT = "[ক-হ\u09dc\u09dd\u09df]"
BEFORE = {"ি": "w", "ে": "†", "ৈ": "ˆ"}
AFTER = {"া": "v", "ী": "x", "ু": "y", "ূ": "~", "ৃ": "„", "ৗ": "Š"}
_SIGNS: dict[str, str] = {}
for _pair in bijoy._SIGNS.split():
    _SIGNS.setdefault(_pair[2:], _pair[0])
_GLYPHS = {**_SIGNS, **{code: letter for letter, code in bijoy._LETTERS.items()}, "আ": "Av"}
_GLYPH = re.compile("|".join(map(re.escape, sorted(_GLYPHS, key=len, reverse=True))))
_SYLLABLE = re.compile(f"(র্(?={CONSONANT}))?((?:{CONSONANT}্)*{CONSONANT}্?)([ািীুূৃেৈৗ]*)")


def as_bijoy(text: str) -> str:
    """The keys that draw this text in a Bijoy font. What has no glyph, such as a Latin letter, stays."""
    whole = normal_form(text).replace("\u09cb", "\u09c7\u09be").replace("\u09cc", "\u09c7\u09d7")
    for apart, one in (("য\u09bc", "\u09df"), ("ড\u09bc", "\u09dc"), ("ঢ\u09bc", "\u09dd")):
        whole = whole.replace(apart, one)
    return _GLYPH.sub(lambda glyph: _GLYPHS[glyph[0]], _SYLLABLE.sub(_drawn, whole))


def _drawn(syllable: re.Match[str]) -> str:
    """One cluster with its signs where the font has them: some before it, the reph after it."""
    reph, letters, signs = syllable.groups()
    before = "".join(BEFORE[sign] for sign in signs if sign in BEFORE)
    return before + letters + ("©" if reph else "") + "".join(AFTER[sign] for sign in signs if sign in AFTER)
