"""What the decisions say of the code, held to."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

from tests.cast import sample
from tests.docs.pages import ROOT, text_of

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


def test_every_package_the_program_needs_has_its_reasons() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]["dependencies"]
    names = [re.split(r"[~>=\[<]", line)[0] for line in wanted]
    rows = re.findall(r"^\| ([\w-]+)", text_of(ROOT / "docs" / "decisions" / "dependencies.md"), re.MULTILINE)
    assert [name for name in names if name not in rows] == []
