"""One line of `ongikar serve`: what comes on it, and when it has lasted long enough.

Bodies too large to take are read to their end, so that the answer is seen and not a broken line.

Waitress answers a too large Content-Length at once and hangs up; a browser in the middle of its upload then
shows "connection reset" and never the answer. Here the bytes run through, the files among them unkept, and the page
that gives back what was typed comes after them (ongikar.ui.middleware.not_too_large, by the Content-Length).
"""

from __future__ import annotations

import re
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import RequestEntityTooLarge

from ongikar.ops.sieve import Sieve

LONGEST = 1024**3
"""Nobody is listened to for longer than a gigabyte."""
_LENGTH = re.compile(rb"^content-length:", re.IGNORECASE | re.MULTILINE)
_CODING = re.compile(rb"^transfer-encoding:", re.IGNORECASE | re.MULTILINE)


class PatientParser(HTTPRequestParser):  # type: ignore[misc]
    """One request, whose body may be too large."""

    error: object
    completed: bool
    content_length: int
    headers: dict[str, str]
    body_rcv: Any
    version: str
    headers_finished: bool
    unkept = 0  # bytes still to run through
    sieve: Sieve

    def parse_header(self, header_plus: bytes) -> None:
        """Refuse (400) what two readers would end at different places, so that a proxy and we never see two requests
        in one (RFC 9112, 6.1 and 6.3)."""
        coded = _CODING.search(header_plus)
        if coded and _LENGTH.search(header_plus):
            raise ParsingError("Transfer-Encoding beside Content-Length")
        super().parse_header(header_plus)
        if coded and self.version != "1.1":
            raise ParsingError("Transfer-Encoding before HTTP/1.1")

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
    request: PatientParser | None
    requests: list[PatientParser]
    total_outbufs_len: int
    last_activity: float
    creation_time: float
    reads_on = True  # False once the server stops
    head_since = 0.0  # from when on a head is awaited; 0: from the opening of the line

    def readable(self) -> bool:
        return self.reads_on and bool(super().readable())

    def received(self, data: bytes) -> bool:
        taken = bool(super().received(data))
        if self.requests:
            self.head_since = self.last_activity
        return taken

    @property
    def in_hand(self) -> bool:
        """Whether a request is being answered, or its answer is on its way."""
        return bool(self.requests or self.total_outbufs_len)

    @property
    def awaits_head(self) -> bool:
        """Whether nobody knows yet what this line wants, or wants next."""
        return not self.in_hand and not (self.request and self.request.headers_finished)

    def is_over(self, now: float, *, head: float, silence: float) -> bool:
        """Whether it has waited too long for a head, for more of a body, or for its other end to read."""
        if self.awaits_head:
            return now - (self.head_since or self.creation_time) >= head
        self.head_since = now
        if self.requests and not self.total_outbufs_len:
            self.last_activity = now  # a view is at work on it
        return now - self.last_activity >= silence
