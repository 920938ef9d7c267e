"""The suite's settings, with places at which a test can have the process die or wait (tests.faults.hooks)."""

from __future__ import annotations

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.hooks.Hooks"]
MIDDLEWARE = ["tests.faults.hooks.dies_after_the_view", "tests.faults.hooks.held_before_the_view", *MIDDLEWARE]

# One machine plays fifty people here: nobody of them is asked whether this is another filing.
FILINGS_LINE = FILINGS_PHONE = 1_000_000
