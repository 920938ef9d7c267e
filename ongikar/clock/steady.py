"""Whether the machine's clock can be believed: judged by the clock that also counts sleep, and by what was seen before.

A wall clock says anything: an empty battery, a wrong key, a server on the net. Nothing is read here; what a machine
says is given, and what is concluded is returned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Self

from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.hours import closing, in_dhaka, opening

LEAP = timedelta(hours=1)
"""So far may the wall clock stray from the clock that counts sleep; what sets clocks right moves them by less."""
AWAY = timedelta(days=30)
"""So long may a machine have been off: over Eid, with a week on both sides. Longer is asked about."""
ANEW = timedelta(days=1)
"""After so long the two clocks are compared from here on: a clock that is slow by a minute a day is no leap."""


@dataclass(frozen=True)
class _Kept:
    def to_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        moments = {one.name for one in fields(cls) if "datetime" in str(one.type)}
        given = {
            name: datetime.fromisoformat(value) if value and name in moments else value for name, value in said.items()
        }
        return cls(**given)


@dataclass(frozen=True)
class Reading(_Kept):
    """What a machine says at one moment. `uptime`: seconds since its start, sleep included; None where it cannot say.
    `boot`: which start that was."""

    wall: datetime
    uptime: float | None = None
    boot: str = ""

    def since(self, earlier: Reading) -> timedelta | None:
        """How much time has passed, whatever the wall clocks say; None where the machine was started in between."""
        if self.uptime is None or earlier.uptime is None or self.boot != earlier.boot or self.uptime < earlier.uptime:
            return None
        return timedelta(seconds=self.uptime - earlier.uptime)


@dataclass(frozen=True)
class Doubt(_Kept):
    """The wall clock is not believed. `began`: the last moment that was sure; None where none ever was.

    `wall`, `uptime`, `boot`: from when it has been steady since; `seen`: when it was last seen so. It is believed from
    `until` on. `floor`: the newest thing written when the doubt began, `newest`: when the machine was started last in
    it; `behind`: the clock is before that.
    """

    began: datetime | None
    wall: datetime
    uptime: float | None
    boot: str
    seen: datetime
    until: datetime
    floor: datetime | None
    newest: datetime | None
    behind: bool

    @property
    def key(self) -> str:
        """What a page calls it, so that nobody ends another doubt than he saw."""
        return self.wall.isoformat()

    @property
    def reading(self) -> Reading:
        return Reading(self.wall, self.uptime, self.boot)


@dataclass(frozen=True)
class Trust:
    """`sure`: a reading that was believed, and `seen`: until when it went on from there; None: nothing is known yet."""

    sure: Reading | None = None
    seen: datetime | None = None
    doubt: Doubt | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "sure": self.sure and self.sure.to_json(),
            "seen": self.seen and self.seen.isoformat(),
            "doubt": self.doubt and self.doubt.to_json(),
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Trust:
        sure, seen, doubt = (said.get(name) for name in ("sure", "seen", "doubt"))
        return cls(
            Reading.from_json(sure) if sure else None,
            datetime.fromisoformat(seen) if seen else None,
            Doubt.from_json(doubt) if doubt else None,
        )


Newest = Callable[[], datetime | None]


def look(
    trust: Trust,
    now: Reading,
    *,
    newest: Newest,
    ends: Callable[[datetime], datetime],
    starting: bool = False,
) -> Trust:
    """What is known after this reading. `newest` and `ends` are asked only where that matters: for the newest thing
    written, and when one office day has passed.

    `starting`: the loop begins; what time went by until then no clock has watched, and it is judged as after a start
    of the machine.
    """
    judged = replace(now, uptime=None) if starting else now
    if _goes_on(trust, judged, newest):
        return _believed(trust, now, starting=starting)
    doubt = trust.doubt
    if doubt is None or not _is_steady(doubt.reading, doubt.seen, judged):
        return replace(trust, doubt=_doubt(trust, now, newest, ends))
    if now.wall >= doubt.until:
        return Trust(now, now.wall)
    watched = judged.since(doubt.reading) is not None
    return replace(trust, doubt=_goes_on_in_doubt(doubt, now, None if watched else newest(), watched=watched))


def time_at(trust: Trust, now: Reading) -> datetime:
    """What time the office takes it to be: in doubt, what the clock that counts sleep makes of the last sure moment.

    Where the machine was started since, nothing better is known than its wall clock, and that nothing comes before
    what was written already.
    """
    doubt = trust.doubt
    if doubt is None:
        return now.wall
    passed = now.since(trust.sure) if trust.sure else None
    if trust.sure is not None and passed is not None:
        return trust.sure.wall + passed
    return max(now.wall, provisional(trust, now) or now.wall)


def provisional(trust: Trust, now: Reading) -> datetime | None:
    """What time was given for the time being, while the clock was behind and nothing better was known; else None."""
    doubt = trust.doubt
    known = trust.sure is not None and now.since(trust.sure) is not None
    if doubt is None or known or not doubt.behind or doubt.newest is None:
        return None
    return doubt.newest + (now.since(doubt.reading) or timedelta())


def moment_of(then: Reading, given: datetime, now: Reading) -> datetime:
    """When something truly was, that was written down by a reading in doubt and given a moment for the time being.

    Asked once the clock is believed again. After another start of the machine the moment given is the best that is
    known, unless it lies ahead: then the clock of that day was right.
    """
    passed = now.since(then)
    if passed is not None:
        return now.wall - passed
    return given if given <= now.wall else then.wall


def confirmed(trust: Trust, now: Reading) -> Trust:
    """A person says that the clock is right as it stands: it is believed from now on."""
    return replace(trust, doubt=replace(trust.doubt, until=now.wall)) if trust.doubt else trust


def came_back(before: Trust, now: Reading) -> bool:
    """Whether a doubt ended because the clock was set right, and not because it ran on as it was."""
    return before.doubt is not None and not _is_steady(before.doubt.reading, before.doubt.seen, now)


def runs_on(trust: Trust, now: Reading) -> bool:
    """Whether the wall clock ran on from a sure moment of this start; where nothing counts sleep: may have."""
    if trust.sure is None or trust.seen is None or trust.doubt is not None:
        return False
    known = now.since(trust.sure) is not None or (now.uptime is None and trust.sure.uptime is None)
    return known and _is_steady(trust.sure, trust.seen, now)


def end_of_office_day(after: datetime, calendar: WorkingCalendar) -> datetime:
    """When one whole office day has passed: the close of the first that has not begun yet at this moment."""
    day = in_dhaka(after).date()
    if not calendar.is_working(day) or opening(day, calendar) < after:
        day = calendar.nth_after(day, 1)
    return closing(day, calendar)


def _goes_on(trust: Trust, now: Reading, newest: Newest) -> bool:
    """Whether it can be believed by itself. At a start: not before what was seen, nor long after it.

    A doubt outlasts a start of the machine: a wrong clock does not become right by being switched off.
    """
    if trust.sure is not None and now.since(trust.sure) is not None:
        return _is_steady(trust.sure, now.wall, now)
    if trust.doubt is not None and _is_steady(trust.doubt.reading, trust.doubt.seen, now):
        return False
    before = max(filter(None, (newest(), trust.seen)), default=None)
    return (before is None or now.wall >= before - LEAP) and (trust.seen is None or now.wall <= trust.seen + AWAY)


def _is_steady(since: Reading, seen: datetime, now: Reading) -> bool:
    """Whether the wall clock went on as time did; over a start of the machine, whether it may have."""
    passed = now.since(since)
    if passed is not None:
        return abs(now.wall - since.wall - passed) <= LEAP
    return seen - LEAP <= now.wall <= seen + AWAY


def _believed(trust: Trust, now: Reading, *, starting: bool) -> Trust:
    passed = now.since(trust.sure) if trust.sure and not starting else None
    return Trust(now if passed is None or passed >= ANEW else trust.sure, now.wall)


def _doubt(trust: Trust, now: Reading, written: Newest, ends: Callable[[datetime], datetime]) -> Doubt:
    newest, passed = written(), now.since(trust.sure) if trust.sure else None
    sure_until = trust.sure.wall + passed if trust.sure and passed is not None else trust.seen
    began, floor = (trust.doubt.began, trust.doubt.floor) if trust.doubt else (sure_until, newest)
    behind = newest is not None and now.wall < newest
    return Doubt(began, now.wall, now.uptime, now.boot, now.wall, ends(now.wall), floor, newest, behind)


def _goes_on_in_doubt(doubt: Doubt, now: Reading, newest: datetime | None, *, watched: bool) -> Doubt:
    """The same doubt, seen once more; after a start of the machine it is watched from here on."""
    if watched:
        return replace(doubt, seen=now.wall)
    return replace(doubt, wall=now.wall, uptime=now.uptime, boot=now.boot, seen=now.wall, newest=newest)
