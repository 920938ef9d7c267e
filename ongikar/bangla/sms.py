"""How many parts a short message takes. Bangla goes as UCS-2: 70 characters in one part, 67 a part in several."""

from __future__ import annotations

from dataclasses import dataclass

# GSM 03.38: the basic table, and what costs two of its places.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE = frozenset("^{}\\[~]|€")
SINGLE, EACH = {"gsm7": 160, "ucs2": 70}, {"gsm7": 153, "ucs2": 67}


@dataclass(frozen=True)
class Size:
    """What a text costs to send: its alphabet, its length in that alphabet, and its parts."""

    alphabet: str
    length: int
    parts: int


def size_of(text: str) -> Size:
    """The size of a message; an empty one still takes a part. Length is in UTF-16 units or GSM places."""
    if all(c in _BASIC or c in _DOUBLE for c in text):
        alphabet, length = "gsm7", sum(2 if c in _DOUBLE else 1 for c in text)
    else:
        alphabet, length = "ucs2", len(text.encode("utf-16-be")) // 2
    parts = 1 if length <= SINGLE[alphabet] else -(-length // EACH[alphabet])
    return Size(alphabet, length, parts)
