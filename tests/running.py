"""The program as it runs: processes of their own on loopback, with a data directory and a database of their own.

Nothing here waits for a time: a server is ready when it says its address, and has ended when it has ended.
"""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any, ClassVar

import psycopg

from ongikar.environ import database

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a hanging process is a failure; nothing waits for them to pass
FORM = {
    "name": "রহিমা খাতুন",
    "address": "ক্ষেতলাল",
    "phone": "০১৭১২-৩৪৫ ৬৭৮",
    "matter": "সাইবার নিরাপত্তা নিয়ে জানতে চাই",
    "consent": "on",
}
ASK = "/doict-joypurhat/services/citizen-5/ask/"


@dataclass
class World:
    """An installation: its directory, and the environment that its processes are started with."""

    path: Path
    env: dict[str, str]

    def command(self, *words: str, **env: str) -> list[str]:
        return [sys.executable, "-m", "ongikar", *words]

    def run(self, *words: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        """Run `ongikar WORDS` to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.env | env,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def python(self, code: str, *args: str, **env: str) -> str:
        """Run Python with Django set up; what it printed. A failure is the test's failure."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}", *args],
            env=self.env | env, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def seed(self) -> None:
        """The cast's office with its charter in force, filed at the cast's own time."""
        self.python("from tests.running import seeded; seeded()")

    def count(self, what: str) -> int:
        """The number of rows of a model, such as cases.Case, as another process sees them."""
        return int(self.python(f"from django.apps import apps; print(apps.get_model('{what}').objects.count())"))

    def verbs(self) -> list[str]:
        """The journal of cases, in order."""
        asked = "print(*CaseEvent.objects.order_by('pk').values_list('verb', flat=True))"
        return self.python(f"from ongikar.cases.models import CaseEvent; {asked}").split()

    def facts(self) -> list[str]:
        """The same with the case and the moment of each: one that stands here twice was written twice."""
        asked = "[print(e.case_id, e.verb, e.at.isoformat()) for e in CaseEvent.objects.order_by('pk')]"
        return self.python(f"from ongikar.cases.models import CaseEvent; {asked}").splitlines()

    @contextlib.contextmanager
    def serving(self, *words: str, **env: str) -> Iterator[Server]:
        """A server, from its saying that it serves until the block ends."""
        process = subprocess.Popen(
            self.command(*(words or ("serve",))), env=self.env | env, cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield Server(process, _address(process))
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=PATIENCE)


def seeded() -> None:
    """Migrate and seat the cast: called in a process of the world's own."""
    from django.core.management import call_command

    from tests.cast import build_cast

    call_command("migrate", verbosity=0)
    build_cast()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://[\d.:]+", line):
            return found[0]
    _, error = process.communicate(timeout=PATIENCE)
    raise AssertionError(f"the server ended without serving: {error}")


@dataclass
class Server:
    process: subprocess.Popen[str]
    address: str

    def ended(self) -> int:
        """Wait for the end and give the exit code; negative is the signal that killed it."""
        return self.process.wait(timeout=PATIENCE)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.ended()


@contextlib.contextmanager
def own_world(path: Path, **env: str) -> Iterator[World]:
    """An installation in `path`: on SQLite, or where the suite runs on PostgreSQL in a database of its own there."""
    base = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
    base |= {"ONGIKAR_DATA": str(path), "ONGIKAR_BIND": "127.0.0.1:0", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with _own_database() as url:
        yield World(path, base | {"DATABASE_URL": url} | env)


@contextlib.contextmanager
def _own_database() -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    name = f"world_{uuid.uuid4().hex}"
    parts = urllib.parse.urlsplit(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        try:
            yield urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def connection_of(world: World) -> psycopg.Connection[Any]:
    """A plain connection to the world's PostgreSQL."""
    made = database(world.env["DATABASE_URL"], world.path)
    return psycopg.connect(dbname=made["NAME"], host=made["HOST"], user=made["USER"], autocommit=True)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


@dataclass
class Reply:
    status: int
    text: str
    headers: Message


@dataclass
class Visitor:
    """A browser without scripts: keeps cookies, follows no redirect by itself."""

    address: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    tokens: ClassVar[str] = r'name="{}" value="([^"]+)"'

    def get(self, path: str) -> Reply:
        return self._open(urllib.request.Request(self.address + path))

    def post(self, path: str, data: Mapping[str, str]) -> Reply:
        """Send a form; the connection breaking before an answer is an OSError."""
        body = urllib.parse.urlencode({**data, "csrfmiddlewaretoken": self.token()}).encode()
        return self._open(urllib.request.Request(self.address + path, data=body))

    def form(self, path: str) -> dict[str, str]:
        """The application form on this page, filled in, with the key it came with."""
        found = re.search(self.tokens.format("intake_key"), self.get(path).text)
        assert found
        return {**FORM, "intake_key": found[1]}

    def token(self) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken"), "")

    def _open(self, request: urllib.request.Request) -> Reply:
        opener = urllib.request.build_opener(_Stay, urllib.request.HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return Reply(answer.status, answer.read().decode(), answer.headers)
        except urllib.error.HTTPError as answer:
            return Reply(answer.code, answer.read().decode(), answer.headers)
