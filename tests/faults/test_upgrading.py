"""`ongikar upgrade`: brought to the next version whole, or as it was before, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ongikar
from tests.running import Visitor, World, Worlds

pytestmark = [pytest.mark.fault, pytest.mark.process]

LATER = {"DJANGO_SETTINGS_MODULE": "tests.faults.later.settings"}
FILE = "from tests.faults.stories import one_case; one_case()"
TABLES = "from django.db import connection; print('later' in connection.introspection.table_names())"
EXPECTATIONS = 5  # of the sample charter
HEALTHY = "/doict-joypurhat/services/citizen-5/"


@pytest.fixture(scope="module")
def office(worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An office with a case, whose version is noted: each test leaves it as it was, but the last."""
    with worlds.own(tmp_path_factory.mktemp("office")) as made:
        made.seed()
        made.python(FILE)
        made.run("upgrade")
        yield made


STATE = f"""
{TABLES}
from ongikar.cases.models import Case
from ongikar.charter.models import Expectation
print(Case.objects.count(), Expectation.objects.count())
"""


def as_it_was(world: World) -> bool:
    return world.python(STATE).split() == ["False", "1", str(EXPECTATIONS)]


@pytest.mark.parametrize(
    ("how", "why"), [("fails", "cannot be made"), ("loses", f"charter_expectation had {EXPECTATIONS} rows")]
)
def test_a_change_that_fails_or_loses_something_goes_back_to_the_backup_in_one_line(
    office: World, how: str, why: str
) -> None:
    failed = office.run("upgrade", LATER=how, **LATER)
    assert failed.returncode == 2
    said = failed.stderr.strip().splitlines()[-1]
    assert "the data is as it was" in said
    assert why in said
    assert "Traceback" not in failed.stderr
    assert as_it_was(office)
    with office.serving() as server:
        assert Visitor(server.address).get(HEALTHY).status == 200


def test_an_upgrade_killed_in_its_middle_is_put_back_before_anything_else(office: World) -> None:
    killed = office.run("upgrade", LATER="dies", **LATER)
    assert killed.returncode == -9
    refused = office.run("serve")
    assert (refused.returncode, "ongikar upgrade" in refused.stderr) == (2, True)
    assert office.run("upgrade").returncode == 0
    assert as_it_was(office)


def test_data_of_a_newer_or_a_too_old_version_is_refused_and_nothing_is_changed(office: World) -> None:
    for version, said in (("9.0.0", "newer version"), ("0.0.9", "go to 0.1.0 first")):
        (office.path / "version").write_text(version)
        refused = office.run("upgrade", **LATER)
        assert (refused.returncode, said in refused.stderr) == (2, True)
    (office.path / "version").write_text(ongikar.__version__)
    assert as_it_was(office)


def test_it_refuses_while_the_office_is_served(office: World) -> None:
    with office.serving():
        refused = office.run("upgrade", **LATER)
    assert (refused.returncode, "stop it first" in refused.stderr) == (2, True)
    assert as_it_was(office)


def test_a_drill_restores_elsewhere_tests_it_and_keeps_a_dated_line(office: World) -> None:
    assert office.run("backup").returncode == 0
    done = office.run("drill")
    assert done.returncode == 0, done.stderr
    tested = r"\d+ rows in \d+ tables, 0 files, 1\d pages: all right, in [\d.]+ minutes"
    assert re.match(rf"\d{{4}}-\d\d-\d\d \d\d:\d\d ongikar-\S+\.zip: {tested}", done.stdout)
    assert (office.path / "drills.txt").read_text() == done.stdout
    damaged = next((office.path / "backups").glob("ongikar-*.zip"))
    damaged.write_bytes(damaged.read_bytes()[:-100])
    refused = office.run("drill")
    assert (refused.returncode, "damaged" in refused.stderr) == (2, True)
    assert (office.path / "drills.txt").read_text() == done.stdout


def test_a_later_version_is_tested_and_says_where_the_backup_lies(office: World) -> None:
    refused = office.run("serve", **LATER)
    assert (refused.returncode, "ongikar upgrade" in refused.stderr) == (2, True)
    done = office.run("upgrade", **LATER)
    assert done.returncode == 0, done.stderr
    assert "0.1.0 -> 0.1.0: 2 changes; tested" in done.stdout
    assert Path(done.stdout.split("before: ")[1].strip()).is_file()
    assert office.python(TABLES) == "True"
    with office.serving(**LATER) as server:
        assert Visitor(server.address).get(HEALTHY).status == 200
