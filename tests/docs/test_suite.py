"""What the suite tries on both databases, kept honest: a test that is not marked cannot reach a database."""

from __future__ import annotations

import pytest

from ongikar.offices.models import Office


def test_a_test_that_is_not_marked_reaches_no_database(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database") is None
    with pytest.raises(RuntimeError, match="not allowed"):
        Office.objects.exists()


@pytest.mark.django_db
def test_a_test_that_asks_for_a_database_is_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database") is not None
