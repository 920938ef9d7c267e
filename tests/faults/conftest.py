from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import World, Worlds


@pytest.fixture
def world(worlds: Worlds, tmp_path: Path) -> Iterator[World]:
    """An office of its own, whose processes can be made to fail."""
    with worlds.own(tmp_path, DJANGO_SETTINGS_MODULE="tests.faults.settings") as made:
        made.seed()
        yield made
