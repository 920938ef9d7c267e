"""Serving: waitress with four threads, and the ticker as one more thread of the same process."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ongikar.ops import ticker

MAX_BODY = 60 * 1024 * 1024


def make_ready() -> None:
    """Bring the database and the static files to this version."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def serve(bind: str, *, said: str = "") -> None:
    """Serve until told to stop. `said` is printed once the port is bound."""
    from waitress.server import create_server

    from ongikar.wsgi import application

    host, _, port = bind.rpartition(":")
    try:
        server: Any = create_server(
            application, host=host.strip("[]") or "127.0.0.1", port=int(port), threads=4, connection_limit=1000,
            max_request_body_size=MAX_BODY, channel_timeout=120, ident="",
        )  # fmt: skip
    except OSError as error:
        sys.exit(f"ongikar serve: {bind}: {error.strerror}. Another program has it; set ONGIKAR_BIND to another port.")
    stop = threading.Event()
    thread = threading.Thread(target=ticker.loop, args=(stop,), name="ticker")
    thread.start()
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    sys.stdout.write(said + "\n")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        stop.set()
        thread.join(30)
