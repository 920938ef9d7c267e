"""The program under clocks that are wrong, asleep or off (libfaketime): what was told, backed up, and locked.

The clock that counts sleep is the machine's own (FAKETIME_DONT_FAKE_MONOTONIC); where the machine sleeps both go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from tests.cast import PASSWORD
from tests.long.conftest import Note
from tests.running import ASK, Server, Visitor, World

TRIES, PATIENCE = 0.1, 60.0
FILED = """
from datetime import timedelta
from django.utils import timezone
from ongikar.cases.intake import file_case
from ongikar.cases.models import Channel, Requester
from ongikar.charter.models import Promise
now, promise = timezone.now(), Promise.objects.on_offer_as("doict-joypurhat", "citizen-5")
for days in range(12):
    who = Requester(name="রহিমা খাতুন", address="ক্ষেতলাল", email="rahima@example.org")
    case = file_case(promise=promise, requester=who, matter=f"কথা {days}", channel=Channel.LETTER,
                     intake_key=f"letter-{days}", at=now - timedelta(days=days))
print("filed")
"""


ASLEEP = """
import pathlib, time
_real, _file = time.clock_gettime, pathlib.Path(__file__).with_name("asleep")
def clock_gettime(clock):
    slept = float(_file.read_text()) if clock == time.CLOCK_BOOTTIME and _file.exists() else 0
    return _real(clock) + slept
time.clock_gettime = clock_gettime
"""
"""No library moves this one clock alone: Python itself is told (its sitecustomize) how long the machine slept."""


class Fake:
    """The clocks of a machine: the wall's by libfaketime; the one that counts sleep runs on by itself."""

    def __init__(self, folder: Path) -> None:
        self.file, self.python = folder / "faketime", folder / "python"
        library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
        assert library, "install the package `faketime`"
        self.python.mkdir()
        (self.python / "sitecustomize.py").write_text(ASLEEP)
        self.env = {
            "LD_PRELOAD": str(library), "FAKETIME_NO_CACHE": "1", "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DJANGO_SETTINGS_MODULE": "tests.long.watched",
            "PYTHONPATH": str(self.python),
        }  # fmt: skip
        self.says(timedelta())

    def says(self, ahead: timedelta) -> None:
        part = self.file.with_suffix(".part")
        part.write_text(f"{ahead.total_seconds():+.0f}")
        part.replace(self.file)

    def sleeps(self, lasting: timedelta) -> None:
        """Both clocks go on, and nothing runs; a minute of difference between the two is none."""
        (self.python / "asleep").write_text(f"{lasting.total_seconds()}")
        self.says(lasting)


class Watch:
    """What somebody sees of a running office who is none of its processes."""

    def __init__(self, world: World) -> None:
        self.world = world

    def beat(self) -> datetime | None:
        try:
            return datetime.fromisoformat((self.world.path / "heartbeat").read_text())
        except (OSError, ValueError):
            return None

    def rounds(self, number: int = 3) -> None:
        """Wait for so many rounds of the loop."""
        for _round in range(number):
            before = self.beat()
            until(lambda before=before: self.beat() != before)  # type: ignore[misc]

    @property
    def doubted(self) -> bool:
        rows = self.world.rows("SELECT said FROM offices_watch")
        said = rows[0][0] if rows else {}
        return bool((said if isinstance(said, dict) else json.loads(said)).get("doubt"))

    @property
    def lapses(self) -> int:
        return self.world.verbs().count("case.lapsed")

    @property
    def told(self) -> int:
        return self.world.count("notices.Notice")

    @property
    def lapses_told(self) -> int:
        found = self.world.rows(
            "SELECT count(*) FROM notices_notice n JOIN cases_caseevent e ON e.id = n.event_id"
            " WHERE e.verb = 'case.lapsed'"
        )
        return int(found[0][0])

    @property
    def archives(self) -> int:
        return len(list((self.world.path / "backups").glob("nightly-*.zip")))


def until(true: Callable[[], bool]) -> None:
    pause = Event()
    for _try in range(int(PATIENCE / TRIES)):
        if true():
            return
        pause.wait(TRIES)
    raise AssertionError("it never came about")


def has_filed(world: World, fake: Fake) -> None:
    """Cases of the last twelve days, and nothing left to do or to tell of them."""
    assert world.python(FILED) == "filed"
    assert world.run("tick", "--once", **fake.env).returncode == 0


def signs_in(server: Server, password: str) -> int:
    visitor = Visitor(server.address)
    visitor.get("/desk/sign-in/")
    return visitor.post("/desk/sign-in/", {"username": "officer", "password": password}).status


def files(server: Server) -> str:
    """The number that somebody gets who asks now."""
    visitor = Visitor(server.address)
    done = visitor.post(ASK, visitor.form(ASK))
    assert done.status == 302, done.text[:300]
    return str(done.headers["Location"])


WRONG = {
    "ahead a day": timedelta(days=1),
    "behind a day": timedelta(days=-1),
    "ahead a year": timedelta(days=365),
    "behind a year": timedelta(days=-365),
}


@pytest.mark.parametrize("how", WRONG)
def test_wrong_for_some_rounds(world: World, note: Note, how: str) -> None:
    fake, watch = Fake(world.path), Watch(world)
    has_filed(world, fake)
    with world.serving(**fake.env) as server:
        watch.rounds()
        until(lambda: watch.archives == 1)
        lapses, told, lapses_told = watch.lapses, watch.told, watch.lapses_told
        fake.says(WRONG[how])
        until(lambda: watch.doubted)
        for _try in range(5):
            signs_in(server, "wrong")
        number = files(server)
        watch.rounds()
        wrongly = {
            "lapses": watch.lapses - lapses, "told": watch.told - told, "archives": watch.archives - 1,
        }  # fmt: skip
        fake.says(timedelta())
        until(lambda: not watch.doubted)
        watch.rounds()
        receipts, lapsed_since = watch.told - told, watch.lapses_told - lapses_told
        undated = int(world.rows("SELECT count(*) FROM cases_case WHERE undated IS NOT NULL")[0][0])
    with world.serving(**fake.env) as server:
        fake.says(timedelta(minutes=16))
        watch.rounds()
        locked = signs_in(server, PASSWORD) != 302
    fake.says(timedelta(hours=26))
    with world.serving(**fake.env):
        watch.rounds()
        until(lambda: watch.archives == 2)
    note(**{f"{name}_while_wrong": n for name, n in wrongly.items()}, receipts_after=receipts,
         lapses_told_after=lapsed_since, locked=locked, next_night_backed_up=watch.archives == 2)  # fmt: skip
    assert number
    assert wrongly == {"lapses": 0, "told": 0, "archives": 0}
    assert (receipts > 0, lapsed_since, undated, locked) == (True, 0, 0, False)


def test_asleep_for_a_night(world: World, note: Note) -> None:
    fake, watch = Fake(world.path), Watch(world)
    has_filed(world, fake)
    with world.serving(**fake.env):
        watch.rounds()
        before = watch.lapses
        fake.sleeps(timedelta(hours=16))
        watch.rounds()
        doubted, lapses = watch.doubted, watch.lapses - before
    note(doubted=doubted, lapses_noted=lapses)
    assert not doubted


def test_off_for_nine_days(world: World, note: Note) -> None:
    fake, watch = Fake(world.path), Watch(world)
    has_filed(world, fake)
    with world.serving(**fake.env):
        watch.rounds()
        before, told = watch.lapses, watch.lapses_told
        until(lambda: watch.archives == 1)
    fake.says(timedelta(days=9))
    with world.serving(**fake.env):
        watch.rounds()
        until(lambda: watch.archives == 2)
        until(lambda: watch.lapses_told > told)
        doubted, lapses = watch.doubted, watch.lapses - before
    note(doubted=doubted, lapses_noted=lapses, lapses_told=watch.lapses_told - told, archives=watch.archives)
    assert not doubted
    assert lapses


@pytest.mark.parametrize(("how", "ahead"), [("in 2010", timedelta(days=-6000)), ("two years on", timedelta(days=730))])
def test_wakes_up_wrong(world: World, note: Note, how: str, ahead: timedelta) -> None:
    fake, watch = Fake(world.path), Watch(world)
    has_filed(world, fake)
    with world.serving(**fake.env):
        watch.rounds()
        lapses, told = watch.lapses, watch.told
    fake.says(ahead)
    with world.serving(**fake.env) as server:
        watch.rounds()
        doubted = watch.doubted
        number = files(server)
        page = Visitor(server.address).get(number).text
        watch.rounds()
        wrongly = {"lapses": watch.lapses - lapses, "told": watch.told - told}
        fake.says(timedelta())
        until(lambda: not watch.doubted)
        watch.rounds()
        until(lambda: watch.told > told)
        right = world.rows("SELECT count(*) FROM cases_case WHERE undated IS NULL AND due_on IS NULL")[0][0]
    note(doubted=doubted, **{f"{name}_while_wrong": n for name, n in wrongly.items()}, told_after=watch.told - told)
    assert (doubted, right, wrongly) == (True, 0, {"lapses": 0, "told": 0})
    assert number, page
