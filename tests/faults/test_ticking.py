"""A ticker that is killed in the middle of a deed: the deed is done once, by the next one."""

from __future__ import annotations

import signal
from collections import Counter

import pytest

from tests.faults.hooks import DIE_IN_DEED
from tests.running import World

pytestmark = pytest.mark.fault


def test_a_ticker_killed_in_the_middle_of_a_deed_leaves_it_whole_to_the_next(world: World) -> None:
    """The facts and the next moment were written, and not committed: none of it has happened."""
    world.python("from tests.faults.stories import one_case; one_case()")
    (world.path / DIE_IN_DEED).touch()
    assert world.run("tick", "--once").returncode == -signal.SIGKILL
    assert world.verbs() == ["case.filed"]
    assert world.run("tick", "--once").returncode == 0
    after = world.facts()
    assert "case.lapsed" in world.verbs()
    assert len(set(after)) == len(after)
    assert world.run("tick", "--once").returncode == 0
    assert world.facts() == after


def test_two_tickers_at_once_do_each_deed_once(world: World) -> None:
    world.python("from tests.faults.stories import one_case\nfor n in range(6): one_case(key=str(n))")
    with world.serving() as server:
        assert world.run("tick", "--once").returncode == 0
        server.stop()
    facts = world.facts()
    assert len(set(facts)) == len(facts)
    assert Counter(world.verbs())["case.lapsed"] == 6
