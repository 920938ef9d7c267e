"""Generated lives: whatever people do with a case and a grievance, nothing breaks and nothing changes in silence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from pytest_django import Settings

from tests.cast import Cast
from tests.long.conftest import Note
from tests.long.lives import Life

LIVES, STEPS = 24, 40


@pytest.mark.parametrize("seed", range(LIVES))
def test_life(
    seed: int, cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path, note: Note
) -> None:
    life = Life(cast, Random(seed), monkeypatch, settings, tmp_path)
    for _ in range(STEPS):
        life.step()
    life.follow_links()
    journals, _dates = life.state()
    verbs = {verb for journal in journals.values() for _pk, verb, _at, _facts in journal}
    note(**life.told, facts=sum(map(len, journals.values())), verbs=len(verbs), faults=len(life.faults))
    assert life.faults == []
