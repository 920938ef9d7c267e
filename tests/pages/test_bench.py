"""`make bench` keeps pace with the program: its office can be made, its pages open, their statements hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import servers
from bench.measuring import Cost
from bench.pages import PAGES
from bench.report import beside_limits
from tests.running import Worlds


@pytest.mark.process
@pytest.mark.once
def test_the_office_of_the_bench_can_be_made_and_its_pages_open(worlds: Worlds, tmp_path: Path) -> None:
    with worlds.own(tmp_path) as world:
        world.migrate()
    facts = servers.made(120, tmp_path)
    assert facts["statements"].keys() == {page.name for page in PAGES}
    over = [page.name for page in PAGES if page.statements and facts["statements"][page.name] > page.statements]
    assert over == []


def test_a_missed_goal_is_shown_and_makes_the_table_fail() -> None:
    names = [page.name for page in PAGES] + [page.limit for page in PAGES if page.limit]
    statements = {page.name: 2 for page in PAGES}
    alike = {name: Cost(cpu=1.0, wall=1.0, sent=900, unpacked=4000) for name in names}
    assert beside_limits(alike, statements, 1.0).holds
    slow = beside_limits({**alike, "filing": Cost(1.7, 1.7, 0, 0)}, statements, 1.0)
    assert not slow.holds
    assert "| filing " in str(slow)
    assert "MISSED" in str(slow)
