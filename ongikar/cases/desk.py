"""What a desk shows: one queryset serves the list, its count and its search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q

from ongikar.cases.access import cases_for
from ongikar.cases.lifecycle import RUNNING, State
from ongikar.cases.queries import CaseQuerySet
from ongikar.cases.search import matching
from ongikar.clock.hours import in_dhaka
from ongikar.offices.models import Account, Office, Post, Posting

Day = TypeVar("Day", date, datetime)
PAGE = 50
FILTERS = ("open", "new", "late", "waiting", "listed", "closed")


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    after: str  # the key of the next page, or ''


def filtered(cases: CaseQuerySet, name: str, *, at: datetime, today: date) -> CaseQuerySet:
    """The cases of one filter of the desk."""
    if name == "new":
        return cases.not_yet_accepted(at)
    if name == "late":
        return cases.late_at(at)
    if name == "waiting":
        return cases.waiting_for_requester()
    if name == "listed":
        return cases.filter(state=State.LISTED)
    return cases.closed() if name == "closed" else cases.open()


def queue(posting: Posting, name: str, *, words: str, after: str, at: datetime, today: date) -> Page:
    """A page of 50 rows: what lapses first on top; closed cases latest first."""
    cases = filtered(cases_for(posting), name, at=at, today=today).filter(matching(words, posting.office))
    rows = list((_latest(cases, after) if name == "closed" else _soonest(cases, after)).page_rows()[: PAGE + 1])
    more = len(rows) > PAGE
    last = rows[PAGE - 1] if more else None
    key = f"{(last.filed_at if name == 'closed' else last.due_on) or ''}|{last.pk}" if last else ""
    return Page(rows[:PAGE], key)


def _soonest(cases: CaseQuerySet, after: str) -> CaseQuerySet:
    """Ordered by due date (no date last), then by id, as the index has it; after the key of the page before."""
    due, last = _key(after, date.fromisoformat)
    if due and last:
        cases = cases.filter(Q(due_on__gt=due) | Q(due_on=due, pk__gt=last) | Q(due_on__isnull=True))
    elif last:
        cases = cases.filter(due_on__isnull=True, pk__gt=last)
    return cases.what_lapses_first()


def _latest(cases: CaseQuerySet, after: str) -> CaseQuerySet:
    filed, last = _key(after, _moment)
    if filed and last:
        cases = cases.filter(Q(filed_at__lt=filed) | Q(filed_at=filed, pk__lt=last))
    return cases.order_by("-filed_at", "-pk")


def _key(after: str, read: Callable[[str], Day]) -> tuple[Day | None, UUID | None]:
    """The two halves of a key; a key that no page of ours has given is as none: the first page."""
    first, _, last = after.partition("|")
    try:
        return (read(first) if first else None), UUID(last) if last else None
    except ValueError:
        return None, None


def _moment(text: str) -> datetime:
    return in_dhaka(datetime.fromisoformat(text))


def counts(posting: Posting, *, at: datetime) -> dict[str, int]:
    """How many cases each filter of open cases holds, in one statement: a row for each state."""
    found = (
        cases_for(posting)
        .open()
        .order_by()
        .values_list("state")
        .annotate(
            all=Count("pk"),
            past_accepting=Count("pk", filter=Q(accept_by__lte=at)),
            late=Count("pk", filter=Q(lapses_at__lte=at) & ~Q(basis="own_target")),
        )
    )
    rows = {state: (count, unaccepted, late) for state, count, unaccepted, late in found}
    none = (0, 0, 0)
    return {
        "open": sum(count for count, _, _ in rows.values()),
        "new": rows.get(State.FILED, none)[1],
        "late": sum(rows.get(state, none)[2] for state in RUNNING),
        "waiting": rows.get(State.WAITING, none)[0],
        "listed": rows.get(State.LISTED, none)[0],
    }


def other_posts(posting: Posting, *, than: Post) -> Any:
    """The posts to which a case may be given: of the district's office and of those under it, but not its own."""
    top = posting.office.parent_id or posting.office.pk
    posts = Post.objects.filter(Q(office=top) | Q(office__parent=top)).exclude(pk=than.pk)
    return posts.select_related("office").order_by("office_id", "pk")


def staff_of(office: Office, at: datetime) -> Any:
    """The colleagues for whom an internal service may be taken down."""
    return Account.objects.staff_of(office, at)
