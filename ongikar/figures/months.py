"""A month as an office counts it: from its first moment to that of the next, on Dhaka's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ongikar.clock.hours import DHAKA, in_dhaka


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month. `starts` is in it, `ends` is not."""

    year: int
    number: int

    @classmethod
    def of(cls, at: datetime) -> Month:
        day = in_dhaka(at).date()
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """'2026-11' as a month; None where it is none."""
        try:
            day = date.fromisoformat(f"{text}-01")
        except ValueError:
            return None
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.first, time.min, DHAKA)

    @property
    def ends(self) -> datetime:
        return self.after.starts

    @property
    def after(self) -> Month:
        day = self.first + timedelta(days=32)
        return Month(day.year, day.month)

    @property
    def before(self) -> Month:
        day = self.first - timedelta(days=1)
        return Month(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
