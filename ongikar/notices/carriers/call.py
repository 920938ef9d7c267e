"""A call: the desk lists who is to be phoned with what, and a person notes that it was said."""

from __future__ import annotations

from ongikar.notices.models import Answer, Notice, Outcome


def send(notice: Notice) -> Answer:
    return Answer(Outcome.TO_CALL)
