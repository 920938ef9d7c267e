"""A letter or message about no case: a trial, a code for an address, an alarm. It goes at once, with its answer."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from ongikar.notices.carriers import email, file, sms
from ongikar.notices.carriers.envelope import is_address
from ongikar.notices.models import Answer, Outcome
from ongikar.notices.troubles import Trouble


def write_to(address: str, subject: str, body: str) -> Answer:
    """Give one mail to the server, or write it to the folder where no server is named. Raises nothing expected."""
    if not is_address(address):
        return Answer(Outcome.FAILED, Trouble.ADDRESS)
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    number = uuid.uuid4().hex
    message = EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={
            "Message-ID": f"<{number}@{sender.rpartition('@')[2] or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if settings.EMAIL_HOST and not settings.DEMO:
        return email.deliver(message)
    return file.write(message, f"{os.getpid()}-{number[:12]}")


@dataclass(frozen=True)
class Message:
    """What the carrier of short messages reads of a notice."""

    address: str
    body: str
    number: str


def message_to(number: str, text: str) -> Answer:
    """Give one short message to the gateway or the modem's folder. Raises nothing expected."""
    message: Any = Message(number, text, f"t{uuid.uuid4().hex[:12]}")
    return sms.send(message)
