"""Wrong tries of a password, of a code, of a number: counted by what is tried and from where, so that nobody locks
another out.

A browser that was let in before has a count of its own, which no stranger can use up. All others share that of their
line. A wait is told, never slept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ongikar.offices.counts import count, counted, key_of, line_of
from ongikar.rules import TooOften

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Kind:
    """How many wrong ones a window bears: of one subject from one line (or one known browser), of all subjects from one
    line, and of one subject from all lines together."""

    name: str
    own: int
    line: int
    subject: int


PASSWORD = Kind("sign-in", 5, 50, 200)
CODE = Kind("code", 10, 100, 500)
NUMBER = Kind("number", 40, 40, 1_000_000)
"""Numbers of receipts and links that lead to nothing: whoever tries them has no subject yet."""


@dataclass(frozen=True)
class Try:
    """What is tried. `address`: the network address; `browser`: of one that was let in here before, '' of any other."""

    kind: Kind
    subject: str
    address: str
    browser: str = ""

    def _limits(self) -> dict[str, int]:
        name, line = self.kind.name, line_of(self.address)
        if self.browser:
            return {key_of(name, "browser", self.browser, self.subject): self.kind.own}
        return {
            key_of(name, "own", line, self.subject): self.kind.own,
            key_of(name, "line", line): self.kind.line,
            key_of(name, "subject", self.subject): self.kind.subject,
        }

    def check(self, at: datetime) -> None:
        """Raise TooOften, with how long to wait, where too many were wrong in the last 15 minutes."""
        limits = self._limits()
        found = counted(limits, window=WINDOW, at=at)
        ends = [until for key, (number, until) in found.items() if number >= limits[key]]
        if ends:
            raise TooOften(_("অনেকবার ভুল হয়েছে। ১৫ মিনিট পরে আবার চেষ্টা করুন।"), max(ends) - at)

    def was_wrong(self, at: datetime) -> bool:
        """Count it; whether nothing more is taken from now on."""
        limits = self._limits()
        numbers = count(limits, window=WINDOW, at=at)
        return any(number >= limits[key] for key, number in numbers.items())
