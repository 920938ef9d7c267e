"""The page of the case, where whoever was let in reads what was told."""

from __future__ import annotations

from ongikar.notices.models import Answer, Notice, Outcome


def send(notice: Notice) -> Answer:
    return Answer(Outcome.SHOWN)
