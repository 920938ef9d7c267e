"""What a charter promises about time, as an expression rather than a number (charter column 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["instant", "duration", "range", "composite", "by_instruction", "by_rule", "schedule", "none"]
Unit = Literal["working_day", "day", "week", "month", "year", "hour", "minute"]


@dataclass(frozen=True)
class Part:
    """One limit of a composite or staged promise: `when` is the charter's word for the case it covers."""

    when: str | None
    min: int | None
    max: int | None
    unit: Unit | None

    def to_json(self) -> dict[str, Any]:
        return {"when": self.when, "min": self.min, "max": self.max, "unit": self.unit}


@dataclass(frozen=True)
class TimeLimit:
    """A time limit as read from a charter; `text` is the cell verbatim.

    It may have no number: "তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)" is `instant` with the unit
    working_day and `max` None. None is never read as zero.
    """

    text: str = ""
    kind: Kind = "none"
    instant: bool = False
    min: int | None = None
    max: int | None = None
    unit: Unit | None = None
    condition: str | None = None
    parts: tuple[Part, ...] = ()

    def of_part(self, number: int) -> TimeLimit:
        """The limit where one part of a composite is the one that is meant; IndexError if it has no such part."""
        part = self.parts[number]
        return replace(self, kind="duration", min=None, max=part.max, unit=part.unit, parts=())

    def to_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "text": self.text,
            "kind": self.kind,
            "instant": self.instant,
            "min": self.min,
            "max": self.max,
            "unit": self.unit,
            "condition": self.condition,
        }
        if self.parts:
            shown["parts"] = [part.to_json() for part in self.parts]
        return shown

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TimeLimit:
        parts = tuple(Part(**part) for part in data.get("parts", ()))
        return cls(**{**data, "parts": parts})
