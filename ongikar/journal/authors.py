"""Who did it: a posting, the requester, or the program itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ongikar.journal.models import Entry


@dataclass(frozen=True)
class Author:
    kind: str
    name: str = ""
    posting: Any = None

    def fields(self) -> dict[str, Any]:
        return {"by_kind": self.kind, "by_name": self.name, "by_posting": self.posting}


SYSTEM = Author(Entry.BY_SYSTEM)


def requester(name: str) -> Author:
    return Author(Entry.BY_REQUESTER, name)


def outside(name: str) -> Author:
    """An authority that sits outside this installation and answered itself."""
    return Author(Entry.BY_OUTSIDE, name)
