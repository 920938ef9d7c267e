"""A month and a year as an office counts them: from its first moment to that of the next, on Dhaka's clock."""

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
        """'2026-11' as a month; None where it is none, or none that an office can have seen."""
        try:
            day = date.fromisoformat(f"{text}-01")
        except ValueError:
            return None
        return cls(day.year, day.month) if 1900 <= day.year <= 2999 else None

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


@dataclass(frozen=True, order=True)
class Year:
    """Twelve months from the first of a month. `starts` is in it, `ends` is not."""

    opening: Month

    @classmethod
    def of(cls, at: datetime, *, begins: int) -> Year:
        """The year a moment lies in, where years begin with this month (1 to 12)."""
        month = Month.of(at)
        return cls(Month(month.year if month.number >= begins else month.year - 1, begins))

    @property
    def first(self) -> date:
        return self.opening.first

    @property
    def last(self) -> date:
        return self.months[-1].last

    @property
    def months(self) -> list[Month]:
        found = [self.opening]
        while len(found) < 12:
            found.append(found[-1].after)
        return found

    @property
    def starts(self) -> datetime:
        return self.opening.starts

    @property
    def ends(self) -> datetime:
        return self.after.starts

    @property
    def after(self) -> Year:
        return Year(Month(self.opening.year + 1, self.opening.number))

    @property
    def before(self) -> Year:
        return Year(Month(self.opening.year - 1, self.opening.number))

    def __str__(self) -> str:
        return f"{self.opening.year:04d}"
