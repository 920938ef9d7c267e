"""What a command cannot do it says in one line, with what to do; nobody reads a traceback."""

from __future__ import annotations

import errno
import os

import pytest
from django.db import DatabaseError

from ongikar.ops.cli import main
from tests.running import World

CANNOT = {
    "not ours": (
        PermissionError(errno.EACCES, "Permission denied", "/srv/data/lock"),
        "/srv/data/lock",
        "ONGIKAR_DATA",
    ),
    "read-only": (OSError(errno.EROFS, "Read-only file system", "/srv/data/lock"), "/srv/data/lock", "ONGIKAR_DATA"),
    "full": (OSError(errno.ENOSPC, "No space left on device", "/srv/data/x"), "/srv/data/x", "make room"),
    "not there": (FileNotFoundError(errno.ENOENT, "No such file or directory", "/x"), "/x", "Name one"),
    "database": (DatabaseError("no such column: x\nLINE 1"), "no such column: x", "ongikar doctor"),
}


@pytest.mark.parametrize("what", CANNOT)
@pytest.mark.parametrize("command", ["tick", "selftest", "backup", "sweep", "invite", "migrate"])
def test_what_the_system_refuses_a_command_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, what: str
) -> None:
    error, named, way = CANNOT[what]

    def refuse(_words: object) -> None:
        raise error

    monkeypatch.setattr("django.core.management.execute_from_command_line", refuse)
    umask = os.umask(0o077)
    try:
        assert main([command]) == 2
    finally:
        os.umask(umask)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert named in said
    assert way in said


def test_a_selftest_before_anything_was_served_says_what_to_type(world: World) -> None:
    world.migrate()
    bare = world.path / "nothing"
    told = world.run("selftest", DJANGO_SETTINGS_MODULE="ongikar.settings", ONGIKAR_STATIC=str(bare))
    assert told.returncode == 2
    assert "Traceback" not in told.stderr
    assert "ongikar collectstatic" in told.stderr
