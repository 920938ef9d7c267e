"""A printed letter: the desk lists what is to be printed, and a person hands it over or posts it."""

from __future__ import annotations

from ongikar.notices.models import Answer, Notice, Outcome


def send(notice: Notice) -> Answer:
    return Answer(Outcome.TO_PRINT)
