"""The guide says of every outcome and every trouble what it means."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from ongikar.notices.models import Outcome
from ongikar.notices.troubles import Trouble

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "mail.md"
SHOWN = [*Trouble, *(outcome for outcome in Outcome if outcome not in (Outcome.SENDING, Outcome.HANDED))]


@pytest.mark.parametrize("shown", SHOWN, ids=str)
def test_the_guide_explains_what_the_desk_shows(shown: Trouble | Outcome) -> None:
    with translation.override("bn"):
        assert f"| **{shown.label}** |" in GUIDE.read_text(encoding="utf8")
