"""A printed letter: the desk lists what is to be printed, and a person hands it over or posts it."""

from __future__ import annotations

from ongikar.notices.models import Answer, Outcome, Telling


def send(notice: Telling) -> Answer:
    return Answer(Outcome.TO_PRINT)
