"""A notice as an e-mail."""

from __future__ import annotations

from email.header import Header
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from ongikar.notices.letters import in_language
from ongikar.notices.models import Telling
from ongikar.offices.addresses import is_confirmed

MOST = 74  # signs of an encoded word, with the space before it


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def email_of(notice: Telling) -> EmailMessage:
    """The mail as it goes out. Its Message-ID is of the notice: sent twice, it is still one message.

    Answers are asked to the office's own mailbox once it was confirmed, and to the sender's until then.

    `Auto-Submitted` (RFC 3834) keeps holiday answers and other programs from replying.
    """
    office = notice.office
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    shown = in_language(office, "name", notice.language)
    answers_to = [office.email] if office.email != sender and is_confirmed(office.email) else None
    message = EmailMessage(
        subject=_header(notice.subject),
        body="\n\n".join(filter(None, (notice.body, notice.only_in_mail))),
        from_email=_mailbox(name or shown, sender),
        to=[notice.address],
        reply_to=answers_to,
        headers={
            "Message-ID": f"<{notice.message_id}@{sender.rpartition('@')[2] or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": notice.language,
        },
    )
    for one in notice.enclosed:
        message.attach(one.name, one.data, one.media_type)
    return message


def _mailbox(name: str, address: str) -> str:
    """Name and address; what is encoded must not be quoted."""
    return f"{_header(name)} <{address}>" if not name.isascii() else formataddr((_header(name), address))


def _header(text: str) -> str:
    """One line, whatever stands in a name: with a second one, nothing would go out. Bangla is in encoded words.

    One has at most 75 signs (RFC 2047, section 2); `formataddr` makes a single one of any name.
    """
    line = " ".join(text.split())
    return line if line.isascii() else Header(line, "utf-8").encode(maxlinelen=MOST, linesep="")
