"""The pattern page shows every part, by the name it is included with."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

import ongikar.ui

PARTS = Path(ongikar.ui.__file__).parent / "templates" / "parts"


@pytest.mark.django_db
def test_every_part_is_on_the_pattern_page() -> None:
    page = Client().get("/ui/patterns/").content.decode()
    unshown = [part.name for part in PARTS.glob("*.html") if f"<code>parts/{part.name}</code>" not in page]
    assert unshown == []
