"""The working-day calendar: which days an office is open, and the arithmetic of working days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256

from ongikar.clock.days import SHIPPED_YEARS, Day, Year, decided, expected_days, fingerprint, shipped_week, shipped_year
from ongikar.clock.hours import AfterHours, OfficeHours, national_hours, shipped_periods
from ongikar.clock.places import Place, place_of

Readings = tuple[tuple[str, str], ...]

CHAITRA_SANKRANTI_2026 = "chaitra_sankranti_2026"
"""The setting for 13 April 2026: `hill_districts` (default) or `national`; the gazette is not confirmed."""

BUDDHA_PURNIMA_2023 = "buddha_purnima_2023"
"""The setting for 4 and 5 May 2023: `may_4` (default) or `may_5`; two lists differ."""

LONGEST = 36_525
"""No promise is reckoned further than this many days: a hundred years."""

ONE = timedelta(days=1)


@dataclass(frozen=True)
class DayOff:
    """Why an office is closed on a day. `source` names the order, or where it was read.

    `announced` is given for an order that came after the year's list, where the day is known.
    """

    name_bn: str
    name_en: str
    kind: str
    source: str
    announced: date | None = None

    @classmethod
    def by(cls, row: Day) -> DayOff:
        told = row.announced if row.later and not row.assumed else None
        return cls(row.name_bn, row.name_en, row.kind, row.source, told)


@dataclass(frozen=True)
class YearList:
    """A whole year as an office entered it from the gazette: what was ordered for the year before that is replaced."""

    year: int
    gazetted_on: date


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """The open days of one office, as known on one day. A value: nothing changes it.

    `orders` are all that reach the office and were known then; of those about one day the one announced last
    holds. Outside `loaded_from`…`loaded_until` there is no list yet: only weekly holidays and those of fixed
    date count, and `doubt` says so. `known_on` None: all that is loaded.
    """

    label: str
    weekend: frozenset[int]
    orders: tuple[Day, ...]
    loaded_from: date
    loaded_until: date
    known_on: date | None = None
    complete_to: date = date.max
    weekly: Day = field(default_factory=lambda: shipped_week()[1])
    after_hours: AfterHours = "next_opening"

    def __post_init__(self) -> None:
        if len(self.weekend) > 6 or not self.weekend <= frozenset(range(7)):
            raise ValueError("the weekly holidays are weekday numbers, and leave at least one day")

    @cached_property
    def rows(self) -> Mapping[date, Day]:
        """For each day that an order opens, closes or gives back to the week, the order that holds."""
        return decided(row for row in self.orders if row.effect != "short")

    @cached_property
    def short(self) -> Mapping[date, Day]:
        """For each day with hours of its own, the order that gives them; it opens no closed day."""
        rows = decided(row for row in self.orders if row.effect in ("short", "plain"))
        return {day: row for day, row in rows.items() if row.hours}

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
        return DayOff.by(shown)

    def why_open(self, day: date) -> DayOff | None:
        """The order that opens the office on a weekly holiday; None on any other day."""
        row = self.rows.get(day)
        return DayOff.by(row) if row and row.effect == "on" and day.weekday() in self.weekend else None

    def hours_on(self, day: date) -> OfficeHours:
        """The office hours in force on a day, open or not."""
        row = self.short.get(day)
        if row is None or row.hours is None:
            return national_hours(day, self.known_on)
        return OfficeHours(*row.hours, row.name_en, None, row.source)

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

    def nth_before(self, day: date, n: int) -> date:
        """The n-th open day before `day`; n < 1 or no such day: ValueError."""
        if not 1 <= n <= LONGEST:
            raise ValueError(f"{n} working days before: a number from 1 to {LONGEST} is needed")
        while n:
            if day == date.min:
                raise ValueError("the date lies before the start of the calendar")
            day -= ONE
            n -= self.is_working(day)
        return day

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

    def with_orders(self, own: Iterable[Day], lists: Iterable[YearList] = ()) -> WorkingCalendar:
        """This calendar with an office's own orders, and the years it entered whole.

        What was announced after `known_on` is left out. A year's list replaces what was known of that year
        until then; an order announced later than another about the same day wins, whoever gave it.
        """
        known = tuple(row for row in own if self._knows(row.announced))
        listed = {one.year: one.gazetted_on for one in lists if self._knows(one.gazetted_on)}
        if not (known or listed):
            return self
        kept = tuple(row for row in self.orders if not _replaced(row, listed))
        last = self.loaded_until.year
        while last + 1 in listed:
            last += 1
        label = self.label if last == self.loaded_until.year else f"bd-{last}"
        return replace(self, orders=kept + known, loaded_until=date(last, 12, 31), label=label)

    def _knows(self, announced: date) -> bool:
        return self.known_on is None or announced <= self.known_on

    @cached_property
    def version(self) -> str:
        """The label and a short hash of what decides a date; equal for calendars that give equal dates."""
        off = ",".join(map(str, sorted(self.weekend)))
        rows = [f"{day} {row.effect} {row.kind} {row.name_en}" for day, row in sorted(self.rows.items())]
        rows += [f"{day} {row.hours}" for day, row in sorted(self.short.items())]
        rows += [f"{one.starts} {one.hours}" for one in shipped_periods() if self._knows(one.announced)]
        text = "\n".join([off, str(self.loaded_from), str(self.loaded_until), self.after_hours, *rows])
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


def changed_days(before: WorkingCalendar, after: WorkingCalendar) -> tuple[date, date] | None:
    """The first and the last day on which two calendars of one office differ; None if they are alike.

    A year that gets its list differs whole: what was reckoned in it is no longer provisional.
    """
    days = {*before.rows, *after.rows, *before.short, *after.short}
    differ = [
        day
        for day in days
        if before.is_working(day) != after.is_working(day) or before.hours_on(day) != after.hours_on(day)
    ]
    if before.loaded_until != after.loaded_until:
        ends = sorted((before.loaded_until, after.loaded_until))
        differ += [ends[0] + ONE, ends[1]]
    return (min(differ), max(differ)) if differ else None


def _replaced(row: Day, listed: Mapping[int, date]) -> bool:
    gazetted = listed.get(row.on.year)
    return gazetted is not None and row.effect != "short" and (row.expected or row.announced <= gazetted)


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
    readings: Readings = (),
    classes: frozenset[str] = frozenset(),
    after_hours: AfterHours = "next_opening",
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
        orders=tuple(_orders(years, last, place_of(district, classes), known_on, dict(readings))),
        loaded_from=date(first, 1, 1),
        loaded_until=date(last, 12, 31),
        known_on=known_on,
        complete_to=years[-1].complete_to,
        after_hours=after_hours,
    )


@lru_cache(maxsize=8)
def shipped_stamp(readings: Readings = (), after_hours: AfterHours = "next_opening") -> str:
    """What stands for all that shipped calendars are made of, wherever an office is: other data, another stamp."""
    years = [shipped_year(year) for year in SHIPPED_YEARS]
    rows = [*(row for year in years for row in year.days), *expected_days(SHIPPED_YEARS[-1])]
    said = [*map(fingerprint, rows), *map(str, shipped_periods())]
    chosen = {name: one for year in years for name, one in year.defaults.items()} | dict(readings)
    text = "\n".join([*said, str(sorted(chosen.items())), after_hours, str(sorted(shipped_week()[0]))])
    return f"bd-{SHIPPED_YEARS[-1]}-{sha256(text.encode()).hexdigest()[:12]}"


def _orders(
    years: Iterable[Year], last: int, place: Place, known_on: date | None, readings: Mapping[str, str]
) -> Iterator[Day]:
    """The shipped orders that reach this place, were announced by then, and fit the readings chosen."""
    for year in years:
        chosen = {**year.defaults, **readings}
        for row in year.days:
            read = row.reading is None or chosen[row.reading[0]] == row.reading[1]
            if read and row.reaches(place) and (known_on is None or row.announced <= known_on):
                yield row
    yield from (row for row in expected_days(last) if known_on is None or row.announced <= known_on)
