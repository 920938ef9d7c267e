"""The page of the case, where whoever was let in reads what was told."""

from __future__ import annotations

from ongikar.notices.models import Answer, Outcome, Telling


def send(notice: Telling) -> Answer:
    return Answer(Outcome.SHOWN)
