"""By what somebody who asks or complains is told: on the page, by machine, and by a person where no machine reaches."""

from __future__ import annotations

from collections.abc import Iterator

from ongikar.notices.carriers import mail_carrier
from ongikar.notices.models import Carrier
from ongikar.notices.texts import by_sms

Way = tuple[Carrier, str]


def ways_of(phone: str, email: str) -> Iterator[Way]:
    """Mail where there is an address, a message where a gateway is set up.

    Where neither reaches, somebody calls, and who has no phone gets paper.
    """
    yield Carrier.SCREEN, ""
    if email:
        yield mail_carrier(), email
    by_mail = email and mail_carrier() == Carrier.EMAIL
    if phone and by_sms():
        yield Carrier.SMS, phone
    elif not by_mail:
        yield (Carrier.CALL, phone) if phone else (Carrier.PAPER, "")
