"""What no line of the log may hold."""

from __future__ import annotations

import logging

SECRET = ("token", "secret", "code")
"""The parts of addresses by which somebody is let in (urls.py)."""


class WithoutSecrets(logging.Filter):
    """Leaves out of a line the secret that an address holds: a form that comes back with a mistake is logged with its
    address, and whoever reads the log could answer, appeal or sign in by it."""

    def filter(self, record: logging.LogRecord) -> bool:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        hidden = [str(match.kwargs[name]) for name in SECRET if name in match.kwargs] if match else []
        if hidden and isinstance(record.args, tuple):
            record.args = tuple(_without(one, hidden) for one in record.args)
        return True


def _without(said: object, hidden: list[str]) -> object:
    for secret in hidden if isinstance(said, str) else ():
        said = str(said).replace(secret, "***")
    return said
