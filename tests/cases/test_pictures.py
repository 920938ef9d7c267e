"""A picture says at its beginning how large it becomes; one that is too large, or does not say, is not drawn."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from ongikar.cases import pictures
from ongikar.cases.files import JPEG, PDF, PNG, WEBP
from ongikar.cases.pictures import MOST_DOTS, may_be_drawn

WAYS: list[tuple[str, str, dict[str, Any]]] = [
    ("PNG", PNG, {}),
    ("JPEG", JPEG, {}),
    ("JPEG", JPEG, {"progressive": True, "comment": b"x" * 300}),
    ("WEBP", WEBP, {}),
    ("WEBP", WEBP, {"lossless": True}),
    ("WEBP", WEBP, {"exif": b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"}),
]


def picture(kind: str, width: int, height: int, **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, kind, **how)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "media_type", "how"), WAYS)
def test_a_picture_is_drawn_up_to_so_many_dots(
    kind: str, media_type: str, how: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_DOTS > 4000 * 3000  # as telephones take them
    monkeypatch.setattr(pictures, "MOST_DOTS", 640 * 480)
    assert may_be_drawn(picture(kind, 640, 480, **how), media_type)
    assert may_be_drawn(picture(kind, 480, 640, **how), media_type)
    assert not may_be_drawn(picture(kind, 641, 480, **how), media_type)
    assert not may_be_drawn(picture(kind, 640, 481, **how), media_type)


@pytest.mark.parametrize(("kind", "media_type", "how"), WAYS)
def test_what_does_not_say_how_large_it_is_is_not_drawn(kind: str, media_type: str, how: dict[str, Any]) -> None:
    assert not may_be_drawn(picture(kind, 640, 480, **how)[:12], media_type)
    assert not may_be_drawn(b"%PDF-1.4", PDF)


def test_a_png_that_says_it_twice_is_not_drawn() -> None:
    small, large = picture("PNG", 1, 1), picture("PNG", 10_000, 10_000)
    assert not may_be_drawn(small[:33] + large[8:], PNG)
