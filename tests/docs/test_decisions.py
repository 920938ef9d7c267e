"""What the decisions say of the code, held to."""

from __future__ import annotations

import subprocess
import sys

from tests.cast import sample
from tests.docs.pages import ROOT

WITHOUT_DJANGO = """
import sys
sys.modules["django"] = None
from ongikar.ops.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without_django(*words: str) -> str:
    command = [sys.executable, "-c", WITHOUT_DJANGO, *words]
    return subprocess.run(command, cwd=ROOT, env={}, capture_output=True, check=True, encoding="utf8").stdout


def test_a_charter_is_read_and_a_date_reckoned_where_django_is_out_of_reach() -> None:
    charter = ROOT / "ongikar" / "charter" / "samples" / "doict-joypurhat.txt"
    assert charter.read_bytes() == sample("doict-joypurhat.txt")
    assert '"ongikar.charter/1"' in without_django("read", str(charter), "--json")
    assert without_django("due", "--received", "2025-05-15T10:00", "--limit", "৩ কার্যদিবস").startswith("2025-05-19")
