"""A real HTTP gateway on loopback, with the faults that gateways have, and what it tells later of a message."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FAULTS = {
    "ok": (200, "SUCCESS 17"),
    "nonsense": (200, "<html>hello</html>"),
    "no_balance": (200, "Insufficient balance"),
    "refused": (200, "invalid number"),
    "not_now": (503, "try later"),
    "key": (401, "who are you"),
    "broken": (500, "oops"),
}


class Gateway:
    """Takes messages; `mood` says how it answers: a name of FAULTS, "hangs", "hangs_up" or "twice".

    It calls its messages "m-1", "m-2" …, and answers at `status_url` what `became` of each.
    """

    def __init__(self) -> None:
        self.mood = "ok"
        self.became: dict[str, str] = {}
        self.asked: list[str] = []
        self.taken: list[dict[str, str]] = []
        self.let_go = threading.Event()
        self.url = ""

    @property
    def status_url(self) -> str:
        return self.url.replace("/send", "/status")

    def tell(self, handler: BaseHTTPRequestHandler, query: str) -> None:
        """What became of the message that is asked after."""
        name = parse_qs(query)["id"][0]
        self.asked.append(name)
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(self.became.get(name, "no such message").encode())

    def answer(self, handler: BaseHTTPRequestHandler, query: str) -> None:
        self.taken.append({name: values[0] for name, values in parse_qs(query).items()})
        if self.mood == "hangs":
            self.let_go.wait(30)
        if self.mood in ("hangs", "hangs_up"):
            handler.close_connection = True
            return
        status, words = FAULTS["ok" if self.mood == "twice" else self.mood]
        for _ in range(2 if self.mood == "twice" else 1):
            handler.send_response(status)
            handler.end_headers()
            handler.wfile.write(words.replace("17", f"m-{len(self.taken)}").encode())


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            gateway.answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            (gateway.tell if asked.path == "/status" else gateway.answer)(self, asked.query)

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
