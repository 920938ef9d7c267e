"""The yearly reminder to enter the next year's holidays: a deed of the ticker, and a mail to who can see to it."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from ongikar.bangla.digits import to_bangla
from ongikar.clock import lint
from ongikar.notices.carriers.plain import write_to
from ongikar.offices.addresses import is_confirmed
from ongikar.offices.models import Account, OfficeEvent, Post
from ongikar.offices.years import remind_of_list

log = logging.getLogger(__name__)


def remind_next(now: datetime) -> bool:
    """Remind one office of its list where it is due; False where none is to be reminded.

    The fact is in the office's journal first: a mail that does not leave is made up for by the desk and by
    `ongikar doctor`, which say it until the list is in force.
    """
    reminded = remind_of_list(now)
    if reminded is None:
        return False
    event, finding = reminded
    for address in _addresses(event):
        answer = write_to(address, _subject(event.facts["year"]), _body(finding))
        log.info("calendar of %s: reminder %s %s", event.office.code, answer.outcome, answer.trouble)
    return True


def _addresses(event: OfficeEvent) -> list[str]:
    """The administrators' addresses, once a year; where the office has said that posts get mail, the head's too."""
    same_year = OfficeEvent.objects.filter(verb=event.verb, facts__year=event.facts["year"])
    keepers = Account.objects.filter(is_administrator=True, is_active=True)
    found = set() if same_year.filter(pk__lt=event.pk).exists() else {*keepers.values_list("email", flat=True)}
    if settings.TELL_POSTS:
        heads = Post.objects.filter(office=event.office, role=Post.Role.HEAD).values_list("email", flat=True)
        found |= {email for email in heads if is_confirmed(email)}
    return sorted(found - {""})


def _subject(year: int) -> str:
    with override(settings.LANGUAGE_CODE):
        return _("%(year)s সালের ছুটির তালিকা তোলা বাকি") % {"year": to_bangla(str(year))}


def _body(finding: lint.Finding) -> str:
    return f"{finding.message_bn}\n\n{finding.message_en}\n"
