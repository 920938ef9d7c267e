"""Letters as .eml files in a folder: for the demo, which sends nothing, and where no mail server is named."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.mail import EmailMessage

from ongikar.notices.carriers.envelope import email_of
from ongikar.notices.models import Answer, Outcome, Telling
from ongikar.notices.troubles import Trouble


def send(notice: Telling) -> Answer:
    """Write the mail that would have gone, under the number of the letter."""
    return write(email_of(notice), f"{notice.number:0>6}")


def write(message: EmailMessage, name: str) -> Answer:
    """One mail as a file, readable by the program's own user alone."""
    folder = settings.OUTBOX_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = folder / f".{name}.part"
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.message().as_bytes())
        half.replace(folder / f"{name}.eml")
    except OSError:
        return Answer(Outcome.WAITING, Trouble.DISK)
    return Answer(Outcome.WRITTEN)
