"""`kill -9` of a server under load, again and again: what was asked is there once, with its own words."""

from __future__ import annotations

import random
import signal
from concurrent.futures import ThreadPoolExecutor

from tests.long.askings import Rows, counted, is_sound
from tests.long.conftest import Note
from tests.long.people import Office, rush
from tests.running import World

KILLS, ASKINGS, PEOPLE, SEED = 30, 360, 6, 9


def served_and_killed(world: World, office: Office, lives: list[int]) -> int:
    """Serve the office, each time until so many forms were sent; how often it was killed."""
    kills = 0
    for forms in [*lives, 0]:
        with world.serving() as server:
            office.opens(server.address, deadly=forms or 10**9)
            if not office.has_to_die():
                return kills
            assert server.stop(signal.SIGKILL) == -signal.SIGKILL
            kills += 1
    raise AssertionError("the last life has no end of its own")


def test_killed_under_load(world: World, note: Note) -> None:
    dice, office = random.Random(SEED), Office()
    lives = [dice.randint(4, 24) for _ in range(KILLS)]
    with ThreadPoolExecutor(1) as serving:
        killed = serving.submit(served_and_killed, world, office, lives)
        try:
            askings = rush(office, askings=ASKINGS, people=PEOPLE, seed=SEED)
        finally:
            office.opens("")
            kills = killed.result()  # why nobody serves any more is told first
    told = counted(askings, Rows.of(world))
    note(kills=kills, broken_lines=office.breaks, **told)
    assert kills > KILLS // 2
    assert is_sound(told), told
