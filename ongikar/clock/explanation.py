"""Why a date is the date it is: the days counted, the days not counted and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, Literal

from ongikar.clock import wording
from ongikar.clock.limits import Unit

State = Literal["before", "zero", "counted", "off", "paused", "kept", "due"]
Since = Literal["received", "agreed"]
Language = Literal["bn", "en"]


@dataclass(frozen=True)
class Span:
    """Days from `starts` to `ends`, both included, treated alike.

    `why` is a code: `received` (came after hours), `day_zero`, `counted`, `paused`, `next_open_day`, or the kind
    of the order that closes or opens the day (`weekly`, `general`, `executive`, `regional`, `expected`,
    `working_saturday` …). The names say the same to people. `source` is the order, or where it was read;
    `announced` the day of an order that came after the year's list.
    """

    starts: date
    ends: date
    counts: bool
    why: str
    name_bn: str
    name_en: str
    source: str = ""
    announced: date | None = None

    @property
    def days(self) -> Iterator[date]:
        return (self.starts + timedelta(days=n) for n in range((self.ends - self.starts).days + 1))

    def to_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "from": self.starts.isoformat(),
            "to": self.ends.isoformat(),
            "counts": self.counts,
            "why": self.why,
            "name_bn": self.name_bn,
            "name_en": self.name_en,
        }
        if self.source:
            shown["source"] = self.source
        if self.announced:
            shown["announced"] = self.announced.isoformat()
        return shown

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Span:
        rest = {k: v for k, v in data.items() if k not in ("from", "to", "announced")}
        return cls(_date(data["from"]), _date(data["to"]), announced=_day_or_none(data.get("announced")), **rest)


@dataclass(frozen=True)
class Pause:
    """The clock stood from `starts` (included) to `ends` (not included); `ends` None: it still stands.

    `reason` is what people are told, in Bangla, and `by` the post that stopped it; `reason_en` and `by_en` in
    English, where there is one.
    """

    starts: datetime
    ends: datetime | None
    reason: str
    reason_en: str = ""
    by: str = ""
    by_en: str = ""

    def __post_init__(self) -> None:
        for moment in (self.starts, self.ends):
            if moment is not None and moment.utcoffset() is None:
                raise ValueError("a pause needs moments with a time zone")
        if self.ends is not None and self.ends < self.starts:
            raise ValueError("a pause ends before it starts")

    def holds(self, moment: datetime) -> bool:
        """Whether the clock stands at this moment."""
        return self.starts <= moment and (self.ends is None or moment < self.ends)

    @property
    def words(self) -> tuple[str, str]:
        """The reason and who stopped the clock, in Bangla and in English."""
        reason_en, by_en = self.reason_en or self.reason, self.by_en or self.by
        return _with(self.reason, self.by), _with(reason_en, by_en)

    def to_json(self) -> dict[str, Any]:
        shown = {
            "from": self.starts.isoformat(),
            "to": self.ends.isoformat() if self.ends else None,
            "reason": self.reason,
            "reason_en": self.reason_en,
        }
        return {**shown, "by": self.by, "by_en": self.by_en} if self.by else shown

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Pause:
        ends = datetime.fromisoformat(data["to"]) if data["to"] else None
        by = data.get("by", ""), data.get("by_en", "")
        return cls(datetime.fromisoformat(data["from"]), ends, data["reason"], data["reason_en"], *by)


def _with(reason: str, by: str) -> str:
    return f"{reason} ({by})" if by else reason


@dataclass(frozen=True)
class Extension:
    """So much more time, given for a reason and by somebody; its unit may differ from the promise's."""

    amount: int
    unit: Unit
    reason: str
    by: str

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("an extension gives time")
        if not (self.reason.strip() and self.by.strip()):
            raise ValueError("an extension needs its reason and its author")

    def to_json(self) -> dict[str, Any]:
        return {"amount": self.amount, "unit": self.unit, "reason": self.reason, "by": self.by}


@dataclass(frozen=True)
class Moved:
    """An announcement that moved the date: what was ordered, when it was announced, and the dates before and after."""

    was: date
    now: date
    announced: date
    name_bn: str
    name_en: str
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        days = {"was": self.was.isoformat(), "now": self.now.isoformat(), "announced": self.announced.isoformat()}
        return {**days, "name_bn": self.name_bn, "name_en": self.name_en, "source": self.source}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Moved:
        rest = {name: data[name] for name in ("name_bn", "name_en", "source")}
        return cls(_date(data["was"]), _date(data["now"]), _date(data["announced"]), **rest)


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
    `limits` are what was promised, extensions included, in the words of the limit.
    `doubt` is why the date is provisional (`year_not_loaded`, `moon`), or None.
    `since`: what day zero is, the day of receipt or a date that was agreed and moved on from there.
    `kept_on`: a date told before that is later than the sum, and stays. `moved`: the announcements that moved it.
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
    extensions: tuple[Extension, ...] = ()
    kept_on: date | None = None
    moved: tuple[Moved, ...] = ()
    since: Since = "received"

    @property
    def told_on(self) -> date | None:
        """The date to tell, which alone lapses: the sum, or the later date that was told before."""
        return self.kept_on or self.due_on

    def keeping(self, told: date | None) -> Explanation:
        """The same for somebody who was told `told`: a Saturday declared working shortens no promise."""
        earlier = told is not None and self.due_on is not None and self.due_on < told
        return replace(self, kept_on=told if earlier else None)

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
            "extensions": [extension.to_json() for extension in self.extensions],
            "kept_on": self.kept_on.isoformat() if self.kept_on else None,
            "moved": [moved.to_json() for moved in self.moved],
            "since": self.since,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Explanation:
        """What `to_json` gave, in this or an earlier release: what was not kept then is taken as not there."""
        return cls(
            received_on=_date(data["received_on"]),
            zero=_date(data["zero"]),
            due_on=_day_or_none(data["due_on"]),
            limits=tuple((limit["amount"], limit["unit"]) for limit in data["limits"]),
            spans=tuple(map(Span.from_json, data["spans"])),
            pauses=tuple(map(Pause.from_json, data["pauses"])),
            calendar=data["calendar"],
            doubt=data["doubt"],
            due_at=datetime.fromisoformat(data["due_at"]) if data.get("due_at") else None,
            extensions=tuple(Extension(**extension) for extension in data.get("extensions", ())),
            kept_on=_day_or_none(data.get("kept_on")),
            moved=tuple(map(Moved.from_json, data.get("moved", ()))),
            since=data.get("since", "received"),
        )

    def days(self) -> Iterator[DayMark]:
        """Every day from the day of receipt to the day told, for a strip of months."""
        for span in (*self.spans, *self._kept()):
            for day in span.days:
                yield DayMark(day, self._state(day, span), span.name_bn, span.name_en)

    def _kept(self) -> Iterator[Span]:
        """The days between the sum and the later date that was told."""
        if self.kept_on and self.due_on:
            yield Span(self.due_on + timedelta(days=1), self.kept_on, False, "kept", *wording.KEPT)

    def _state(self, day: date, span: Span) -> State:
        if day == self.told_on:
            return "due"
        if day <= self.zero:
            return "zero" if day == self.zero else "before"
        if span.why in ("paused", "kept"):
            return "paused" if span.why == "paused" else "kept"
        return "counted" if span.counts else "off"

    def sentences(self, language: Language) -> tuple[str, ...]:
        """The reckoning in short parts of plain text, in order, to be set as a list or joined by `;`."""
        bangla = language == "bn"
        last = max(self.spans[-1].ends, self.zero)
        told = [wording.received(self.received_on, self.zero, bangla)]
        if self.since == "agreed":
            told = [wording.agreed(self.zero, bangla), *(wording.stood(pause, bangla) for pause in self.pauses)]
        told += [wording.extended(extension, bangla) for extension in self.extensions]
        counting = joined(span for span in self.spans if span.ends > self.zero or span.counts)
        told += [wording.span(span, self._unit, bangla) for span in counting]
        told += [wording.moved(moved, bangla) for moved in self.moved]
        told.append(wording.due(self.due_on, self.due_at, self.kept_on, bangla))
        if self.doubt:
            told.append(wording.doubt(self.doubt, last.year, bangla))
        return tuple(told)

    @property
    def _unit(self) -> str:
        units = {unit for _, unit in self.limits}
        return "working_day" if units == {"working_day"} else "day"


NAMES = attrgetter("counts", "name_bn", "name_en", "announced")


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


def closed_since(before: Explanation, after: Explanation) -> list[Span]:
    """The days that counted in the sum before and do not in the one after: what came between and moved the date."""
    counted = {day for span in before.spans if span.counts for day in span.days}
    return [span for span in after.spans if not span.counts and not counted.isdisjoint(span.days)]


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
