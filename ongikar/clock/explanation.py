"""Why a date is the date it is: the days counted, the days not counted and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, Literal

from ongikar.clock import wording

State = Literal["before", "zero", "counted", "off", "paused", "due"]
Language = Literal["bn", "en"]


@dataclass(frozen=True)
class Span:
    """Days from `starts` to `ends`, both included, treated alike.

    `why` is a code: `received` (came after hours), `day_zero`, `counted`, `paused`, `next_open_day`, or the
    kind of the day off (`weekly`, `general`, `executive`, `regional` …). The names say the same to people.
    """

    starts: date
    ends: date
    counts: bool
    why: str
    name_bn: str
    name_en: str
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "from": self.starts.isoformat(),
            "to": self.ends.isoformat(),
            "counts": self.counts,
            "why": self.why,
            "name_bn": self.name_bn,
            "name_en": self.name_en,
        }
        return {**shown, "source": self.source} if self.source else shown

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Span:
        rest = {k: v for k, v in data.items() if k not in ("from", "to")}
        return cls(date.fromisoformat(data["from"]), date.fromisoformat(data["to"]), **rest)


@dataclass(frozen=True)
class Pause:
    """The clock stood from `starts` (included) to `ends` (not included); `ends` None: it still stands.

    `reason` is what people are told, in Bangla; `reason_en` in English, where there is one.
    """

    starts: datetime
    ends: datetime | None
    reason: str
    reason_en: str = ""

    def __post_init__(self) -> None:
        for moment in (self.starts, self.ends):
            if moment is not None and moment.utcoffset() is None:
                raise ValueError("a pause needs moments with a time zone")
        if self.ends is not None and self.ends < self.starts:
            raise ValueError("a pause ends before it starts")

    def holds(self, moment: datetime) -> bool:
        """Whether the clock stands at this moment."""
        return self.starts <= moment and (self.ends is None or moment < self.ends)

    def to_json(self) -> dict[str, Any]:
        ends = self.ends.isoformat() if self.ends else None
        return {
            "from": self.starts.isoformat(),
            "to": ends,
            "reason": self.reason,
            "reason_en": self.reason_en,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Pause:
        ends = datetime.fromisoformat(data["to"]) if data["to"] else None
        return cls(datetime.fromisoformat(data["from"]), ends, data["reason"], data["reason_en"])


@dataclass(frozen=True)
class DayMark:
    """One day of the month strip."""

    day: date
    state: State
    name_bn: str
    name_en: str


@dataclass(frozen=True)
class Explanation:
    """How a date was reckoned, complete enough to be shown years later without a calendar.

    `received_on` is the day it came, `zero` the day from which days count. `spans` cover every day from
    `received_on` to the last day reckoned, without gap. `due_on` is None while an open pause holds the clock.
    `amount` and `unit` are what was promised, extensions included, in the words of the limit.
    `doubt` is why the date is provisional (`year_not_loaded`, `moon`), or None.
    """

    received_on: date
    zero: date
    due_on: date | None
    limits: tuple[tuple[int, str], ...]
    spans: tuple[Span, ...]
    pauses: tuple[Pause, ...]
    calendar: str
    doubt: str | None = None
    due_at: datetime | None = None

    @property
    def provisional(self) -> bool:
        return self.doubt is not None

    @property
    def counted(self) -> int:
        """How many days count."""
        return sum((span.ends - span.starts).days + 1 for span in self.spans if span.counts)

    def to_json(self) -> dict[str, Any]:
        return {
            "received_on": self.received_on.isoformat(),
            "zero": self.zero.isoformat(),
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "limits": [{"amount": amount, "unit": unit} for amount, unit in self.limits],
            "spans": [span.to_json() for span in self.spans],
            "pauses": [pause.to_json() for pause in self.pauses],
            "calendar": self.calendar,
            "provisional": self.provisional,
            "doubt": self.doubt,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Explanation:
        return cls(
            received_on=date.fromisoformat(data["received_on"]),
            zero=date.fromisoformat(data["zero"]),
            due_on=date.fromisoformat(data["due_on"]) if data["due_on"] else None,
            limits=tuple((limit["amount"], limit["unit"]) for limit in data["limits"]),
            spans=tuple(map(Span.from_json, data["spans"])),
            pauses=tuple(map(Pause.from_json, data["pauses"])),
            calendar=data["calendar"],
            doubt=data["doubt"],
            due_at=datetime.fromisoformat(data["due_at"]) if data["due_at"] else None,
        )

    def days(self) -> Iterator[DayMark]:
        """Every day from the day of receipt to the due day, for a strip of months."""
        for span in self.spans:
            for i in range((span.ends - span.starts).days + 1):
                day = span.starts + timedelta(days=i)
                yield DayMark(day, self._state(day, span), span.name_bn, span.name_en)

    def _state(self, day: date, span: Span) -> State:
        if day == self.due_on:
            return "due"
        if day <= self.zero:
            return "zero" if day == self.zero else "before"
        if span.counts:
            return "counted"
        return "paused" if span.why == "paused" else "off"

    def sentences(self, language: Language) -> tuple[str, ...]:
        """The reckoning in short parts of plain text, in order, to be set as a list or joined by `;`."""
        bangla = language == "bn"
        last = max(self.spans[-1].ends, self.zero)
        told = [wording.received(self.received_on, self.zero, bangla)]
        counting = joined(span for span in self.spans if span.ends > self.zero or span.counts)
        told += [wording.span(span, self._unit, bangla) for span in counting]
        told.append(wording.due(self.due_on, self.due_at, bangla))
        if self.doubt:
            told.append(wording.doubt(self.doubt, last.year, bangla))
        return tuple(told)

    @property
    def _unit(self) -> str:
        units = {unit for _, unit in self.limits}
        return "working_day" if units == {"working_day"} else "day"


NAMES = attrgetter("counts", "name_bn", "name_en")


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans as told to people: neighbours of one name are one, whatever the kind of the order."""
    last: Span | None = None
    for span in spans:
        if last and NAMES(last) == NAMES(span):
            last = replace(last, ends=span.ends)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
