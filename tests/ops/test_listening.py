"""What raw lines do to `ongikar serve`: silence, drips, two lengths, nobody reading, and a stop in the middle.

The server is turned by hand, at moments that are given to it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from ongikar.ops.listening import Patience, PatientServer
from tests.running import PATIENCE

LARGE = 8 * 1024**2  # more than a line holds whose other end reads nothing
TURNS = 5000
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Served:
    """A server on loopback; `/wait` is answered when `free` is set, and `/large` is large."""

    def __init__(self, **patience: Any) -> None:
        self.free, self.at_work = threading.Event(), threading.Event()
        sock = socket.create_server(("127.0.0.1", 0))
        self.address = sock.getsockname()
        self.server = PatientServer(self.application, sock, Patience(**patience), threads=2, ident="")
        self.begun = time.time()
        self.lines: list[socket.socket] = []

    def application(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/wait":
            self.at_work.set()
            self.free.wait(PATIENCE)
        body = b"x" * LARGE if environ["PATH_INFO"] == "/large" else b"answered"
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    def line(self, sent: bytes = b"") -> socket.socket:
        """A new line on which this was sent; the server has taken it and read it."""
        line = socket.create_connection(self.address)
        line.setblocking(False)
        self.lines.append(line)
        before = set(self.server.active_channels)
        self.turn(lambda: bool(set(self.server.active_channels) - before) or len(before) == self.server.patience.lines)
        self.send(line, sent)
        return line

    def send(self, line: socket.socket, data: bytes) -> None:
        line.sendall(data)
        for _ in range(3):
            self.server.turn(self.begun, wait=0.01)

    def turn(self, until: Callable[[], bool]) -> None:
        for _ in range(TURNS):
            if until():
                return
            self.server.turn(self.begun, wait=0.01)
        raise AssertionError("the server never came to it")

    def after(self, seconds: float) -> None:
        """A turn so long after the server began."""
        self.server.turn(self.begun + seconds, wait=0.01)

    def said(self, line: socket.socket) -> bytes:
        """What is answered on a line, turning until it is whole: it ends with the word, or the line is closed."""
        said = b""

        def is_whole() -> bool:
            nonlocal said
            try:
                came = line.recv(65536)
            except BlockingIOError:
                return False
            said += came
            return not came or said.endswith(b"answered")

        self.turn(is_whole)
        return said

    def is_open(self, line: socket.socket) -> bool:
        try:
            return line.recv(1) != b""
        except BlockingIOError:
            return True
        except ConnectionResetError:
            return False


@pytest.fixture
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    made = Served(**getattr(request, "param", {}))
    yield made
    made.free.set()
    for line in made.lines:
        line.close()
    made.server.task_dispatcher.shutdown()
    made.server.asyncore.close_all(made.server._map)


@pytest.mark.parametrize("drip", [b"", b"G", b"\r\n\r\n"], ids=["silent", "letter by letter", "blank lines"])
def test_a_line_whose_head_is_not_whole_after_ten_seconds_is_closed_however_it_drips(
    served: Served, drip: bytes
) -> None:
    line = served.line(drip)
    for second in (4, 9):
        served.after(second)
        assert served.is_open(line)
        served.send(line, drip)
    served.after(11)
    assert not served.is_open(line)


def test_an_answer_gives_its_line_as_long_again_and_an_upload_on_a_slow_line_has_two_minutes_a_byte(
    served: Served,
) -> None:
    asking = served.line(GET)
    assert served.said(asking).endswith(b"answered")
    uploading = served.line(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1")
    served.after(9)
    assert served.is_open(asking)
    served.after(100)
    assert not served.is_open(asking)
    served.send(uploading, b"23456789")
    assert served.said(uploading).endswith(b"answered")
    stalled = served.line(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1")
    served.after(130)
    assert not served.is_open(stalled)


def test_a_line_whose_other_end_reads_nothing_is_closed(served: Served) -> None:
    served.line(GET.replace(b"/ ", b"/large "))
    served.turn(lambda: any(line.total_outbufs_len for line in served.server._lines()))
    served.after(100)
    assert len(served.server.active_channels) == 1
    served.after(130)
    assert len(served.server.active_channels) == 0


@pytest.mark.parametrize("served", [{"lines": 4}], indirect=True)
def test_lines_on_which_nothing_is_said_never_keep_a_new_one_out_and_an_upload_keeps_its_place(served: Served) -> None:
    uploading = served.line(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1")
    idle = [served.line() for _ in range(12)]
    assert served.said(served.line(GET)).endswith(b"answered")
    served.send(uploading, b"23456789")
    assert served.said(uploading).endswith(b"answered")
    assert not any(served.is_open(line) for line in idle[:9])


TWO_ENDS = [
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\ntransfer-encoding:chunked\r\nCONTENT-LENGTH:5\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding:\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    b"POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
]


@pytest.mark.parametrize("head", TWO_ENDS)
def test_a_request_with_two_ends_is_refused_and_nothing_after_it_is_read(served: Served, head: bytes) -> None:
    line = served.line(head + b"0\r\n\r\n" + GET)
    answer = served.said(line)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.0 400"))
    assert b"answered" not in answer


def test_a_stop_waits_for_the_answer_in_hand_and_then_takes_nobody(served: Served) -> None:
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool, closing(socket.create_connection(served.address, PATIENCE)) as line:
        serving = pool.submit(served.server.serve_until, stop)
        line.sendall(GET.replace(b"/ ", b"/wait "))
        assert served.at_work.wait(PATIENCE)
        stop.set()
        served.server.wake()
        served.free.set()
        assert line.makefile("rb").read().endswith(b"answered")
        serving.result(PATIENCE)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(served.address, PATIENCE)


@pytest.mark.parametrize("served", [{"grace": 0.0}], indirect=True)
def test_a_stop_ends_although_an_answer_never_comes(served: Served) -> None:
    served.line(GET.replace(b"/ ", b"/wait "))
    assert served.at_work.wait(PATIENCE)
    stop = threading.Event()
    stop.set()
    served.server.serve_until(stop)
    assert not served.free.is_set()
    assert served.server._map == {}
