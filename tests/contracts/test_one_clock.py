"""What time it is, is asked in one place alone: a clock that leaps is believed by nobody, or by everybody."""

from __future__ import annotations

import re

from tests.docs.test_style import PACKAGE, modules

MAY = {"offices/timezone.py", "offices/watched.py", "ops/cli.py"}  # the last reads a charter, without a database
ASKS = re.compile(
    r"from django\.utils import .*\btimezone\b|django\.utils\.timezone|time\.time\(\)|datetime\.now\(|date\.today\("
)


def test_nothing_asks_the_machine_what_time_it_is_but_the_one_module() -> None:
    asking = [path.relative_to(PACKAGE).as_posix() for path in modules() if ASKS.search(path.read_text("utf8"))]
    assert set(asking) <= MAY
