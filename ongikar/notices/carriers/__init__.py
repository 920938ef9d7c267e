"""How a letter gets to somebody: each carrier is one function send(notice) -> Answer, and raises nothing expected."""

from __future__ import annotations

from collections.abc import Callable

from ongikar.notices.carriers import call, email, file, paper, screen, sms
from ongikar.notices.models import Answer, Carrier, Notice

Send = Callable[[Notice], Answer]

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
