"""Bodies too large to take: read to their end and forgotten, so that the answer is seen and not a broken line.

Waitress answers a too large Content-Length at once and hangs up; a browser in the middle of its upload then
shows "connection reset" and never the answer. Here the bytes run through unkept, and the page that says what to
do comes after them (ongikar.ui.middleware.not_too_large, which knows it by the Content-Length).
"""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

LONGEST = 1024**3
"""Nobody is listened to for longer than a gigabyte."""


class PatientParser(HTTPRequestParser):  # type: ignore[misc]
    """One request, whose body may be too large."""

    error: object
    completed: bool
    content_length: int
    unkept = 0  # bytes still to run through

    def received(self, data: bytes) -> int:
        if self.unkept:
            taken = min(self.unkept, len(data))
            self.unkept -= taken
            self.completed = not self.unkept
            return taken
        taken = int(super().received(data))
        if isinstance(self.error, RequestEntityTooLarge) and 0 < self.content_length <= LONGEST:
            self.error, self.completed = None, False
            self.unkept = self.content_length
        return taken


class PatientChannel(HTTPChannel):  # type: ignore[misc]
    parser_class = PatientParser
