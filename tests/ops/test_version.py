"""`ongikar --version` names this program's version, not the framework's."""

from __future__ import annotations

import pytest

from ongikar import __version__
from ongikar.ops.cli import main


@pytest.mark.parametrize("word", ["--version", "version"])
def test_the_version_asked_for_is_ours(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word]) == 0
    assert capsys.readouterr().out == f"ongikar {__version__}\n"
