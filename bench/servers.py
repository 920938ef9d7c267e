"""Starting what is measured: PostgreSQL, our server as shipped, and the bare one."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.processes import cpu_seconds

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


def environment(data: Path, url: str = "", **more: str) -> dict[str, str]:
    """Ours, of a fresh installation; nothing of the caller's own settings."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "ongikar.settings",
        "ONGIKAR_DATA": str(data),
        "PYTHONDONTWRITEBYTECODE": "1",
        **({"DATABASE_URL": url} if url else {}),
        **more,
    }


def made(cases: int, data: Path, url: str = "") -> dict[str, Any]:
    """An installation with as many cases; what its visitors need to know."""
    command = [sys.executable, "-m", "bench.world", str(cases)]
    done = subprocess.run(command, cwd=ROOT, env=environment(data, url), stdout=subprocess.PIPE, check=True)
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def run(command: list[str], env: dict[str, str]) -> None:
    subprocess.run(command, cwd=ROOT, env=env, check=True)


@contextlib.contextmanager
def running(command: list[str], address: str, env: dict[str, str]) -> Iterator[int]:
    """The process id of a server that answers at this address, while the context lasts."""
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        _wait(address, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"bench: nothing answers at {address}")


@contextlib.contextmanager
def ours(data: Path, port: int, url: str = "", *, ticking: bool = False) -> Iterator[int]:
    """`ongikar serve` as shipped, or with its ticker held still; the one visitor who files it all is not asked why."""
    bind = f"127.0.0.1:{port}"
    env = environment(data, url, ONGIKAR_BIND=bind, ONGIKAR_FILINGS_LINE="1000000", ONGIKAR_FILINGS_PHONE="1000000")
    command = ["-m", "ongikar", "serve"] if ticking else ["-m", "bench.serve"]
    with running([sys.executable, *command], f"http://{bind}/track/", env) as pid:
        yield pid


def tick(data: Path, url: str = "", *, beside: Iterable[int] = ()) -> float:
    """Let everything be done that is due; the CPU seconds it took, those of the processes `beside` included."""
    env, roots = environment(data, url), list(beside)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), cpu_seconds(roots) if roots else 0.0
    subprocess.run(
        [sys.executable, "-m", "ongikar", "tick", "--once"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=True
    )
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), cpu_seconds(roots) if roots else 0.0
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + ended - begun


@contextlib.contextmanager
def bare(port: int, url: str, *, middleware: bool) -> Iterator[int]:
    """The limits, under gunicorn's plainest workers."""
    env = environment(Path("/nonexistent"), url, **({"LIMITS_MIDDLEWARE": "1"} if middleware else {}))
    bind = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "-w", str(WORKERS), "-b", bind, "--log-level", "error"]
    with running([*command, "bench.limits:application"], f"http://{bind}/plain", env) as pid:
        yield pid


def postmaster(url: str) -> int:
    """The first process of the cluster behind a DATABASE_URL over a socket."""
    root = Path(url.partition("?host=")[2])
    return int((root / "d" / "postmaster.pid").read_text().split()[0])
