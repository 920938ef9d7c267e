"""The working-day calendar: which days an office is open, and the arithmetic of working days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256

from ongikar.clock.days import SHIPPED_YEARS, Day, Year, decided, shipped_week, shipped_year
from ongikar.clock.places import Place, place_of

CHAITRA_SANKRANTI_2026 = "chaitra_sankranti_2026"
"""The setting for 13 April 2026: `hill_districts` (default) or `national`; the gazette is not confirmed."""

LONGEST = 36_525
"""No promise is reckoned further than this many days: a hundred years."""

ONE = timedelta(days=1)


@dataclass(frozen=True)
class DayOff:
    """Why an office is closed on a day. `source` names where the order was read."""

    name_bn: str
    name_en: str
    kind: str
    source: str


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """The open days of one office, as known on one day. A value: nothing changes it.

    `rows` holds, for each day an order decides, the order that holds. Outside `loaded_from`…`loaded_until`
    dates are reckoned on weekly holidays alone, and `doubt` says so. `known_on` None: all that is loaded.
    """

    label: str
    weekend: frozenset[int]
    rows: Mapping[date, Day]
    loaded_from: date
    loaded_until: date
    known_on: date | None = None
    complete_to: date = date.max
    weekly: Day = field(default_factory=lambda: shipped_week()[1])

    def __post_init__(self) -> None:
        if len(self.weekend) > 6 or not self.weekend <= frozenset(range(7)):
            raise ValueError("the weekly holidays are weekday numbers, and leave at least one day")

    def is_working(self, day: date) -> bool:
        """Whether the office is open on this day."""
        row = self.rows.get(day)
        if row is None or row.effect == "plain":
            return day.weekday() not in self.weekend
        return row.effect != "off"

    def why_closed(self, day: date) -> DayOff | None:
        """What closes the office on this day; None on an open day. A holiday on a Friday is the holiday."""
        if self.is_working(day):
            return None
        row = self.rows.get(day)
        shown = row if row and row.effect == "off" else self.weekly
        return DayOff(shown.name_bn, shown.name_en, shown.kind, shown.source)

    def next_holiday(self, day: date, *, within: int = 120) -> tuple[date, DayOff] | None:
        """The first day after `day` that an order closes and the week would not; None if `within` days hold none."""
        days = (day + timedelta(days=n) for n in range(1, within + 1))
        weekdays = (one for one in days if one.weekday() not in self.weekend)
        return next(((one, why) for one in weekdays if (why := self.why_closed(one))), None)

    def nth_after(self, day: date, n: int) -> date:
        """The n-th open day after `day`; of n = 0 `day` if open, else the next open one; n < 0: ValueError.

        `day` itself is never counted: "from" a day leaves out that day (General Clauses Act, section 9).
        """
        ordinals, dates = self._open
        ordinal = day.toordinal()
        if n > 0 and ordinal >= self._starts:
            at = bisect_right(ordinals, ordinal) + n - 1
            if at < len(dates):
                return dates[at]
        return self._walked(day, n)

    def next_open(self, day: date) -> date:
        """The first open day not before `day`."""
        return self._walked(day, 0)

    def count_between(self, after: date, until: date) -> int:
        """Open days after `after` up to and with `until`; 0 if `until` is not later.

        It is the other way round of `nth_after`: `count_between(d, nth_after(d, n)) == n`.
        """
        ordinals, _ = self._open
        if after.toordinal() >= self._starts - 1 and until.toordinal() <= self._ends:
            last, first = bisect_right(ordinals, until.toordinal()), bisect_right(ordinals, after.toordinal())
            return max(0, last - first)
        span = (until - after).days
        return sum(self.is_working(after + timedelta(days=i)) for i in range(1, span + 1))

    def doubt(self, first: date, last: date) -> str | None:
        """Why a date reckoned over these days is provisional: `year_not_loaded`, `moon`, or None (it is not).

        A moon day is in doubt until it has come; the day after `last` counts too, as the moon may shift it.
        """
        if first < self.loaded_from or last > self.loaded_until:
            return "year_not_loaded"
        seen = self.known_on or self.complete_to
        return "moon" if any(max(first, seen) < day <= last + ONE for day in self._moon) else None

    def with_days(self, own: Iterable[Day]) -> WorkingCalendar:
        """This calendar with an office's own orders, which win over the shipped ones of the same day.

        Orders announced after `known_on` are left out.
        """
        known = [row for row in own if self.known_on is None or row.announced <= self.known_on]
        return replace(self, rows={**self.rows, **decided(known)}) if known else self

    @cached_property
    def version(self) -> str:
        """The label and a short hash of what decides a date; equal for calendars that give equal dates."""
        off = ",".join(map(str, sorted(self.weekend)))
        rows = (f"{day} {row.effect} {row.kind} {row.name_en}" for day, row in sorted(self.rows.items()))
        text = "\n".join([off, str(self.loaded_from), str(self.loaded_until), *rows])
        return f"{self.label}-{sha256(text.encode()).hexdigest()[:8]}"

    @cached_property
    def _starts(self) -> int:
        return self.loaded_from.toordinal()

    @cached_property
    def _ends(self) -> int:
        """The table's last day: a year further than the lists, as promises of December reach there."""
        return max(self.loaded_until.toordinal(), self._starts) + 366

    @cached_property
    def _open(self) -> tuple[list[int], list[date]]:
        weekend = {(day + 1) % 7 for day in self.weekend}  # ordinal 1 was a Monday
        opened = {o for o in range(self._starts, self._ends + 1) if o % 7 not in weekend}
        inside = [day for day in self.rows if self._starts <= day.toordinal() <= self._ends]
        opened -= {day.toordinal() for day in inside}
        opened |= {day.toordinal() for day in inside if self.is_working(day)}
        ordinals = sorted(opened)
        return ordinals, [date.fromordinal(o) for o in ordinals]

    @cached_property
    def _moon(self) -> tuple[date, ...]:
        return tuple(sorted(day for day, row in self.rows.items() if row.moon))

    def _walked(self, day: date, n: int) -> date:
        if not 0 <= n <= LONGEST:
            raise ValueError(f"{n} working days: a number from 0 to {LONGEST} is needed")
        if n == 0 and self.is_working(day):
            return day
        left = max(n, 1)
        while left:
            day = _next(day)
            left -= self.is_working(day)
        return day


def _next(day: date) -> date:
    try:
        return day + ONE
    except OverflowError:
        raise ValueError("the date lies past the end of the calendar") from None


@lru_cache(maxsize=128)
def shipped_calendar(
    district: str | None = None,
    known_on: date | None = None,
    *,
    readings: tuple[tuple[str, str], ...] = (),
    classes: frozenset[str] = frozenset(),
) -> WorkingCalendar:
    """The shipped calendar for an office in this district, using only what was announced by `known_on`.

    `readings` decides open questions, such as ((CHAITRA_SANKRANTI_2026, "national"),). Without a district
    only national orders count. UnknownDistrict (a ValueError) if the name is no district.
    """
    years = [shipped_year(year) for year in SHIPPED_YEARS]
    listed = [year.year for year in years if known_on is None or year.gazetted_on <= known_on]
    first, last = SHIPPED_YEARS[0], listed[-1] if listed else SHIPPED_YEARS[0] - 1
    return WorkingCalendar(
        label=f"bd-{last}",
        weekend=shipped_week()[0],
        rows=decided(_orders(years, place_of(district, classes), known_on, dict(readings))),
        loaded_from=date(first, 1, 1),
        loaded_until=date(last, 12, 31),
        known_on=known_on,
        complete_to=years[-1].complete_to,
    )


def _orders(years: Iterable[Year], place: Place, known_on: date | None, readings: Mapping[str, str]) -> Iterator[Day]:
    """The shipped orders that reach this place, were announced by then, and fit the readings chosen."""
    for year in years:
        chosen = {**year.defaults, **readings}
        for row in year.days:
            known = known_on is None or row.announced <= known_on
            read = row.reading is None or chosen[row.reading[0]] == row.reading[1]
            if known and read and row.reaches(place):
                yield row
