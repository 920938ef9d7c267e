"""Six who ask for public PDFs all the time: how long another page takes beside them, and what the ticker does."""

from __future__ import annotations

import signal
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Event
from urllib.request import urlopen

from tests.long.conftest import Note
from tests.running import Server, World

PEOPLE, ALONE, BESIDE = 6, 5.0, 45.0  # seconds
OFFICE = "/doict-joypurhat/"
PAPERS = [f"{OFFICE}charter.pdf", *(f"{OFFICE}services/citizen-{n}/form.pdf" for n in range(1, 6))]
FILED = """
from types import SimpleNamespace
from django.utils import timezone
from ongikar.offices.models import Office, Posting
from tests.faults.stories import one_case
from tests.grievances.world import make_grievance
for n in range(900): one_case(key=str(n))
cast = SimpleNamespace(office=Office.objects.get(code="doict-joypurhat"))
gro = Posting.objects.get(account__username="gro")
for n in range(3): make_grievance(cast, named=(gro,), key=f"g{n}", at=timezone.now())
"""


def seconds(address: str) -> tuple[float, str]:
    """How long an answer took, and what it was."""
    begun = time.monotonic()
    with urlopen(address, timeout=300) as answer:
        answer.read()
        return time.monotonic() - begun, answer.headers["Content-Type"].split(";")[0]


def looked(server: Server, lasting: float) -> list[float]:
    """The waits of one who looks at the office's page again and again."""
    until, waits = time.monotonic() + lasting, []
    while time.monotonic() < until:
        waits.append(seconds(server.address + OFFICE)[0])
    return waits


def asked(address: str, number: int, enough: Event) -> list[str]:
    """What one gets who asks for paper after paper."""
    kinds = []
    for path in cycle(PAPERS[number:] + PAPERS[:number]):
        kinds.append(seconds(address + path)[1])
        if enough.is_set():
            return kinds
    return kinds


def test_six_who_ask_for_pdfs_hold_up_neither_a_page_nor_the_letters(world: World, note: Note) -> None:
    world.python(FILED)
    enough = Event()
    with world.serving() as server, ThreadPoolExecutor(PEOPLE + 1) as pool:
        alone = looked(server, ALONE)
        before, begun = world.count("notices.Notice"), time.monotonic()
        people = [pool.submit(asked, server.address, number, enough) for number in range(PEOPLE)]
        beside = looked(server, BESIDE)
        letters, lasted = world.count("notices.Notice") - before, time.monotonic() - begun
        enough.set()
        kinds = Counter(kind for one in people for kind in one.result())
    ratio = statistics.median(beside) / statistics.median(alone)
    note(
        page_alone=f"{statistics.median(alone):.3f} s", page_beside=f"{statistics.median(beside):.3f} s",
        longest_beside=f"{max(beside):.3f} s", ratio=f"{ratio:.1f}", letters_made_beside=letters,
        seconds_beside=f"{lasted:.1f}", **{kind.rpartition("/")[2]: n for kind, n in kinds.items()},
    )  # fmt: skip
    assert letters > 0
    assert ratio < 3 * PEOPLE


def test_a_stop_in_the_middle_of_six_pdfs_ends_within_seconds(world: World, note: Note) -> None:
    world.python(FILED)
    with world.serving() as server, ThreadPoolExecutor(PEOPLE) as pool:
        people = [pool.submit(asked, server.address, number, Event()) for number in range(PEOPLE)]
        looked(server, ALONE)
        begun = time.monotonic()
        code = server.stop(signal.SIGTERM)
        lasted = time.monotonic() - begun
        broken = sum(one.exception() is not None for one in people)
    note(seconds_to_the_end=f"{lasted:.1f}", code=code, lines_that_broke=broken)
    assert code == 0
    assert lasted < 20
