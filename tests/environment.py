"""What every test shares: a data directory of its own, and no way to reach a real mail server.

Loaded by `-p` in pyproject.toml, since pytest-django reads the settings before any conftest.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.running import Worlds

# Properties are tried on the same examples every time: a suite that finds another fault each day helps nobody; and a
# slow machine is no fault of what is tested.
settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

_data = tempfile.mkdtemp(prefix="ongikar-test-")
os.environ.setdefault("ONGIKAR_DATA", _data)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the test's thread


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests reach a database; pytest-django lets no other reach one."""
    for item in items:
        if "django_db_setup" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def no_language_left_over() -> Iterator[None]:
    """A page in English leaves its language to the thread, and so to the next test."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Installations for processes of their own; asked for before any test of the suite's own database has begun."""
    from tests.running import Worlds

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            made = Worlds(tmp_path_factory.mktemp("worlds"), stack)
        yield made
