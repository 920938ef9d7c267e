"""Who is to be phoned, and who gets paper: what no machine tells, a person does, and writes down that it was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.notices.access import notices_for
from ongikar.notices.desk import SHOWN_WITH
from ongikar.notices.models import Notice, NoticeQuerySet, Outcome, Recipient
from ongikar.offices.models import Posting, Viewing

MOST = 100  # rows of one list; what waits longest stands first


@dataclass(frozen=True)
class Call:
    """Somebody to be phoned: `script` is what to say, in the language of who asked."""

    notice: Notice
    phone: str
    script: tuple[str, str]
    tried_at: datetime | None  # the last time that nobody answered


def _waiting(posting: Posting, outcome: str) -> NoticeQuerySet:
    found = notices_for(posting).filter(outcome=outcome, recipient=Recipient.REQUESTER)
    return found.select_related(*SHOWN_WITH, "case__office").order_by("pk")


def calls(posting: Posting) -> list[Call]:
    """Who is to be phoned, of the cases this posting may see: what was tried already stands last."""
    return [_call(notice) for notice in _waiting(posting, Outcome.TO_CALL).order_by("attempts", "pk")[:MOST]]


def _call(notice: Notice) -> Call:
    return Call(notice, notice.case.requester.phone, script_of(notice), notice.done_at)


def script_of(notice: Notice) -> tuple[str, str]:
    """Two sentences: what is told (never the matter), and how to know more."""
    with translation.override(notice.language):
        more = _("আরও জানতে অফিসের সময়ে এই নম্বরে ফোন করে আবেদন নম্বরটি বলুন।")
    return notice.body, more


def papers(posting: Posting) -> list[Notice]:
    """The letters to be printed, of the cases this posting may see."""
    return list(_waiting(posting, Outcome.TO_PRINT)[:MOST])


def papers_to_print(posting: Posting, *, at: datetime) -> list[Notice]:
    """The same for the printer: letters show the matter, so the looking is logged."""
    found = papers(posting)
    cases = {notice.case_id for notice in found}
    Viewing.objects.bulk_create(Viewing.of(case, via="desk", at=at, posting=posting) for case in cases)
    return found


def call_of(posting: Posting, number: int) -> Notice:
    """A call of the list. ObjectDoesNotExist where the posting may not see it."""
    return notices_for(posting).select_related("case__requester").get(pk=number)


@transaction.atomic
def hand_over_all(posting: Posting, numbers: Sequence[int], *, at: datetime) -> int:
    """Write down that these letters were printed and given or posted: how many were still waiting."""
    found = _waiting(posting, Outcome.TO_PRINT).filter(pk__in=numbers)
    letters = list(found)
    for letter in letters:
        letter.hand_over(by=posting, at=at)
    return len(letters)
