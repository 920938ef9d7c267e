"""Settings: what a person types, and what is said about what cannot be read."""

from __future__ import annotations

import os
import pty
import stat
import subprocess

import pytest

import ongikar
from tests.running import PATIENCE, World

pytestmark = [pytest.mark.process, pytest.mark.once]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SITE_URL", "charter.gov.bd", "is no address"),
        ("SITE_URL", "http://[", "is no address"),
        ("SITE_URL", "https://gov.bd/charter", "is no address"),
        ("ONGIKAR_BIND", "127.0.0.1", "is no address to listen at"),
        ("ONGIKAR_BIND", "127.0.0.1:৮০০০", "is no address to listen at"),
        ("ONGIKAR_NO_REPLY_DAYS", "thirty", "is not a whole number"),
        ("ONGIKAR_NO_REPLY_DAYS", "0", "from 1 up"),
        ("ONGIKAR_DEBUG", "maybe", "neither yes nor no"),
        ("ONGIKAR_APRIL_13_2026", "somewhere", "hill_districts, national"),
        ("DATABASE_URL", "mysql://u:secret@h/n", "postgresql://"),
        ("EMAIL_HOST_PASSWORD_FILE", "/there/is/no/such", "No such file"),
    ],
)
def test_a_setting_that_cannot_be_read_is_one_line_that_says_what_to_type(
    world: World, name: str, value: str, said: str
) -> None:
    refused = world.run("check", DJANGO_SETTINGS_MODULE="ongikar.settings", **{name: value})
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert name in refused.stderr
    assert said in refused.stderr
    assert "secret" not in refused.stderr


def test_what_is_set_is_kept_for_its_owner_alone_and_found_again(world: World) -> None:
    kept = world.run("set", "SITE_URL", "https://charter.example.gov.bd")
    assert kept.returncode == 0
    file = world.path / "settings.env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    asked = "from django.conf import settings; print(settings.SITE_URL, settings.SECURE)"
    assert world.python(asked) == "https://charter.example.gov.bd True"
    assert world.python(asked, SITE_URL="http://10.0.0.5:8000") == "http://10.0.0.5:8000 False"


def test_setting_one_thing_leaves_the_others(world: World) -> None:
    world.run("set", "SITE_URL", "https://a.gov.bd")
    world.run("set", "ONGIKAR_NO_REPLY_DAYS", "20")
    world.run("set", "SITE_URL", "https://b.gov.bd")
    lines = (world.path / "settings.env").read_text().splitlines()
    assert lines[1:] == ["ONGIKAR_NO_REPLY_DAYS=20", "SITE_URL=https://b.gov.bd"]


def test_a_password_is_not_shown(world: World) -> None:
    kept = world.run("set", "EMAIL_HOST_PASSWORD", "abcd efgh ijkl mnop")
    assert "abcd" not in kept.stdout
    assert "EMAIL_HOST_PASSWORD=abcd efgh ijkl mnop" in (world.path / "settings.env").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("SITEURL", "https://a.gov.bd"), "did you mean SITE_URL?"),
        (("SITE_URL", "a.gov.bd"), "is no address"),
        (("ONGIKAR_DATA", "/tmp"), "from the environment alone"),
        ((), "required: NAME"),
    ],
)
def test_what_would_not_work_is_not_kept(world: World, words: tuple[str, ...], said: str) -> None:
    refused = world.run("set", *words)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert said in refused.stderr
    assert not (world.path / "settings.env").exists()


def test_a_person_who_serves_for_the_first_time_is_asked_for_both_addresses(world: World) -> None:
    """Wrong answers are told and asked again; the answers are kept, so that nobody is asked twice."""
    world.migrate()
    near, far = pty.openpty()
    process = subprocess.Popen(world.command("serve"), env=_unasked(world), stdin=far, stdout=far, stderr=far)
    os.close(far)
    for typed, asked in (
        ("nowhere", "reach this office"),
        ("", "is no address"),
        ("127.0.0.1:0", "should it listen"),
    ):
        _read_until(near, asked)
        os.write(near, f"{typed}\n".encode())
    _read_until(near, "SITE_URL is not set")
    process.terminate()
    assert process.wait(PATIENCE) == 0
    os.close(near)
    assert "ONGIKAR_BIND=127.0.0.1:0\nSITE_URL=\n" in (world.path / "settings.env").read_text()


def _unasked(world: World) -> dict[str, str]:
    return {name: value for name, value in world.env.items() if name != "ONGIKAR_BIND"}


def _read_until(terminal: int, words: str) -> str:
    said = ""
    while words not in said or not said.rstrip(" ").endswith((">", "\n")):
        said += os.read(terminal, 4096).decode(errors="replace")
    return said


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_without_a_command_the_commands_are_named(world: World, words: tuple[str, ...]) -> None:
    said = world.run(*words)
    assert said.returncode == 0
    assert "ongikar" in said.stdout
    for name in ("serve", "doctor", "backup", "restore", "set", "tick", "retention", "sweep", "demo", "read", "due"):
        assert f"\n  {name} " in said.stdout


def test_the_version_is_the_programs_own(world: World) -> None:
    assert world.run("--version").stdout == f"ongikar {ongikar.__version__}\n"


@pytest.mark.parametrize("words", ["serve", "tick --once", "backup", "migrate", "retention"])
def test_a_database_that_does_not_answer_is_one_line(world: World, words: str) -> None:
    refused = world.run(*words.split(), DATABASE_URL="postgresql://nobody:secret@127.0.0.1:1/none")
    assert refused.returncode == 2
    said = refused.stderr.splitlines()
    assert said[:-1] in ([], ["Copying the database"])
    assert said[-1].startswith(f"ongikar {words.split()[0]}: ")
    assert "Connection refused" in said[-1]
    assert "secret" not in refused.stderr
