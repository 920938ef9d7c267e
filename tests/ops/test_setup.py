"""tools/setup.sh where it may not install anything itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.process
SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "setup.sh"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing but the script, and a user who is not root on a bare system."""
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    for name, does in (("id", "echo 1000"), ("dpkg-query", "exit 1"), ("apt-get", "echo never >&2; exit 9")):
        (stubs / name).write_text(f"#!/bin/sh\n{does}\n")
        (stubs / name).chmod(0o755)
    return tmp_path


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'stubs'}:{os.environ['PATH']}"
    script = ["bash", str(checkout / "tools" / "setup.sh"), *words]
    return subprocess.run(script, env={**os.environ, "PATH": path}, capture_output=True, text=True)


def test_who_is_not_root_is_told_exactly_what_to_type(checkout: Path) -> None:
    done = run(checkout)
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends" in done.stderr.replace("sudo apt-get update && ", "")
    assert "libpango-1.0-0" in done.stderr
    assert "chromium" not in done.stderr
    assert not (checkout / ".venv").exists()


def test_for_testing_more_is_wanted(checkout: Path) -> None:
    assert "postgresql chromium poppler-utils gettext" in run(checkout, "--dev").stderr
