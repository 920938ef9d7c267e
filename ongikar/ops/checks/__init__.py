"""What can be wrong with an installation: each thing is one small function with an id, two sentences and what to type.

A finding E must be mended, W should be. `ongikar doctor` says them; `ongikar check --deploy` gives them to Django.
Each module is a field of the same kind; importing it registers its rules, in the order in which they are looked at.
"""

from ongikar.ops.checks import addresses, database, disk, hours, mail, messages, secrets, work
from ongikar.ops.checks.rules import RULES, Finding, examine

__all__ = [
    "RULES",
    "Finding",
    "addresses",
    "database",
    "disk",
    "examine",
    "hours",
    "mail",
    "messages",
    "secrets",
    "work",
]
