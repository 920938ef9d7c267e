"""Letters through a mail server and an SMS gateway that fail in every way, by posters that are killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import messages
from tests.cast import NOW
from tests.long.conftest import Note
from tests.notices.mail_server import MailServer, mail_server
from tests.running import ROOT, World, Worlds

MESSAGES, LETTERS, STEPS, STEP = 1000, 240, 60, timedelta(minutes=20)  # longer than a letter is held in hand
FILE = """
import sys
from ongikar.notices.tell import tell_next
from tests.cast import NOW
from tests.long.askings import filed_by_mail
for number in range(int(sys.argv[1])):
    filed_by_mail(number)
while tell_next(NOW):
    pass
"""
POST = """
import sys
from datetime import datetime
import django
django.setup()
from ongikar.notices.post import post_next
for line in sys.stdin:
    while post_next(datetime.fromisoformat(line.strip())):
        pass
    print("done", flush=True)
"""
EMAIL = "FROM notices_notice WHERE carrier = 'email'"


class Turns(MailServer):
    """A mail server with a fault at every so many letters; it knows what it has taken."""

    def __init__(self, kill: Callable[[], None]) -> None:
        super().__init__()
        self.kill, self.faults = kill, Counter[str]()

    def fault(self) -> str:
        turn = self.faults.total()
        every = {"killed, taken": 23, "killed": 19, "hangs up, taken": 13, "hangs up": 11, "later": 7, "refused": 5}
        return next((name for name, number in every.items() if turn % number == number - 1), "none")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        fault = self.fault()
        self.faults[fault] += 1
        if fault in ("none", "killed, taken", "hangs up, taken"):
            await super().handle_DATA(server, session, envelope)
        if fault.startswith("killed"):
            self.kill()
        if fault.startswith(("killed", "hangs up")):
            server.transport.abort()
        return {"later": "451 try later", "refused": "550 no such mailbox"}.get(fault, "250 OK")


class Poster:
    """A process that posts what is due, begun again where it was killed."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env, self.kills = env, 0
        self.begin()

    def begin(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", POST],
            env=self.env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self) -> None:
        self.kills += 1
        os.kill(self.process.pid, signal.SIGKILL)

    def post(self, moment: str) -> None:
        """Post until nothing is due at this moment, however often it is killed on the way."""
        while True:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(f"{moment}\n")
            self.process.stdin.flush()
            if self.process.stdout.readline():
                return
            self.process.communicate()
            self.begin()


def test_letters_by_mail(world: World, note: Note) -> None:
    world.python(FILE, str(LETTERS))
    posters: list[Poster] = []
    with mail_server(Turns(lambda: posters[0].kill())) as server:
        mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port), "EMAIL_USE_TLS": "0"}
        posters.append(Poster(world.env | mail))
        for step in range(STEPS):
            posters[0].post((NOW + step * STEP).isoformat())
        posters[0].process.kill()
        posters[0].process.communicate()
    taken = Counter(letter["To"] for letter in server.letters)
    outcomes = {str(address): str(outcome) for address, outcome in world.rows(f"SELECT address, outcome {EMAIL}")}
    lost = sum(outcome == "sent" and not taken[address] for address, outcome in outcomes.items())
    doubled = sum(number > 1 for number in taken.values())
    left = sum(outcome in ("waiting", "sending") for outcome in outcomes.values())
    note(
        letters=len(outcomes),
        lost=lost,
        doubled=doubled,
        left=left,
        **Counter(outcomes.values()),
        kills=posters[0].kills,
    )
    assert (len(outcomes), lost, doubled, left) == (LETTERS, 0, 0, 0)
    assert posters[0].kills


def test_messages_by_sms(worlds: Worlds, tmp_path: Path, note: Note) -> None:
    with worlds.own(tmp_path) as world:
        found = messages.run(MESSAGES, tmp_path, world.env["DATABASE_URL"])
    note(messages=found.messages, lost=found.lost, doubled=found.doubled, maybe=found.maybe, **found.faults)
    assert found.holds
