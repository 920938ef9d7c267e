"""Many messages through a gateway with every fault, by posters that are killed: none lost, none doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import messages

pytestmark = [pytest.mark.fault, pytest.mark.process]


def test_of_200_messages_none_is_lost_and_none_doubled(tmp_path: Path) -> None:
    found = messages.run(200, tmp_path)
    assert (found.messages, found.lost, found.doubled) == (200, 0, 0)
    assert {"killed", "hangs", "hangs up", "nonsense", "twice", "later", "no balance"} <= found.faults.keys()
    assert found.maybe >= found.faults["nonsense"] + found.faults["hangs"]
    assert found.maybe_after == found.maybe - found.known
    assert found.outcomes.keys() <= {"delivered", "maybe", "to_call"}
    assert messages.table(found, "SQLite").holds
