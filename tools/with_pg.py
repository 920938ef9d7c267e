"""Run a command beside a PostgreSQL of its own: `python tools/with_pg.py COMMAND…`.

Starts a throw-away cluster in a temporary directory (socket only, no durability), sets DATABASE_URL,
runs the command and removes everything. Works as root, since pg_ctl is then run as another user.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator

RELAXED = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> str:
    """The directory of the newest PostgreSQL on this machine."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    if not found:
        sys.exit("PostgreSQL is not installed: run `make setup` as root, or `apt-get install postgresql`.")
    return found[-1]


@contextlib.contextmanager
def throwaway_cluster(*, durable: bool = False) -> Iterator[str]:
    """A DATABASE_URL that works while the context lasts."""
    bin_dir = programs()
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    root = tempfile.mkdtemp(prefix="pg-", dir="/tmp")  # noqa: S108  short: a socket path has at most 107 bytes
    if user:
        shutil.chown(root, "postgres")

    def pg(*command: str) -> None:
        subprocess.run([*user, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    settings = "-c listen_addresses=" if durable else RELAXED
    pg(f"{bin_dir}/initdb", "-D", f"{root}/d", "-A", "trust", "-U", "postgres", "-E", "UTF8",
       "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    pg(
        f"{bin_dir}/pg_ctl",
        "-D",
        f"{root}/d",
        "-w",
        "-s",
        "-l",
        f"{root}/log",
        "-o",
        f"-k {root} {settings}",
        "start",
    )
    try:
        yield f"postgresql://postgres@/postgres?host={root}"
    finally:
        pg(f"{bin_dir}/pg_ctl", "-D", f"{root}/d", "-w", "-s", "-m", "immediate", "stop")
        shutil.rmtree(root, ignore_errors=True)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped and removed
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    with throwaway_cluster() as url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
