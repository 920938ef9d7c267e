"""10,000 short messages through a gateway with faults, by two posters that are killed now and then.

`python -m bench --only messages`. Lost is a message that is thought sent and was never taken; doubled, one that was
taken twice. "Maybe" is what a person has to settle, before and after the gateway has reported what it delivered.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from bench import servers
from bench.gateway import KILLS, Gateway, running
from bench.report import Table, verdict

POSTERS = 2
STEP = timedelta(minutes=15)  # longer than a message is held in hand
BEGUN = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
SECRET = "a-secret-of-the-bench"  # noqa: S105
BATCH = 500  # reports of one call
DONE = ("sent", "delivered")


@dataclass(frozen=True)
class Run:
    """What became of the messages. `known` is what the gateway took of those that ended as "maybe"."""

    messages: int
    lost: int
    doubled: int
    maybe: int
    known: int
    maybe_after: int
    outcomes: dict[str, int]
    faults: dict[str, int]
    seconds: float

    @property
    def holds(self) -> bool:
        return not self.lost and not self.doubled and sum(self.outcomes.values()) == self.messages


class Poster:
    """A process that posts what is due; begun again where it was killed."""

    def __init__(self, name: str, env: dict[str, str]) -> None:
        self.name, self.env = name, {**env, "SMS_HEADERS": json.dumps({"X-Poster": name})}
        self.begin()

    def begin(self) -> None:
        command = [sys.executable, "-m", "bench.messages", "post"]
        self.process = subprocess.Popen(
            command, cwd=servers.ROOT, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, at: datetime) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{at.isoformat()}\n")
        self.process.stdin.flush()

    def answered(self, at: datetime) -> None:
        """Wait until nothing is due any more, however often it is killed on the way."""
        assert self.process.stdout is not None
        while not self.process.stdout.readline():
            self.process.wait()
            self.begin()
            self.ask(at)

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


def run(messages: int, data: Path, url: str = "", *, kills: int = KILLS) -> Run:
    """Send so many messages in an installation of its own, and count what became of them."""
    servers.made(1, data, url)
    posters: list[Poster] = []
    with running(Gateway(messages, lambda name: posters[int(name)].process.kill(), kills)) as gateway:
        env = servers.environment(
            data, url, SMS_URL=gateway.url, SMS_TIMEOUT="1", SMS_REPORT_SECRET=SECRET, ONGIKAR_LOG="ERROR",
            SMS_FIELDS=json.dumps({"to": "{to}", "message": "{text}", "id": "{id}"}),
        )  # fmt: skip
        told("fill", env, str(messages))
        begun = monotonic()
        posters += [Poster(str(number), env) for number in range(POSTERS)]
        at = BEGUN
        while True:
            for poster in posters:
                poster.ask(at)
            for poster in posters:
                poster.answered(at)
            if not told("left", env):
                break
            at += STEP
        seconds = monotonic() - begun
        for poster in posters:
            poster.end()
        before: dict[str, str] = told("outcomes", env)
        after: dict[str, str] = told("report", env, ",".join(gateway.taken))
    return counted(gateway, before, after, seconds)


def counted(gateway: Gateway, before: dict[str, str], after: dict[str, str], seconds: float) -> Run:
    maybe = [number for number, outcome in before.items() if outcome == "maybe"]
    return Run(
        messages=len(before),
        lost=sum(outcome in DONE and not gateway.taken[number] for number, outcome in before.items()),
        doubled=sum(times > 1 for times in gateway.taken.values()),
        maybe=len(maybe),
        known=sum(gateway.taken[number] for number in maybe),
        maybe_after=sum(outcome == "maybe" for outcome in after.values()),
        outcomes=dict(Counter(after.values())),
        faults=dict(gateway.faults),
        seconds=seconds,
    )


def told(deed: str, env: dict[str, str], *words: str) -> Any:
    """What one of the deeds below says, done in a process of its own."""
    command = [sys.executable, "-m", "bench.messages", deed]
    text = "\n".join(words)
    done = subprocess.run(command, cwd=servers.ROOT, env=env, input=text, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def table(found: Run, database: str) -> Table:
    faults = ", ".join(f"{name} {number:,}" for name, number in sorted(found.faults.items()) if name != "none")
    ended = ", ".join(f"{name} {number:,}" for name, number in sorted(found.outcomes.items()))
    rows = [
        ["lost", f"{found.lost:,}", "0", verdict(found.lost, 0)],
        ["doubled", f"{found.doubled:,}", "0", verdict(found.doubled, 0)],
        ["maybe, before reports", f"{found.maybe:,} (of which taken: {found.known:,})", "", ""],
        ["maybe, after reports", f"{found.maybe_after:,}", "", ""],
        ["ended as", ended, "", ""],
        ["faults of the gateway", faults, "", ""],
        ["seconds", f"{found.seconds:,.0f}", "", ""],
    ]
    title = f"{found.messages:,} short messages through a gateway with faults, two posters, {database}"
    return Table(title, ["what", "measured", "goal", ""], rows, holds=found.holds)


# In processes of their own


def fill(count: int) -> int:
    """So many facts of one case, each with a message that waits."""
    from ongikar.cases.models import Case, CaseEvent
    from ongikar.notices.models import Notice

    case = Case.objects.order_by("filed_at")[0]
    case.requester.phone = "+8801712345678"
    case.requester.save(update_fields=["phone"])
    events = [
        CaseEvent(case=case, verb="case.told", by_kind="system", at=BEGUN, noticed_at=BEGUN) for _ in range(count)
    ]
    CaseEvent.objects.bulk_create(events, batch_size=500)
    found = CaseEvent.objects.filter(case=case, verb="case.told").order_by("-pk")[:count]
    waits = {"recipient": "requester", "carrier": "sms", "outcome": "waiting", "made_at": BEGUN, "next_at": BEGUN}
    body = "আবেদন ৫৮৯৫২৭৯২১৪: নতুন তথ্য আছে। ফোন ০২৫৮৯৯১৫০৭৬"
    notices = [Notice(case=case, event=event, subject="-", body=body, **waits) for event in found]
    Notice.objects.bulk_create(notices, batch_size=500)
    return len(notices)


def post() -> None:
    """Post what is due at each moment that is told, and say when nothing is left."""
    from ongikar.notices.post import post_next

    for line in sys.stdin:
        while post_next(datetime.fromisoformat(line.strip())):
            pass
        print("done", flush=True)


def outcomes() -> dict[str, str]:
    from ongikar.notices.models import Notice

    return {str(number): outcome for number, outcome in Notice.objects.messages().values_list("pk", "outcome")}


def left() -> int:
    return sum(outcome in ("waiting", "sending") for outcome in outcomes().values())


def report(taken: str) -> dict[str, str]:
    """Let the gateway report each message it took as delivered, twice, with nonsense between; what it all became."""
    from django.test import Client

    names = taken.split(",")
    for number in range(0, len(names), BATCH):
        told = [{"id": name, "status": "DELIVRD"} for name in names[number : number + BATCH]]
        for body in (json.dumps(told), "nonsense", json.dumps(told)):
            answer = Client().post(
                f"/messages/reports/{SECRET}/", body, content_type="application/json", SERVER_NAME="127.0.0.1"
            )
            assert answer.status_code == 200, answer.status_code
    return outcomes()


def main(deed: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
    import django

    django.setup()
    if deed == "post":
        post()
        return
    words = sys.stdin.read()
    deeds: dict[str, Callable[[], Any]] = {
        "fill": lambda: fill(int(words)),
        "left": left,
        "outcomes": outcomes,
        "report": lambda: report(words),
    }
    print(json.dumps(deeds[deed]()))


if __name__ == "__main__":
    main(sys.argv[1])
