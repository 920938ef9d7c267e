"""The program as it runs: processes of their own on loopback, with a data directory and a database of their own.

Nothing here waits for a time: a server is ready when it says its address, and has ended when it has ended.
"""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import psycopg
from django.apps import apps
from django.db import connections

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
    """An installation: its directory, the environment that its processes are started with, and what it may copy."""

    path: Path
    env: dict[str, str]
    worlds: Worlds

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

    def migrate(self) -> None:
        """The tables of this version, with nothing in them."""
        self._copy(self.worlds.empty)

    def seed(self) -> None:
        """The cast's office with its charter in force, filed at the cast's own time."""
        self._copy(self.worlds.seeded)

    @property
    def file(self) -> Path:
        """The database of an installation on SQLite."""
        return self.path / "ongikar.sqlite3"

    @property
    def database(self) -> str:
        """The name of the database of an installation on PostgreSQL; '' on SQLite."""
        return urllib.parse.urlsplit(self.env["DATABASE_URL"]).path[1:]

    def _copy(self, of: World) -> None:
        if not self.database:
            shutil.copy(of.file, self.file)
            return
        _create(self.database, template=of.database)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers to somebody who is none of its processes."""
        if self.database:
            with connection_of(self) as connection:
                return connection.execute(sql.encode()).fetchall()
        with contextlib.closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(sql).fetchall()

    def count(self, what: str) -> int:
        """The number of rows of a model, such as cases.Case."""
        return int(self.rows(f"SELECT count(*) FROM {apps.get_model(what)._meta.db_table}")[0][0])

    def verbs(self) -> list[str]:
        """The journal of cases, in order."""
        return [str(verb) for (verb,) in self.rows("SELECT verb FROM cases_caseevent ORDER BY id")]

    def facts(self) -> list[tuple[Any, ...]]:
        """The same with the case and the moment of each: one that stands here twice was written twice."""
        return self.rows("SELECT case_id, verb, at FROM cases_caseevent ORDER BY id")

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


class Worlds:
    """Makes installations. None migrates from nothing: a database made once is copied."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """To be called while nothing is in the suite's own database, of which a copy is kept."""
        self.folder, self.stack = folder, stack
        self.empty = self._kept("empty")
        own = connections["default"]
        if not own.introspection.table_names():  # where no test of this run has a database of its own
            assert self.empty.run("migrate").returncode == 0
        elif self.empty.database:
            own.close()  # a database is copied while nobody is connected to it
            _create(self.empty.database, template=own.settings_dict["NAME"])
            _count_anew(self.empty)
        else:
            with contextlib.closing(sqlite3.connect(self.empty.file)) as file, file:
                own.connection.backup(file)
                file.execute("DELETE FROM sqlite_sequence WHERE name NOT LIKE 'auth%' AND name NOT LIKE 'django%'")

    @cached_property
    def seeded(self) -> World:
        made = self._kept("seeded")
        made.migrate()
        made.python("from tests.cast import build_cast; build_cast()")
        return made

    def _kept(self, name: str) -> World:
        path = self.folder / name
        path.mkdir()
        return self.stack.enter_context(self.own(path))

    @contextlib.contextmanager
    def own(self, path: Path, **env: str) -> Iterator[World]:
        """A bare installation in `path`: on SQLite, or where the suite runs on PostgreSQL in a database of its own."""
        base = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
        base |= {"ONGIKAR_DATA": str(path), "ONGIKAR_BIND": "127.0.0.1:0", "DJANGO_SETTINGS_MODULE": "tests.settings"}
        with _own_database() as url:
            yield World(path, base | {"DATABASE_URL": url} | env, self)


@contextlib.contextmanager
def _own_database() -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    name = f"world_{uuid.uuid4().hex}"
    own = urllib.parse.urlunsplit(urllib.parse.urlsplit(url)._replace(path=f"/{name}"))
    try:
        _create(name, template="template0")
        yield own
    finally:
        _drop(name)


def _count_anew(world: World) -> None:
    """Have PostgreSQL too give the first row of each of our tables the number 1: it counted for tests taken back."""
    ours = "SELECT sequencename FROM pg_sequences WHERE sequencename !~ '^(auth|django)_'"
    with connection_of(world) as connection:
        for (name,) in connection.execute(ours).fetchall():
            connection.execute(f"ALTER SEQUENCE {name} RESTART".encode())


def _create(name: str, *, template: str) -> None:
    _drop(name)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())


def _drop(name: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


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
