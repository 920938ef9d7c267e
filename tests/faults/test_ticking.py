"""A ticker that is killed in the middle of a deed: the deed is done once, by the next one."""

from __future__ import annotations

import signal

import pytest

from tests.faults.hooks import DIE_IN_DEED
from tests.running import World

pytestmark = pytest.mark.fault


def test_a_ticker_killed_in_the_middle_of_a_deed_leaves_it_whole_to_the_next(world: World) -> None:
    world.python("from tests.faults.stories import one_case; one_case()")
    (world.path / DIE_IN_DEED).touch()
    assert world.run("tick", "--once").returncode == -signal.SIGKILL
    assert world.verbs() == ["case.filed"]
    assert world.run("tick", "--once").returncode == 0
    assert world.verbs() == ["case.filed", "case.lapsed"]
    assert world.run("tick", "--once").returncode == 0
    assert world.verbs() == ["case.filed", "case.lapsed"]


def test_two_tickers_at_once_do_each_deed_once(world: World) -> None:
    world.python("from tests.faults.stories import one_case\nfor n in range(6): one_case(key=str(n))")
    with world.serving() as server:
        assert world.run("tick", "--once").returncode == 0
        server.stop()
    assert sorted(world.verbs()) == ["case.filed"] * 6 + ["case.lapsed"] * 6
