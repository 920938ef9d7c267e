"""Addresses of mail as people type them, with what a Bangla keyboard or a copied line leaves in and around them."""

from __future__ import annotations

import re
import unicodedata

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_lines

_BRACKETED = re.compile(r"<([^<>]*)>")


def same_mail(one: str, other: str) -> bool:
    """Whether two addresses reach one box: capital letters make no other of it (providers do not tell them apart)."""
    return one.casefold() == other.casefold()


def typed_mail(text: str) -> str:
    """The address meant: in ASCII digits, without spaces, brackets, `mailto:` and the end of a sentence."""
    plain = to_ascii(unicodedata.normalize("NFKC", normal_lines(text)))
    if match := _BRACKETED.search(plain):
        plain = match[1]
    return re.sub(r"\s+", "", plain).removeprefix("mailto:").strip(".,;:।")
