"""A real SMTP server on loopback that keeps the letters it is given, and misbehaves on request."""

from __future__ import annotations

import asyncio
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "office@example.org", "an app password"


@dataclass
class MailServer:
    """`on_…` answers a command with these words instead of "250 OK"; `hang_up` cuts the line at DATA or QUIT.

    With `gate`, the first letter is held unanswered until the gate opens; `held` tells that it is.
    """

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)  # the same as they came
    tried: int = 0  # how often a letter was begun
    on_sender: str = ""
    on_recipient: str = ""
    on_letter: str = ""
    hang_up: str = ""
    gate: threading.Event | None = None
    held: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.tried += 1
        envelope.mail_from = address
        return self.on_sender or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return self.on_recipient.format(address) or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.gate and not self.held.is_set():
            self.held.set()
            await asyncio.get_running_loop().run_in_executor(None, self.gate.wait)
        if not self.on_letter:
            self.raw.append(envelope.content)
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hang_up == "DATA":
            server.transport.abort()
        return self.on_letter or "250 OK"

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        if self.hang_up == "QUIT":
            server.transport.abort()
        return "221 Bye"


def _sign_in(_server: Any, _session: Any, _envelope: Any, mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(
    server: MailServer | None = None, *, sign_in: bool = False, tls: ssl.SSLContext | None = None
) -> Iterator[MailServer]:
    server, loop = server or MailServer(), asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(
            server,
            loop=loop,
            hostname="mail.test",
            tls_context=tls,
            require_starttls=tls is not None,
            auth_required=sign_in,
            auth_require_tls=False,
            authenticator=_sign_in if sign_in else None,
        )

    async def start() -> asyncio.Server:
        return await loop.create_server(protocol, "127.0.0.1", 0)

    thread = threading.Thread(target=loop.run_forever, name="mail-server")
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(start(), loop).result()
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        if server.gate:
            server.gate.set()
        loop.call_soon_threadsafe(listening.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port that is taken, but at which nobody listens: connecting is refused."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@contextmanager
def mute_port() -> Iterator[int]:
    """A port at which a connection is made and never a word said."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file; it signs itself."""
    path = folder / "mail.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=mail.test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", folder / "c.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + (folder / "c.pem").read_bytes())
    return path
