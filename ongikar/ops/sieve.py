"""A form that is too large, without what its files hold: what was typed comes through, and the names of the files."""

from __future__ import annotations

import re

HEAD_END = b"\r\n\r\n"
HEAD_MOST = 16 * 1024  # bytes of what is said of one field
KEPT_MOST = 10 * 1024**2  # bytes: nobody types more
_BOUNDARY = re.compile(r'multipart/form-data\s{0,9};.{0,200}?boundary="?([^";,\s]{1,200})', re.IGNORECASE)


class Sieve:
    """Fed with a body piece by piece, gives what is kept of each piece."""

    def __init__(self, content_type: str) -> None:
        found = _BOUNDARY.match(content_type)
        self.mark = b"\r\n--" + found[1].encode("latin-1") if found else b""
        self.rest = b"\r\n"  # the first mark has no line end of its own
        self.in_head = False
        self.is_kept = False
        self.room = KEPT_MOST if found else 0

    def feed(self, data: bytes) -> bytes:
        if not self.room:
            return b""
        self.rest += data
        kept = b""
        while (passed := self._head() if self.in_head else self._body()) is not None:
            kept += passed
        return self._within(kept)

    def end(self) -> bytes:
        """What was still waited for: the last mark."""
        return self._within(self.rest if self.in_head else b"")

    def _within(self, kept: bytes) -> bytes:
        self.room = max(self.room - len(kept), 0)
        return kept if self.room else b""

    def _head(self) -> bytes | None:
        """What is said of a field, which tells whether it is a file; None where more has to come."""
        head, end, rest = self.rest.partition(HEAD_END)
        if not end:
            self.room = self.room if len(head) < HEAD_MOST else 0
            return None
        self.rest, self.in_head, self.is_kept = rest, False, b"filename" not in head.lower()
        return head + end

    def _body(self) -> bytes | None:
        """What a field holds, as far as it has come."""
        body, mark, rest = self.rest.partition(self.mark)
        if mark:
            self.rest, self.in_head = rest, True
        else:
            body = self.rest[: max(len(self.rest) - len(self.mark), 0)]
            self.rest = self.rest[len(body) :]
            if not body:
                return None
        return (body if self.is_kept else b"") + mark
