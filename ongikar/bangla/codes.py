"""Codes that people copy from paper or a screen: of which signs they are made, and how what was typed is read."""

from __future__ import annotations

import unicodedata

from ongikar.bangla.digits import to_ascii

CODE_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no letter that is taken for a digit
# No code has these; a hand that writes one means the letter beside it. What 0, 1, I, L and O stand for nobody can say.
_ALIKE = str.maketrans("U", "V")


def typed_code(text: str) -> str:
    """A code as it was meant: capitals and ASCII digits, whatever case, spaces, dashes and script it was typed in."""
    plain = to_ascii(unicodedata.normalize("NFKC", text)).upper().translate(_ALIKE)
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
