"""Who is to be phoned, and who gets paper: what no machine tells, a person does, and writes down that it was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.cases.lifecycle import State
from ongikar.grievances.access import grievances_for
from ongikar.grievances.lifecycle import OPEN
from ongikar.grievances.lifecycle import State as Turn
from ongikar.notices.access import notices_for
from ongikar.notices.desk import SHOWN_WITH
from ongikar.notices.models import GrievanceNotice, Notice, NoticeQuerySet, Outcome
from ongikar.notices.sheets import with_sheets
from ongikar.offices.models import Posting, Viewing

MOST = 100  # rows of one list; what waits longest stands first


@dataclass(frozen=True)
class Call:
    """Somebody to be phoned about one application: what is told (never the matter), and how to know more."""

    notices: list[Notice]
    more: str  # in the language of who asked

    @property
    def notice(self) -> Notice:
        """The last of them, which carries the tries."""
        return self.notices[-1]


def _marked(notices: Iterable[Any]) -> list[Any]:
    """Each with `over`: whether it asks for what has come meanwhile, or is asked for no longer: nobody need be told."""
    found = list(notices)
    for notice in found:
        notice.over = notice.event.verb.endswith("asked") and not _is_asked(notice)
    return found


def _is_asked(notice: Any) -> bool:
    if isinstance(notice, Notice):
        return bool(notice.case.state == State.WAITING)
    turn = notice.event.referral
    still = (Turn.RETURNED,) if notice.event.verb == "grievance.information_asked" else OPEN
    return turn is None or turn.state in still


def _waiting(posting: Posting, outcome: str) -> NoticeQuerySet:
    found = notices_for(posting).filter(outcome=outcome)
    return found.select_related(*SHOWN_WITH, "case__office").order_by("pk")


def calls(posting: Posting) -> list[Call]:
    """Who is to be phoned, of the cases this posting may see: what was tried already stands last."""
    by_case: dict[UUID, list[Notice]] = {}
    for notice in _marked(_waiting(posting, Outcome.TO_CALL)[:MOST]):
        by_case.setdefault(notice.case_id, []).append(notice)
    found = [Call(notices, more_in(notices[-1].language)) for notices in by_case.values()]
    return sorted(found, key=lambda call: max(notice.attempts for notice in call.notices))


def more_in(language: str) -> str:
    """How to know more, in the language of who asked."""
    with translation.override(language):
        return _("আরও জানতে অফিসের সময়ে এই নম্বরে ফোন করে আবেদন নম্বরটি বলুন।")


def papers(posting: Posting) -> list[Notice]:
    """The letters to be printed, of the cases this posting may see: also to posts whose address nobody confirmed."""
    return _marked(_waiting(posting, Outcome.TO_PRINT)[:MOST])


def of_grievances(posting: Posting) -> list[GrievanceNotice]:
    """What a person has still to tell of the grievances that this posting sees: never one about himself.

    To complainants, and to the office's own people whose address nobody confirmed.
    """
    open_still = GrievanceNotice.objects.all().needing_a_person().filter(grievance__in=grievances_for(posting))
    return _marked(open_still.select_related("event__referral", "grievance__complainant").order_by("pk")[:MOST])


def papers_to_print(posting: Posting, *, at: datetime) -> list[Notice]:
    """The same for the printer: letters show the matter, so the looking is logged."""
    found = list(with_sheets(_waiting(posting, Outcome.TO_PRINT))[:MOST])
    cases = {notice.case_id for notice in found}
    Viewing.objects.bulk_create(Viewing.of(case, via="desk", at=at, posting=posting) for case in cases)
    return found


@transaction.atomic
def settle(posting: Posting, numbers: Sequence[int], deed: Callable[..., None], *, at: datetime) -> list[Notice]:
    """Do one deed on these of the notices that wait for a person: those the posting may see and that wait still."""
    waiting = _waiting(posting, Outcome.TO_CALL) | _waiting(posting, Outcome.TO_PRINT)
    found = list(waiting.filter(pk__in=numbers[:MOST]))
    for notice in found:
        deed(notice, by=posting, at=at)
    return found
