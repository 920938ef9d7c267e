from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Cast, build_cast
from tests.running import World, Worlds


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def world(worlds: Worlds, tmp_path: Path) -> Iterator[World]:
    with worlds.own(tmp_path) as made:
        yield made
