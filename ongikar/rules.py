"""The two failures that are expected: a rule says no, or a colleague was quicker."""

from __future__ import annotations

from typing import Any


class RuleBroken(Exception):
    """The act is not allowed as things stand; `message` tells the reader why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Overtaken(Exception):
    """Somebody changed the subject between reading and writing; nothing was written."""

    def __init__(self, subject: Any) -> None:
        super().__init__(f"{type(subject).__name__} was changed by somebody else")
        self.subject = subject
