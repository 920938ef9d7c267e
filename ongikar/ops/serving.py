"""Serving: waitress with four threads, and the ticker as one more thread of the same process."""

from __future__ import annotations

import errno
import resource
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ongikar.offices.models import Office
from ongikar.ops import ticker, versions
from ongikar.ops.refusal import Refused

THREADS = 4
FILES = 4096  # a line is a socket, and while much comes or goes on it a file or two
_WHY = {
    errno.EADDRINUSE: "another program listens there, perhaps an `ongikar serve`. Stop it, or take another port: "
    "ONGIKAR_BIND=127.0.0.1:8001",
    errno.EACCES: "ports below 1024 are for root. Take one above: ONGIKAR_BIND=127.0.0.1:8000",
    errno.EADDRNOTAVAIL: "this machine has no such address. Take 127.0.0.1 (this machine alone) or 0.0.0.0 (all)",
}


def listen(host: str, port: int) -> socket.socket:
    """The socket at this address, held from now on. Raises Refused with what to type instead."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        number = errno.EADDRNOTAVAIL if isinstance(error, socket.gaierror) else error.errno
        raise Refused(f"{host}:{port}: {_WHY.get(number or 0, error.strerror)}") from None


def address_of(sock: socket.socket) -> str:
    """The address to open in a browser on this machine."""
    host, port = sock.getsockname()[:2]
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{here}:{port}"


def make_ready() -> None:
    """Bring an empty or a demo's database to this version, and the static files. An office's own is `upgrade`'s to
    change. Raises Refused where that is to be done first.
    """
    behind = versions.pending()
    if versions.was_cut_off() or (behind and not settings.DEMO and not _is_new()):
        raise Refused("the data is of another version: ongikar upgrade (it backs up first, and goes back if it fails)")
    if behind:
        call_command("migrate", verbosity=0, interactive=False)
    versions.remember_version()
    call_command("collectstatic", verbosity=0, interactive=False)


def _is_new() -> bool:
    """Whether no office ever stood here."""
    return Office._meta.db_table not in connection.introspection.table_names() or not Office.objects.exists()


def serve(sock: socket.socket, *, said: Callable[[str], str]) -> None:
    """Serve until told to stop; requests in hand are answered first, and all has ended within seconds.

    `said` of the address is printed once it works.
    """
    from ongikar.ops.listening import Patience, PatientServer
    from ongikar.wsgi import application

    most, patience = settings.REQUEST_MAX_BYTES + 1, Patience(lines=min(Patience.lines, _open_files() // 4))
    given = {"threads": THREADS, "max_request_body_size": most, "ident": "", **_proxy()}
    server = PatientServer(application, sock, patience, **given)
    with ticker.ticking(server.wake) as stop:
        sys.stdout.write(said(address_of(sock)) + "\n")
        sys.stdout.flush()
        server.serve_until(stop)


def _open_files() -> int:
    """How many files this process may have open; as many as it needs, where the machine lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def _proxy() -> dict[str, Any]:
    if not settings.TRUSTED_PROXY:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": settings.TRUSTED_PROXY, "trusted_proxy_count": 1, "trusted_proxy_headers": headers}


def end(*_signal: object) -> NoReturn:
    """A signal to stop is like Ctrl-C: what is in hand ends in order, and nothing half done stays."""
    raise KeyboardInterrupt
