"""move(): the only writer of any state, together with the entry that says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.journal.authors import Author
from ongikar.rules import Overtaken, RuleBroken


def move(
    subject: Any,
    to: str,
    verb: str,
    *,
    by: Author,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    noticed_at: datetime | None = None,
    **changes: Any,
) -> Any:
    """Change the state (and the named fields) and write down why: both, or neither.

    `noticed_at` is given where the fact became known later than it was true. Raises RuleBroken where the table
    of moves has no such move, and Overtaken where somebody else has moved the subject since it was read.
    """
    if to not in subject.MOVES.get(subject.state, {}).get(verb, ()):
        raise RuleBroken(_("এই অবস্থায় কাজটি করা যায় না। পাতাটি আবার খুলে বর্তমান অবস্থা দেখুন।"))
    with transaction.atomic():
        changed = (
            type(subject)
            .objects.filter(pk=subject.pk, state=subject.state, revision=subject.revision)
            .update(state=to, revision=subject.revision + 1, **changes)
        )
        if not changed:
            raise Overtaken(subject)
        for name, value in {"state": to, "revision": subject.revision + 1, **changes}.items():
            setattr(subject, name, value)
        seen = {"noticed_at": noticed_at} if noticed_at else {}
        return subject.record(verb, by=by, at=at, facts=facts, **seen)
