"""docs/reference/settings.md names every setting, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from ongikar.environ import NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "settings.md"


def test_every_setting_is_on_the_page_and_no_other() -> None:
    assert settings.configured
    assert set(re.findall(r"^\| `([A-Z_0-9]+)` \|", PAGE.read_text(encoding="utf8"), re.M)) == NAMES
