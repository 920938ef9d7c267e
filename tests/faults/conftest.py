from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import World, own_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An office of its own, whose processes can be made to fail."""
    with own_world(tmp_path, DJANGO_SETTINGS_MODULE="tests.faults.settings") as made:
        made.seed()
        yield made
