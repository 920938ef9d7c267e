"""Many messages through a gateway with every fault, by posters that are killed: none lost, none doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import messages
from tests.running import Worlds

pytestmark = [pytest.mark.fault, pytest.mark.process, pytest.mark.once]


def test_of_100_messages_none_is_lost_and_none_doubled(worlds: Worlds, tmp_path: Path) -> None:
    """`make long` sends more of them; the installation is the bench's own, on SQLite."""
    with worlds.own(tmp_path) as world:
        world.migrate()
    found = messages.run(100, tmp_path, kills=3)
    assert (found.messages, found.lost, found.doubled) == (100, 0, 0)
    assert {"killed", "hangs", "hangs up", "nonsense", "twice", "later", "no balance"} <= found.faults.keys()
    assert found.maybe >= found.faults["nonsense"] + found.faults["hangs"]
    assert found.maybe_after == found.maybe - found.known
    assert found.outcomes.keys() <= {"delivered", "maybe", "to_call"}
    assert messages.table(found, "SQLite").holds
