"""Advice from causes that recur: by whoever decides grievances, to the head of the office (5.1.2, 7.1(ছ))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.charter.models import Service
from ongikar.grievances.around.models import Recommendation
from ongikar.grievances.models import Decision
from ongikar.grievances.parts import Concerned
from ongikar.offices.models import Office, Posting
from ongikar.offices.people import head_of, record
from ongikar.rules import Overtaken, RuleBroken


@transaction.atomic
def recommend(
    office: Office,
    *,
    kind: str,
    service: Service | None,
    cause: str,
    period: tuple[date, date],
    found: Sequence[Decision],
    text: str,
    memo_no: str = "",
    by: Posting,
    at: datetime,
) -> Recommendation:
    """Advise the head on what recurs in these decisions.

    What he is complained of in is not counted for him. Raises RuleBroken without advice, or where nothing else is left.
    """
    if not text.strip():
        raise RuleBroken(_("কী সুপারিশ করছেন তা লিখুন।"))
    counted = _without_head(office, found, at)
    if not counted:
        raise RuleBroken(_("যেগুলো গোনা হলো, সবই দপ্তরপ্রধানের নিজের বিরুদ্ধে; এক ধাপ ওপরের কর্তৃপক্ষকে চিঠিতে জানান।"))
    made = Recommendation.objects.create(
        office=office, kind=kind, service=service, cause=cause, first=period[0], last=period[1], counted=counted,
        text=text.strip(), memo_no=memo_no.strip(), by=by, at=at,
    )  # fmt: skip
    record(office, "recommendation.made", by=by.author(), at=at, facts={"recommendation": made.pk})
    return made


def _without_head(office: Office, found: Sequence[Decision], at: datetime) -> int:
    head = head_of(office, at=at)
    grievances = {one.referral.grievance_id for one in found}
    if head is not None:
        own = Concerned.objects.filter(account=head.account_id, grievance__in=grievances)
        grievances -= set(own.values_list("grievance", flat=True))
    return len(grievances)


@transaction.atomic
def answer(made: Recommendation, *, answer: str, text: str, by: Posting, at: datetime) -> None:
    """The head says what becomes of it. Raises RuleBroken without a word, and Overtaken where it was answered."""
    if not text.strip():
        raise RuleBroken(_("কী করা হবে, বা কেন নয়, লিখুন।"))
    if made.by.account_id == by.account_id:
        raise RuleBroken(_("নিজের সুপারিশের উত্তর নিজে দেওয়া যায় না; চিঠিটি ওপরের কর্তৃপক্ষকে পাঠান।"))
    changed = Recommendation.objects.filter(pk=made.pk, answered_at=None).update(
        answer=answer, answer_text=text.strip(), answered_by=by, answered_at=at
    )
    if not changed:
        raise Overtaken(made)
    record(made.office, "recommendation.answered", by=by.author(), at=at, facts={"recommendation": made.pk})
