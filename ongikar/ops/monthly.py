"""The monthly reminder of the report on grievances (9(ঙ)): a deed of the ticker, and a mail to the post."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from ongikar.bangla.dates import month_year
from ongikar.figures.months import Month
from ongikar.figures.sending import remind_of_month
from ongikar.notices.carriers.plain import write_to
from ongikar.offices.addresses import is_confirmed

log = logging.getLogger(__name__)


def remind_of_report(now: datetime) -> bool:
    """Remind one post of its last month's report; False where none is to be reminded.

    The fact is in the office's journal first: a mail that does not leave is made up for by the desk, which says it
    until the report was sent.
    """
    reminded = remind_of_month(now)
    if reminded is None:
        return False
    post, month = reminded
    if settings.TELL_POSTS and is_confirmed(post.email):
        answer = write_to(post.email, _subject(month), _body(month))
        log.info("report on grievances of %s: reminder %s %s", month, answer.outcome, answer.trouble)
    return True


def _subject(month: Month) -> str:
    with override(settings.LANGUAGE_CODE):
        return _("%(month)s মাসের অভিযোগের প্রতিবেদন পাঠানো বাকি") % {"month": month_year(month.first)}


def _body(month: Month) -> str:
    with override(settings.LANGUAGE_CODE):
        words = {"month": month_year(month.first)}
        return (
            _("%(month)s মাসের প্রতিবেদন (ছক গ-১) তৈরি আছে। ডেস্ক → অভিযোগের প্রতিবেদন থেকে দেখে ঊর্ধ্বতন দপ্তরে পাঠান।") % words
        )
