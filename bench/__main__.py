"""`make bench`: our pages at many cases beside the limits of this machine, in one run.

CPU is that of all server processes and the database, from /proc; the visitor's own is not in it. Ours and the
limits take turns, and the median of the rounds counts, so that a busy neighbour slows both alike.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import monotonic

from bench import days, messages, rendering, report, ripple, servers
from bench.browser import Answer, Browser, first_visit
from bench.measuring import WARM, Cost, Visitors, cost, limit
from bench.pages import PAGES
from bench.processes import memory_mib
from tools.with_pg import throwaway_cluster

BARE, USUAL = ("pg", "staff", "fts"), ("plain", "create4")  # the limits, without and with the usual middleware
Ways = dict[str, tuple[Callable[[int], Answer], tuple[int, ...]]]  # how to ask, and whose CPU it costs


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=80, help="of each page in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8130, help="the first of three")
    parser.add_argument("--quick", action="store_true", help="1,000 cases, one round of 30 requests")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="this part alone; may be given again")
    parser.add_argument("--strict", action="store_true", help="fail where a goal is missed")
    parser.add_argument("--write", action="store_true", help="keep the tables as docs/reference/figures.md")
    asked = parser.parse_args()
    if asked.quick:
        asked.cases, asked.requests, asked.rounds = 1000, 30, 1
    return asked


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def costs(ways: Ways, asked: argparse.Namespace) -> dict[str, Cost]:
    """What each costs: the medians of rounds in which all take turns."""
    taken: dict[str, list[Cost]] = {name: [] for name in ways}
    for turn in range(asked.rounds):
        for number, (name, (ask, pids)) in enumerate(ways.items(), 1):
            say(f"  round {turn + 1}/{asked.rounds}, {number}/{len(ways)}: {name}")
            taken[name].append(cost(ask, times=asked.requests, pids=pids))
    return {name: Cost.median(rounds) for name, rounds in taken.items()}


def on_postgresql(asked: argparse.Namespace, root: Path) -> list[report.Table]:
    """Our pages on PostgreSQL, each beside its limit."""
    with ExitStack() as stack:
        url = stack.enter_context(throwaway_cluster(durable=True))
        pg, socket = servers.postmaster(url), url.partition("?host=")[2]
        for name in ("ours", "limits"):
            subprocess.run(["createdb", "-h", socket, "-U", "postgres", name], check=True)
        mine, theirs = (url.replace("/postgres?", f"/{name}?") for name in ("ours", "limits"))
        say("PostgreSQL: making the installation")
        facts = servers.made(asked.cases, root / "pg", mine)
        servers.run([sys.executable, "-m", "bench.limits", str(asked.cases)], servers.environment(root, theirs))
        say("PostgreSQL: doing what is due")
        servers.tick(root / "pg", mine)
        us = stack.enter_context(servers.ours(root / "pg", asked.port, mine))
        ways = our_ways(asked, facts, (us, pg))
        for port, names in ((asked.port + 1, BARE), (asked.port + 2, USUAL)):
            pid = stack.enter_context(servers.bare(port, theirs, middleware=names is USUAL))
            ways |= {name: (limit(f"http://127.0.0.1:{port}", name), (pid, pg)) for name in names}
        taken = costs(ways, asked)
        letters = telling(asked, root / "pg", mine, pg=(pg,))
        return [report.beside_limits(taken, facts["statements"], letters)]


def telling(asked: argparse.Namespace, data: Path, url: str = "", *, pg: tuple[int, ...] = ()) -> float:
    """CPU milliseconds of the ticker for each case filed in the rounds: its journal, letters and outbox."""
    spent = servers.tick(data, url, beside=pg)
    nothing = servers.tick(data, url, beside=pg)
    filed: int = asked.rounds * (asked.requests + WARM)
    return (spent - nothing) / filed * 1000


def our_ways(asked: argparse.Namespace, facts: dict[str, object], pids: tuple[int, ...]) -> Ways:
    visitors = Visitors(f"http://127.0.0.1:{asked.port}", facts, asked.cases)
    return {page.name: (partial(visitors.open, page), pids) for page in PAGES}


def on_sqlite(asked: argparse.Namespace, root: Path) -> list[report.Table]:
    """Our pages on SQLite, with the memory of a fresh server and the weight of a first visit."""
    with servers.ours(root / "fresh", asked.port, ticking=True) as pid:
        idle = memory_mib([pid])
    say("SQLite: making the installation")
    facts = servers.made(asked.cases, root / "lite")
    servers.tick(root / "lite")
    with servers.ours(root / "lite", asked.port) as pid:
        taken = costs(our_ways(asked, facts, (pid,)), asked)
        weights = {name: first_visit(*where) for name, where in first_pages(asked, facts).items()}
        loaded = memory_mib([pid])
    letters = telling(asked, root / "lite")
    return [report.by_themselves(taken, facts["statements"], letters), report.weights(weights, idle, loaded)]


def first_pages(asked: argparse.Namespace, facts: dict[str, object]) -> dict[str, tuple[Browser, str]]:
    base, home = f"http://127.0.0.1:{asked.port}", f"/{facts['office']}/"
    let_in = Visitors(base, facts, asked.cases).browsers["citizen"]
    return {
        "home": (Browser(base), home),
        "service": (Browser(base), f"{home}services/{facts['service']}/"),
        "form": (Browser(base), f"{home}services/{facts['service']}/ask/"),
        "receipt": (let_in, f"/track/{facts['opened']}/receipt/"),
    }


def on_templates(asked: argparse.Namespace, root: Path) -> list[report.Table]:
    return [report.simple("Fifty rows of the queue, CPU ms", rendering.measured())]


def on_days(asked: argparse.Namespace, root: Path) -> list[report.Table]:
    return [days.table()]


def on_ripple(asked: argparse.Namespace, root: Path) -> list[report.Table]:
    """Ten times as many cases, all of them open."""
    return [ripple.measured(asked.cases * 10)]


def on_messages(asked: argparse.Namespace, root: Path) -> list[report.Table]:
    """As many short messages as cases, on either database."""
    say("messages: SQLite")
    lite = messages.run(asked.cases, root / "messages")
    say("messages: PostgreSQL")
    with throwaway_cluster(durable=True) as url:
        pg = messages.run(asked.cases, root / "messages-pg", url)
    return [messages.table(lite, "SQLite"), messages.table(pg, "PostgreSQL")]


PARTS = {
    "postgresql": on_postgresql,
    "sqlite": on_sqlite,
    "templates": on_templates,
    "days": on_days,
    "ripple": on_ripple,
    "messages": on_messages,
}


ALONE = ("messages",)
"""What takes too long to stand among the others, and is run when it is asked for."""


def main() -> int:
    asked, begun = arguments(), monotonic()
    made: list[report.Table] = []
    with tempfile.TemporaryDirectory(prefix="ongikar-bench-") as root:
        for part in asked.only or [name for name in PARTS if name not in ALONE]:
            made += PARTS[part](asked, Path(root))
    say(f"{monotonic() - begun:.0f} seconds")
    text = "\n\n".join(map(str, made))
    print(text)
    if asked.write:
        report.keep(text, asked.cases)
    return int(asked.strict and not all(table.holds for table in made))


if __name__ == "__main__":
    sys.exit(main())
