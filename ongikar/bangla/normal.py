"""One form for Bangla text: what is stored, and what is compared."""

from __future__ import annotations

import unicodedata

ZWJ, ZWNJ, RA = "\u200d", "\u200c", "র"
CONTROLS: dict[int, int | None] = dict.fromkeys([*range(9), *range(14, 28), 127])
"""Signs that no text has, and that no database takes; those left out here are white space."""
_UNSEEN = {
    **CONTROLS,
    **dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f" + ZWNJ), None),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u3000"), " "),
}
_COMPOSED = (("অা", "আ"), ("ো", "ো"), ("ৌ", "ৌ"), ("ব়", "র"))


def normal_form(text: str) -> str:
    """The text in NFC, white space folded, without invisible signs.

    NFC spells য় ড় ঢ় with two code points. A zero-width joiner is kept after র alone, where it is
    spelling (র‍্যাব); elsewhere it and the non-joiner are noise.
    """
    return " ".join(normal_lines(text).split())


def normal_lines(text: str) -> str:
    """As normal_form, with line ends, tabs and runs of spaces left as they are."""
    text = text.translate(_UNSEEN)
    if ZWJ in text:
        text = "".join(c for place, c in enumerate(text) if c != ZWJ or text[place - 1 : place] == RA)
    text = unicodedata.normalize("NFC", text)
    for apart, together in _COMPOSED:
        text = text.replace(apart, together)
    return text


def small_letters(text: str) -> str:
    """The text in small letters, each sign in its place: İ alone would become two."""
    return text.replace("\u0130", "I").lower()


class _SearchSigns(dict[int, "int | str | None"]):
    """How each sign is compared: letters that writers take for one another as one of them, the other letters, digits
    and signs upon letters as they are, everything else as a space."""

    def __missing__(self, code: int) -> int | str | None:
        sign = chr(code)
        kept = sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc")
        return self.setdefault(code, code if kept else " ")


_ALIKE: dict[str | int, str | int | None] = {
    "ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ", "ণ": "ন", "শ": "স", "ষ": "স", "য": "জ", "ৎ": "ত",
    "ঁ": None, "\u09bc": None, ZWJ: None, "ঃ": None, "ঙ": "ং",
}  # fmt: skip
_SEARCH_SIGNS = _SearchSigns(str.maketrans(_ALIKE))


def search_form(text: str) -> str:
    """The text as it is compared in search: one spelling for letters that sound alike, lower case."""
    folded = normal_form(text).lower().replace("য\u09bc", "ি").translate(_SEARCH_SIGNS)
    return " ".join(folded.split())
