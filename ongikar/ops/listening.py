"""Waitress, where nobody keeps others out by doing nothing, and where a stop ends within seconds.

Waitress counts silence from the last byte, so a head that comes a letter a minute holds its line for ever; takes no
more lines once it has its number; and leaves a line open whose other end reads nothing (docs/decisions/server.md).
"""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from ongikar.ops.patience import PatientChannel

TURN = 1.0  # seconds that a turn waits for something to happen
AT_ONCE = 100  # new lines a turn


@dataclass(frozen=True)
class Patience:
    """Seconds, and how many lines at once."""

    head: float = 10  # from the opening of a line, or the end of its last answer, until the next head is whole
    silence: float = 120  # without a byte, while a body or an answer is on its way
    grace: float = 5  # for the requests in hand, once told to stop
    lines: int = 1000


class PatientServer(TcpWSGIServer):  # type: ignore[misc]
    """It works in turns: `turn` lets go of the lines that are over, and then does whatever is ready."""

    channel_class = PatientChannel
    active_channels: dict[int, PatientChannel]
    _map: dict[int, Any]

    def __init__(self, application: Any, sock: socket.socket, patience: Patience, **adjustments: Any) -> None:
        self.patience = patience
        about = (sock.family, sock.type, sock.proto, sock.getsockname())
        adj = Adjustments(sockets=[sock], connection_limit=patience.lines + AT_ONCE, **adjustments)
        super().__init__(application, map={}, _sock=sock, adj=adj, sockinfo=about, bind_socket=False)

    def serve_until(self, stop: threading.Event) -> None:
        """Serve until told to stop (`wake` it then); end with the requests in hand, or with their grace."""
        while not stop.is_set():
            self.turn(time.time())
        wasyncore.dispatcher.close(self)  # nobody new
        until = time.monotonic() + self.patience.grace
        for line in self._lines():
            line.reads_on = False
        while any(line.in_hand for line in self._lines()) and (left := until - time.monotonic()) > 0:
            wasyncore.loop(timeout=min(TURN, left), use_poll=True, map=self._map, count=1)
        self.task_dispatcher.shutdown(timeout=0.2)
        wasyncore.close_all(self._map)

    def wake(self) -> None:
        """Have the turn that waits end now. Safe in a signal's handler."""
        self.pull_trigger()

    def turn(self, now: float, wait: float = TURN) -> None:
        for line in self._lines():
            if line.is_over(now, head=self.patience.head, silence=self.patience.silence):
                line.handle_close()
        self._make_room()
        wasyncore.loop(timeout=wait, use_poll=True, map=self._map, count=1)

    def maintenance(self, now: float) -> None:
        """Waitress's own count of silence: `turn` has counted."""

    def _lines(self) -> list[PatientChannel]:
        return list(self.active_channels.values())

    def handle_accept(self) -> None:
        """Take all who stand at the door, or many of them; the next turn makes room."""
        for _ in range(AT_ONCE):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before:
                return

    def _make_room(self) -> None:
        """Of the lines on which nothing is being done, let the quietest go where a new one would find no place: first
        those that have not said yet what they want."""
        over = len(self.active_channels) - self.patience.lines + 1
        if over > 0:
            idle = [line for line in self._lines() if not line.requests]
            for line in sorted(idle, key=lambda line: (not line.awaits_head, line.last_activity))[:over]:
                line.handle_close()
