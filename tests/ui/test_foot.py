"""The foot of every page offers the source where the office says where it lies (AGPL, section 13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_source_is_offered_where_it_is_named(client: Client, settings: Any) -> None:
    assert "AGPL" not in client.get("/track/").content.decode()
    settings.SOURCE_URL = "https://example.org/ongikar"
    assert 'href="https://example.org/ongikar"' in client.get("/track/").content.decode()
