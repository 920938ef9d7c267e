"""How large a picture becomes where it is drawn, told by its first bytes: a small file may unpack to a wall."""

from __future__ import annotations

from ongikar.cases.files import JPEG, PNG, WEBP

MOST_DOTS = 30_000_000
"""That are drawn: more than most telephones take. Drawing needs up to sixteen bytes a dot."""


def may_be_drawn(data: bytes, media_type: str) -> bool:
    """Whether a picture says at its beginning how large it is, and is not too large."""
    size = _SIZES[media_type](data) if media_type in _SIZES else None
    return size is not None and 0 < size[0] * size[1] <= MOST_DOTS


Size = tuple[int, int] | None


def _png(data: bytes) -> Size:
    """IHDR comes first, and once."""
    if data[12:16] != b"IHDR" or data.count(b"IHDR") > 1:
        return None
    return _big(data[16:20]), _big(data[20:24])


def _jpeg(data: bytes) -> Size:
    """The first frame; what comes before it says its own length."""
    place = 2
    while data[place : place + 1] == b"\xff":
        kind = data[place + 1 : place + 2]
        if b"\xc0" <= kind <= b"\xcf" and kind not in b"\xc4\xc8\xcc":
            return _big(data[place + 7 : place + 9]), _big(data[place + 5 : place + 7])
        place += 2 + max(_big(data[place + 2 : place + 4]), 2) if kind != b"\xff" else 1
    return None


def _webp(data: bytes) -> Size:
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8X":
        return _little(body[4:7]) + 1, _little(body[7:10]) + 1
    if kind == b"VP8L":
        both = _little(body[1:5])
        return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
    return (_little(body[6:8]) & 0x3FFF, _little(body[8:10]) & 0x3FFF) if kind == b"VP8 " else None


def _big(number: bytes) -> int:
    return int.from_bytes(number, "big")


def _little(number: bytes) -> int:
    return int.from_bytes(number, "little")


_SIZES = {PNG: _png, JPEG: _jpeg, WEBP: _webp}
