"""Bodies too large to take: read to their end, so that the answer is seen and not a broken line.

Waitress answers a too large Content-Length at once and hangs up; a browser in the middle of its upload then
shows "connection reset" and never the answer. Here the bytes run through, the files among them unkept, and the page
that gives back what was typed comes after them (ongikar.ui.middleware.not_too_large, by the Content-Length).
"""

from __future__ import annotations

from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

from ongikar.ops.sieve import Sieve

LONGEST = 1024**3
"""Nobody is listened to for longer than a gigabyte."""


class PatientParser(HTTPRequestParser):  # type: ignore[misc]
    """One request, whose body may be too large."""

    error: object
    completed: bool
    content_length: int
    headers: dict[str, str]
    body_rcv: Any
    unkept = 0  # bytes still to run through
    sieve: Sieve

    def received(self, data: bytes) -> int:
        if self.unkept:
            taken = min(self.unkept, len(data))
            self.unkept -= taken
            self.completed = not self.unkept
            self.body_rcv.buf.append(self.sieve.feed(data[:taken]) + (self.sieve.end() if self.completed else b""))
            return taken
        taken = int(super().received(data))
        if isinstance(self.error, RequestEntityTooLarge) and 0 < self.content_length <= LONGEST:
            self.error, self.completed = None, False
            self.unkept, self.sieve = self.content_length, Sieve(self.headers.get("CONTENT_TYPE", ""))
        return taken


class PatientChannel(HTTPChannel):  # type: ignore[misc]
    parser_class = PatientParser
