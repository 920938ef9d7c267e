"""A mail about no case: a test, a code for an address, an alarm. It goes at once, and its answer is known at once."""

from __future__ import annotations

import os
import uuid
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from ongikar.notices.carriers import email, file
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
