"""Parts of a short message: 70 characters of Bangla in one, 67 a part in several."""

from __future__ import annotations

import pytest

from ongikar.bangla.sms import size_of


@pytest.mark.parametrize(
    ("text", "alphabet", "length", "parts"),
    [
        ("", "gsm7", 0, 1),
        ("a" * 160, "gsm7", 160, 1),
        ("a" * 161, "gsm7", 161, 2),
        ("[" * 80, "gsm7", 160, 1),
        ("a" * 306, "gsm7", 306, 2),
        ("a" * 307, "gsm7", 307, 3),
        ("ক" * 70, "ucs2", 70, 1),
        ("ক" * 71, "ucs2", 71, 2),
        ("ক" * 134, "ucs2", 134, 2),
        ("ক" * 135, "ucs2", 135, 3),
        ("a" * 69 + "’", "ucs2", 70, 1),
        ("😀" * 35, "ucs2", 70, 1),
    ],
)
def test_the_parts_of_a_message(text: str, alphabet: str, length: int, parts: int) -> None:
    size = size_of(text)
    assert (size.alphabet, size.length, size.parts) == (alphabet, length, parts)
