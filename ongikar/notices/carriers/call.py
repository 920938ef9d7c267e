"""A call: the desk lists who is to be phoned with what, and a person notes that it was said."""

from __future__ import annotations

from ongikar.notices.models import Answer, Outcome, Telling


def send(notice: Telling) -> Answer:
    return Answer(Outcome.TO_CALL)
