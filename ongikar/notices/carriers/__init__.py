"""How a letter gets to somebody: each carrier is one function send(notice) -> Answer, and raises nothing expected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.conf import settings

from ongikar.notices.carriers import call, email, file, paper, screen, sms
from ongikar.notices.models import Answer, Carrier, Outcome, Telling

Send = Callable[[Telling], Answer]
One = TypeVar("One", bound=Telling)

CARRIERS: dict[str, Send] = {
    Carrier.EMAIL: email.send,
    Carrier.FILE: file.send,
    Carrier.SCREEN: screen.send,
    Carrier.PAPER: paper.send,
    Carrier.SMS: sms.send,
    Carrier.CALL: call.send,
}
# These wait for nobody and touch nothing outside, so their answer is known when the notice is made.
AT_ONCE = (Carrier.SCREEN, Carrier.PAPER, Carrier.CALL)


def mail_carrier() -> Carrier:
    """SMTP where a mail server is named; the demo writes files, whatever is named."""
    return Carrier.EMAIL if settings.EMAIL_HOST and not settings.DEMO else Carrier.FILE


def settled_at_once(notice: One, *, at: datetime) -> One:
    """The unsaved notice; where its carrier waits for nobody, with the answer."""
    if notice.carrier in AT_ONCE:
        notice.outcome, notice.next_at = CARRIERS[notice.carrier](notice).outcome, None
        notice.done_at = at if notice.outcome == Outcome.SHOWN else None
    return notice
