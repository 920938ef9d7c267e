"""Where the shipped orders were read, in words."""

from __future__ import annotations

from functools import cache

from ongikar.bangla.patterns import compiled
from ongikar.clock.places import read_data

_HOST = compiled(r"(?:https?://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})")


@cache
def named(source: str) -> str:
    """The publications behind the keys of a shipped row, by their sites; an order's own words as they are."""
    listed = read_data("sources.json")["sources"]
    keys = source.split(", ")
    if not source or not all(key in listed for key in keys):
        return source
    return ", ".join(dict.fromkeys(match[1] if (match := _HOST.search(listed[key])) else key for key in keys))
