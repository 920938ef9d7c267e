"""The mark of what was written and not read: set with the fact, taken away by an answer or by whoever reads it.

A subject has one: `unread`, the newest fact that the post which has it has not read. The facts say the rest: what is
to be read says so (`to_read`), and what reads says up to where (`read`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from ongikar.journal.authors import Author
from ongikar.journal.models import Entry
from ongikar.journal.readers import READERS
from ongikar.rules import RuleBroken

Fact = TypeVar("Fact", bound=Entry)


def of_reading(
    subject: Any, verb: str, *, by: Author, facts: Mapping[str, Any] | None, own: Callable[[], bool]
) -> dict[str, Any]:
    """What a new fact says of reading. `own`: whether its author is of the post that has the subject."""
    row = READERS[verb]
    has_words = row.has_words(facts or {})
    if by.kind == Entry.BY_SYSTEM or not (has_words or (row.answers and subject.unread_id)):
        return {}
    if not own():
        return {"to_read": True} if has_words else {}
    return {"read": subject.unread_id} if row.answers and subject.unread_id else {}


def keep_mark(subject: Any, event: Entry, **along: Any) -> bool:
    """Set or take away the mark of the subject with its fact; whether it was set. `along`: what changes with it.

    What came after that which was read stays unread.
    """
    rows = type(subject).objects.filter(pk=subject.pk)
    if event.facts.get("to_read"):
        rows.update(unread=event, **along)
        subject.unread = event
        return True
    if "read" in event.facts and rows.filter(unread__lte=event.facts["read"]).update(unread=None):
        subject.unread = None
    return False


def mark_read(subject: Any, verb: str, *, up_to: int, by: Author, at: datetime) -> Any:
    """Write down who read, and when, what was written up to a fact. Raises RuleBroken where nothing is unread."""
    if subject.unread_id is None:
        raise RuleBroken(_("নতুন লেখাটি আগেই পড়া হয়েছে।"))
    return subject.record(verb, by=by, at=at, facts={"read": min(up_to, subject.unread_id)})


def unread_among(subject: Any, events: Iterable[Fact]) -> list[Fact]:
    """Which of the facts of a subject, given in their order, are still to be read."""
    if subject.unread_id is None:
        return []
    found = list(events)
    read = max((event.facts.get("read", 0) for event in found), default=0)
    new = [one for one in found if one.facts.get("to_read") and read < one.pk <= subject.unread_id]
    return new or [one for one in found if one.pk == subject.unread_id]
