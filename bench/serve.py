"""`ongikar serve` with its ticker held still, so that a request's cost is seen apart from the letters it leads to."""

from __future__ import annotations

import sys
import threading

import django

django.setup()

from ongikar.ops import cli, ticker  # noqa: E402  they need the settings


def still(stop: threading.Event) -> None:
    """Wait as the ticker does, and do nothing."""
    stop.wait()


if __name__ == "__main__":
    ticker.loop = still
    sys.exit(cli.main(["serve"]))
