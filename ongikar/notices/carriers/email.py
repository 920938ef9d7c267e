"""Mail by SMTP, as the settings EMAIL_* say (docs/guide/mail.md)."""

from __future__ import annotations

import re
import smtplib
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from ongikar.notices.carriers.envelope import email_of, is_address
from ongikar.notices.models import Answer, Outcome, Telling
from ongikar.notices.troubles import Trouble


class CutOff(Exception):
    """The connection was lost once the letter was on its way: whether it arrived cannot be known."""


class _Minding:
    """A connection that tells a loss before the letter was given from one after it."""

    def data(self, msg: Any) -> Any:
        try:
            return super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPResponseException:
            raise
        except OSError as error:
            raise CutOff from error


class _Plain(_Minding, smtplib.SMTP):
    pass


class _Secured(_Minding, smtplib.SMTP_SSL):
    pass


class _Line(EmailBackend):
    @property
    def connection_class(self) -> Any:
        return _Secured if self.use_ssl else _Plain


def send(notice: Telling) -> Answer:
    """Give the letter to the mail server and say what came of it."""
    if not is_address(notice.address):
        return Answer(Outcome.FAILED, Trouble.ADDRESS)
    return deliver(email_of(notice))


def deliver(message: EmailMessage) -> Answer:
    """What the server refuses for good is failed; what it puts off, and a line that is down, waits; a
    connection lost with the letter in it is "maybe".
    """
    try:
        _Line().send_messages([message])
    except CutOff:
        return Answer(Outcome.MAYBE, Trouble.CUT_OFF)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        return _refused(Trouble.RECIPIENT, code, words)
    except smtplib.SMTPDataError as refused:
        return _refused(Trouble.LETTER, refused.smtp_code, refused.smtp_error)
    except smtplib.SMTPResponseException as refused:
        return Answer(Outcome.WAITING, _of_the_line(refused), _numbers(refused.smtp_code, refused.smtp_error))
    except (OSError, ValueError):  # ValueError: settings that contradict each other
        return Answer(Outcome.WAITING, Trouble.NO_LINE)
    return Answer(Outcome.SENT)


def _of_the_line(refused: smtplib.SMTPResponseException) -> Trouble:
    if isinstance(refused, smtplib.SMTPAuthenticationError):
        return Trouble.SIGN_IN
    return Trouble.SENDER if isinstance(refused, smtplib.SMTPSenderRefused) else Trouble.NO_LINE


def _refused(trouble: Trouble, code: int, words: bytes | str) -> Answer:
    """5xx is a no for good, anything else a no for now (RFC 5321, 4.2.1)."""
    if 500 <= code < 600:
        return Answer(Outcome.FAILED, trouble, _numbers(code, words))
    return Answer(Outcome.WAITING, Trouble.LATER, _numbers(code, words))


def _numbers(code: int, words: bytes | str) -> str:
    """The reply's code and, where it has one, its enhanced code (RFC 3463): "550 5.1.1"."""
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    enhanced = re.match(r"\s{0,9}([245]\.\d{1,3}\.\d{1,3})\b", text)
    return f"{code} {enhanced[1]}" if enhanced else str(code)
