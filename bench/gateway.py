"""An SMS gateway with every fault that gateways have, by turns and always the same; it knows what it has taken."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

# Every so many messages one of these happens; the larger number goes first where several fall together.
HANGS, HANGS_UP, NONSENSE, TWICE, LATER, BROKEN, REFUSED = 97, 89, 83, 79, 73, 71, 61
KILLS = 10  # times in a run the poster is killed with a message in hand


class Gateway:
    """`kill` is called with the name of the poster whose message has just been taken in hand, and ends it."""

    def __init__(self, messages: int, kill: Callable[[str], None], kills: int = KILLS) -> None:
        self.turn, self.messages, self.kill, self.kills = 0, messages, kill, kills
        self.taken: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.lock, self.let_go = threading.Lock(), threading.Event()
        self.url = ""

    def fault(self) -> str:
        """What goes wrong with the next message: the money ends for a while in the middle of the run."""
        with self.lock:
            self.turn += 1
            if self.turn % max(self.messages // self.kills, 2) == 0:
                return "killed"
            if 0 <= self.turn - self.messages * 2 // 5 < 5:
                return "no balance"
            numbers = {
                "hangs": HANGS, "hangs up": HANGS_UP, "nonsense": NONSENSE, "twice": TWICE, "later": LATER,
                "broken": BROKEN, "refused": REFUSED,
            }  # fmt: skip
            return next((name for name, number in numbers.items() if self.turn % number == 0), "")

    def serve(self, handler: BaseHTTPRequestHandler, message: str, poster: str) -> None:
        fault = self.fault()
        with self.lock:
            self.faults[fault or "none"] += 1
            if fault not in UNTAKEN and not (fault == "killed" and self.faults[fault] % 2):
                self.taken[message] += 1
        if fault == "killed":
            self.kill(poster)
        if fault == "hangs":
            self.let_go.wait(30)
        if fault in ("killed", "hangs", "hangs up"):
            handler.close_connection = True
            return
        status, words = ANSWERS.get(fault, (200, "SUCCESS"))
        for _ in range(2 if fault == "twice" else 1):
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(words)))
            handler.end_headers()
            handler.wfile.write(words.encode())


UNTAKEN = frozenset({"hangs up", "later", "refused", "no balance"})
ANSWERS = {
    "nonsense": (200, "<html>hello</html>"),
    "later": (503, "try later"),
    "broken": (500, "oops"),
    "refused": (200, "invalid number"),
    "no balance": (200, "Insufficient balance"),
}


@contextmanager
def running(gateway: Gateway) -> Iterator[Gateway]:
    """The gateway at its `url`, on a free port of this machine, while the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            with suppress(ConnectionError):  # the poster has waited long enough, or is dead
                gateway.serve(self, form["id"][0], self.headers["X-Poster"])

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.url = f"http://127.0.0.1:{server.server_port}/send"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
