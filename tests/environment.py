"""What every test shares: a data directory of its own, and no way to reach a real mail server.

Loaded by `-p` in pyproject.toml, since pytest-django reads the settings before any conftest.
"""

from __future__ import annotations

import os
import tempfile

_data = tempfile.mkdtemp(prefix="ongikar-test-")
os.environ.setdefault("ONGIKAR_DATA", _data)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the test's thread
