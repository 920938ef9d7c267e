"""The list of the interested: who waits for an order from above, and taking many of them up by one order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Min
from django.utils.translation import gettext as _

from ongikar.cases.access import cases_for
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Case, CaseEvent, Message
from ongikar.cases.queries import CaseQuerySet
from ongikar.charter.models import Promise
from ongikar.journal.authors import Author
from ongikar.journal.unread import unread_among
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken

MOST = 300  # rows of one list; who asked first stands first


UP_FOR = 7  # days: so long a list stays up after a month's end, as that may be a holiday


def is_up(today: date) -> bool:
    """Whether the lists are to be looked through: on the last day of a month, and in the first days of the next."""
    return today.day <= UP_FOR or (today + timedelta(days=1)).day == 1


@dataclass(frozen=True)
class Waiting:
    """A service with people on its list: how many, and since when the first of them."""

    promise: Promise
    count: int
    since: datetime


def listed(posting: Posting) -> CaseQuerySet:
    return cases_for(posting).filter(state=State.LISTED)


def waiting(posting: Posting) -> list[Waiting]:
    """The services whose lists this posting sees, each with who waits."""
    rows = list(
        listed(posting)
        .values("service")
        .annotate(count=Count("pk"), since=Min("filed_at"), promise=Min("promise"))
        .order_by("service")
    )
    promises = Promise.objects.select_related("service").in_bulk([row["promise"] for row in rows])
    return [Waiting(promises[row["promise"]], row["count"], row["since"]) for row in rows]


def interested_in(posting: Posting, service_code: str) -> list[Case]:
    """Who waits for a service, who asked first on top; each with `new`, the words on it that nobody has read.

    They stand in the list, since what is done with many at once answers each of them.
    """
    found = listed(posting).filter(service__code=service_code).select_related("promise", "requester", "office", "post")
    cases = list(found.order_by("filed_at", "pk")[:MOST])
    words = _unread_words([case for case in cases if case.unread_id])
    for case in cases:
        case.new = words.get(case.pk, [])  # type: ignore[attr-defined]
    return cases


def _unread_words(marked: Sequence[Case]) -> dict[UUID, list[str]]:
    """What the applicants wrote on these cases and nobody has read; no statement where there are none."""
    if not marked:
        return {}
    journal: dict[UUID, list[CaseEvent]] = {case.pk: [] for case in marked}
    for event in CaseEvent.objects.filter(case__in=marked).order_by("pk"):
        journal[event.case_id].append(event)
    new = {case.pk: {event.at for event in unread_among(case, journal[case.pk])} for case in marked}
    words: dict[UUID, list[str]] = {case.pk: [] for case in marked}
    for one in Message.objects.filter(case__in=marked, kind=Message.Kind.FROM_REQUESTER):
        words[one.case_id] += [one.body] if one.at in new[one.case_id] else []
    return words


def picked(cases: Sequence[Case], seen: Sequence[str]) -> list[Case]:
    """The cases picked on a screen, each written as 'reference:revision'.

    Raises RuleBroken where none is picked, Overtaken where one is not as it was seen.
    """
    if not seen:
        raise RuleBroken(_("তালিকা থেকে অন্তত একজনকে বেছে নিন।"))
    there = {f"{case.reference}:{case.revision}": case for case in cases}
    if missing := [one for one in seen if one not in there]:
        raise Overtaken(missing[0].partition(":")[0])
    return [there[one] for one in dict.fromkeys(seen)]


@transaction.atomic
def for_each(cases: Sequence[Case], deed: Callable[..., CaseEvent], **facts: Any) -> list[CaseEvent]:
    """One deed over several cases, each with its own entry: all, or none."""
    return [deed(case, **facts) for case in cases]


def set_fees(
    cases: Sequence[Case], *, by: Author, at: datetime, amount: str, rule: str, payment: str = ""
) -> list[CaseEvent]:
    """Tell each of them the fee that the charter leaves to a rule."""
    return for_each(cases, Case.set_fee, by=by, at=at, amount=amount, rule=rule, payment=payment)


def accept_by_order(
    cases: Sequence[Case], *, by: Author, at: datetime, order_no: str, order_on: date, new_date: date
) -> list[CaseEvent]:
    """Take all of them up by one order: its number, its date, and the day on which the service is given."""
    return for_each(cases, Case.accept, by=by, at=at, order_no=order_no, order_on=order_on, new_date=new_date)
