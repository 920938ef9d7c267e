"""The two failures that are expected: a rule says no, or a colleague was quicker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


class RuleBroken(Exception):
    """The act is not allowed as things stand; `message` tells the reader why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooOften(RuleBroken):
    """It was tried too often; `wait` says how long nothing more is taken."""

    def __init__(self, message: str, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait


class Overtaken(Exception):
    """Somebody changed the subject between reading and writing; nothing was written."""

    def __init__(self, subject: Any) -> None:
        super().__init__(f"{type(subject).__name__} was changed by somebody else")
        self.subject = subject
