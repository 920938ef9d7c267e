"""A holiday announced tonight, over many open cases on PostgreSQL: `python -m bench.ripple [--cases 100000]`.

The worker that re-dates them is killed twice midway (SIGKILL) and started again; at the end every case is checked.
Seconds are of the clock on the wall, from the approval to the last date moved, starts of the worker included.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench import servers
from bench.processes import cpu_seconds
from bench.report import Table, verdict
from tools.with_pg import throwaway_cluster

MOST = 60.0  # seconds for 100,000 open cases
KILLS = (0.3, 0.6)  # of the cases moved
LETTERS = 2000  # they go out so many a minute in any case; a sample is enough
TEXT = "রাষ্ট্রীয় শোক"


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


# In processes of their own, on the database of the measurement


def make(count: int) -> None:
    """An office with so many cases, all open and all with a date ahead."""
    from django.utils import timezone

    from bench import world
    from ongikar.bangla.damm import check_digit
    from ongikar.charter.models import Promise
    from ongikar.offices.models import Office, Post
    from ongikar.ops.serving import make_ready

    make_ready()
    now = timezone.now()
    world.found_office(now)
    world.story = lambda number: "filed" if number % 4 == 1 else "accepted"
    office = Office.objects.tops().get()
    dated = [p for p in Promise.objects.on_offer(office).select_related("edition__office") if not p.by_order]
    posts = list(Post.objects.filter(office=office).order_by("pk"))
    batch: list[world.Made] = []
    rng = random.Random(1)
    for number in range(count):
        made = world._case(number, rng, dated[number % len(dated)], office, posts[0], now)
        made.case.reference = f"{number:09d}{check_digit(f'{number:09d}')}"
        fresh(made.case, office, now - timedelta(minutes=number % 600), now)
        batch.append(made)
        if len(batch) == world.BATCH or number + 1 == count:
            world.keep(batch)
            batch = []
            print(f"\r  {number + 1:,} cases", end="", file=sys.stderr, flush=True)
    world.settle()


def fresh(case: Any, office: Any, at: datetime, now: datetime) -> None:
    """Filed at `at`, so that its date is ahead."""
    from bench.world import _dates

    case.filed_at = case.clock_from = at
    for name, value in _dates(case.promise, office, case.state, at, now).items():
        setattr(case, name, value)


def order() -> int:
    """Enter and check an order that closes the next two working days; the pk of what it sets going."""
    from django.utils import timezone

    from ongikar.clock.gazette import read_orders
    from ongikar.offices import ordering
    from ongikar.offices.calendars import calendar_of
    from ongikar.offices.models import Office, Posting

    now, office = timezone.now(), Office.objects.tops().get()
    first, second = Posting.objects.select_related("post__office", "account").order_by("pk")[:2]
    day = calendar_of(office).nth_after(timezone.localdate(now), 1)
    days = read_orders(f"{TEXT} {day} – {calendar_of(office).nth_after(day, 1)}").days
    entered = ordering.enter(
        by=second, at=now, kind="order", year=None, legal_ref="bench", announced_on=timezone.localdate(now), days=days,
        only_here=False, entry_key="bench",
    )  # fmt: skip
    return ordering.check(entered, by=first, at=now).pk


def approve() -> None:
    from django.utils import timezone

    from ongikar.offices import ordering
    from ongikar.offices.models import CalendarOrder, Posting

    head = Posting.objects.select_related("post__office", "account").order_by("pk")[0]
    ordering.approve(CalendarOrder.objects.get(), by=head, at=timezone.now())


def work(until: str, steps: str = "1000000") -> None:
    """Be the ticker, for ripples alone, until this phase is over, or for so many steps of it."""
    from django.utils import timezone

    from ongikar.offices.models import Ripple
    from ongikar.ops.ripples import ripple_next

    for _ in range(int(steps)):
        if Ripple.objects.get().phase != until or not ripple_next(timezone.now()):
            break


def checked() -> dict[str, Any]:
    """Every case reckoned once more by itself: no date wrong, none moved twice, none forgotten."""
    from django.db.models import Count

    from ongikar.cases import deadlines
    from ongikar.cases.models import Case, CaseEvent
    from ongikar.offices.calendars import calendar_of
    from ongikar.offices.models import Office, Ripple

    calendar, ripple = calendar_of(Office.objects.tops().get()), Ripple.objects.get()
    twice = CaseEvent.objects.filter(verb="case.redated").values("case").annotate(n=Count("pk")).filter(n__gt=1).count()
    events = set(CaseEvent.objects.filter(verb="case.redated").values_list("case_id", flat=True))
    wrong = forgotten = 0
    for case in Case.objects.select_related("promise").iterator(chunk_size=2000):
        again = deadlines.reckon_on(calendar, case.promise, at=case.clock_from)
        wrong += again.due_on is not None and case.due_on != max(again.due_on, case.due_on or again.due_on)
        moved = bool(case.explanation.get("moved"))
        forgotten += moved != (case.pk in events) or case.explanation["calendar"] != calendar.version
    return {
        "moved": ripple.moved,
        "said": ripple.totals().get("moved", 0),
        "events": len(events),
        "twice": twice,
        "wrong": wrong,
        "forgotten": forgotten,
    }


# The measurement


def measured(count: int) -> Table:
    """The table of one run."""
    with tempfile.TemporaryDirectory(prefix="ongikar-ripple-") as root, throwaway_cluster(durable=True) as url:
        env = servers.environment(Path(root), url)
        pg = servers.postmaster(url)
        say("making the cases")
        child(env, "make", str(count))
        child(env, "order")
        preview = timed(lambda: child(env, "work", "reckoning"), pg)
        say(f"\npreview {preview[0]:.1f} s")
        child(env, "approve")
        kills, redated = killed_twice(env, url, count, pg)
        say(f"re-dated {redated[0]:.1f} s, killed {kills} times")
        telling = timed(lambda: child(env, "work", "telling", str(LETTERS // 100)), pg)
        found = json.loads(child(env, "checked"))
    return _table(count, kills, preview, redated, telling, found)


def _table(
    count: int,
    kills: int,
    preview: tuple[float, float],
    redated: tuple[float, float],
    telling: tuple[float, float],
    found: dict[str, Any],
) -> Table:
    right = found["twice"] == found["wrong"] == found["forgotten"] == 0 and found["moved"] == found["events"]
    most = MOST * count / 100_000
    rows = [
        ["counted for the preview", f"{preview[0]:.1f}", f"{preview[1]:.1f}", ""],
        [f"re-dated, killed {kills} times", f"{redated[0]:.1f}", f"{redated[1]:.1f}", verdict(redated[0], most)],
        [f"{LETTERS:,} letters made", f"{telling[0]:.1f}", f"{telling[1]:.1f}", ""],
        [f"checked: {json.dumps(found)}", "", "", "holds" if right else "MISSED"],
    ]
    title = f"A holiday announced tonight, over {count:,} open cases on PostgreSQL"
    holds = not any("MISSED" in row for row in rows)
    return Table(title, ["", "seconds", "CPU seconds", f"≤ {most:g} s"], rows, holds=holds)


def child(env: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "bench.ripple", "--do", *words]
    return subprocess.run(command, cwd=servers.ROOT, env=env, stdout=subprocess.PIPE, check=True, text=True).stdout


def timed(deed: Callable[[], Any], pg: int) -> tuple[float, float]:
    """Seconds on the wall and of CPU: ours, with that of our children, and PostgreSQL's."""
    begun, used = time.monotonic(), cpu_seconds([pg, os.getpid()])
    deed()
    return time.monotonic() - begun, cpu_seconds([pg, os.getpid()]) - used


def killed_twice(env: dict[str, str], url: str, count: int, pg: int) -> tuple[int, tuple[float, float]]:
    """Let the worker work, kill it midway, and let another go on; how often, and what all of it took."""
    kills = 0

    def all_of_it() -> None:
        nonlocal kills
        command = [sys.executable, "-m", "bench.ripple", "--do", "work", "redating"]
        for share in KILLS:
            worker = subprocess.Popen(command, cwd=servers.ROOT, env=env)
            while worker.poll() is None and moved(url) < share * count:
                time.sleep(0.5)  # each look opens a connection, and its cost would be counted as ours
            if worker.poll() is None:
                worker.kill()
                kills += 1
            worker.wait()
        subprocess.run(command, cwd=servers.ROOT, env=env, check=True)

    spent = timed(all_of_it, pg)
    return kills, spent


def moved(url: str) -> int:
    """How many cases have been gone through, seen from outside."""
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT seen FROM offices_ripple").fetchone()
    return int(row[0]) if row else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.ripple", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--do", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.do:
        return _do(*asked.do)
    table = measured(asked.cases)
    print(table)
    return 0 if table.holds else 1


def _do(name: str, *words: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
    import django

    django.setup()
    if name == "make":
        make(int(words[0]))
    elif name == "checked":
        print(json.dumps(checked()))
    elif name == "work":
        work(*words)
    else:
        {"order": order, "approve": approve}[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
