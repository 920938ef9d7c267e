"""The settings of the tests, with the clock watched and the nightly backup made, as at an office."""

from __future__ import annotations

from datetime import time

from tests.settings import *  # noqa: F403

CLOCK_WATCHED, BACKUP_AT = True, time(2, 30)
