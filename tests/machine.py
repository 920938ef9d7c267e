"""A machine whose clock does what clocks do: it runs, sleeps, is switched off, and leaps. Time is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ongikar.clock.steady import Reading


@dataclass
class Machine:
    """`true`: what time it really is; `ahead`: by how much its wall clock is wrong. `counts_sleep`: whether it has a
    clock that does."""

    true: datetime
    ahead: timedelta = timedelta()
    uptime: timedelta = timedelta(minutes=5)
    boot: int = 1
    counts_sleep: bool = True

    @property
    def wall(self) -> datetime:
        return self.true + self.ahead

    def reading(self) -> Reading:
        return Reading(self.wall, self.uptime.total_seconds() if self.counts_sleep else None, str(self.boot))

    def runs(self, **lasting: float) -> None:
        """Awake or asleep: a clock that counts sleep makes no difference."""
        self.true += timedelta(**lasting)
        self.uptime += timedelta(**lasting)

    def leaps(self, **by: float) -> None:
        self.ahead += timedelta(**by)

    def is_off(self, **lasting: float) -> None:
        self.true += timedelta(**lasting)
        self.uptime, self.boot = timedelta(seconds=40), self.boot + 1
