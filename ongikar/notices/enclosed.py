"""A file that goes along with a letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Enclosed:
    """Its name as the reader sees it, its bytes, and their type."""

    name: str
    data: bytes
    media_type: str
