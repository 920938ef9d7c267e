from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Cast, build_cast
from tests.running import World, own_world


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with own_world(tmp_path) as made:
        yield made
