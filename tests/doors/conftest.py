from __future__ import annotations

import pytest

from ongikar.reading import read_charter
from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture(autouse=True)
def charters_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not in a process of their own, which takes half a second each time; test_hostile_files starts one."""
    monkeypatch.setattr("ongikar.doors.desk.charter_forms.read_apart", read_charter)
