"""The one way a command says that it cannot: a line, no traceback."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  named for what happened, like RuleBroken
    """The command cannot do it as things stand; the message says in one line why, and what to type."""
