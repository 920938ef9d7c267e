"""Where an office stands, as far as the calendar cares: its district, division and class."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DROPPED = str.maketrans("", "", " -_.'\u2019\u200c\u200d")


class UnknownDistrict(ValueError):  # noqa: N818 - what it says is what is wrong
    """The name is none of the 64 districts, in Bangla or English, old or new spelling."""


@dataclass(frozen=True)
class Place:
    """An office's place. Codes are lower-case ASCII; a missing one means that only wider orders reach it."""

    district: str | None = None
    division: str | None = None
    classes: frozenset[str] = frozenset()


def read_data(name: str) -> Any:
    """One of the JSON files shipped in `ongikar/clock/data`."""
    return json.loads(files("ongikar.clock").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def place_of(district: str | None, classes: frozenset[str] = frozenset()) -> Place:
    """The place of an office in this district, named as people write it; UnknownDistrict if there is none.

    A misspelt hill district would lose its own holidays in silence, so a name is never guessed.
    """
    if not district:
        return Place(classes=classes)
    found = _districts().get(_folded(district))
    if found is None:
        raise UnknownDistrict(f"no district is called {district!r}")
    return Place(found["code"], found["division"], classes)


@cache
def districts() -> tuple[tuple[str, str, str], ...]:
    """The 64 districts: code, name in Bangla, name in English."""
    rows = read_data("districts.json")["districts"]
    return tuple((row["code"], row["name_bn"], row.get("name_en", row["code"].capitalize())) for row in rows)


@cache
def _districts() -> dict[str, Any]:
    named: dict[str, Any] = {}
    for row in read_data("districts.json")["districts"]:
        for name in (row["code"], row["name_bn"], *row["also"]):
            named[_folded(name)] = row
    return named


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).casefold().translate(DROPPED)
    for tail in ("district", "জেলা"):
        plain = plain.removesuffix(tail)
    return plain
