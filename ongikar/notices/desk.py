"""What the desk shows of letters: one queryset serves the list and its counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from ongikar.clock.hours import in_dhaka
from ongikar.notices.access import notices_for
from ongikar.notices.models import Notice, NoticeQuerySet, Outcome
from ongikar.notices.troubles import OF_THE_LINE
from ongikar.offices.models import Posting

PAGE = 50
WAITING = (Outcome.WAITING, Outcome.SENDING)
UNSETTLED = (Outcome.TO_PRINT, Outcome.FAILED, Outcome.MAYBE, *WAITING)
GONE = (Outcome.SENT, Outcome.DELIVERED, Outcome.MAYBE)
DONE = (Outcome.SENT, Outcome.DELIVERED, Outcome.WRITTEN, Outcome.HANDED, Outcome.DROPPED)
FILTERS: dict[str, tuple[Outcome, ...]] = {
    "open": UNSETTLED,
    "to_print": (Outcome.TO_PRINT,),
    "failed": (Outcome.FAILED,),
    "maybe": (Outcome.MAYBE,),
    "waiting": WAITING,
    "done": DONE,
}

SHOWN_WITH = ("event", "case__requester", "case__post", "done_by__account")


@dataclass(frozen=True)
class Page:
    rows: list[Notice]
    after: int | None  # the key of the next page


def letters(posting: Posting, name: str, *, after: int | None) -> Page:
    """A page of 50 letters of one filter: what waits longest on top, what is done latest first."""
    found = notices_for(posting).filter(outcome__in=FILTERS[name]).select_related(*SHOWN_WITH).defer("body")
    rows = list(_in_order(found, after, latest_first=name == "done")[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _in_order(found: NoticeQuerySet, after: int | None, *, latest_first: bool) -> NoticeQuerySet:
    if latest_first:
        return found.filter(pk__lt=after).order_by("-pk") if after else found.order_by("-pk")
    return found.filter(pk__gt=after).order_by("pk") if after else found.order_by("pk")


def counts(posting: Posting) -> dict[str, int]:
    """How many letters each filter of what is not settled holds, in one statement."""
    names = {name: outcomes for name, outcomes in FILTERS.items() if name != "done"}
    each = {name: Count("pk", filter=Q(outcome__in=outcomes)) for name, outcomes in names.items()}
    found: dict[str, int] = notices_for(posting).filter(outcome__in=UNSETTLED).aggregate(**each)
    return found


def messages_gone(posting: Posting, *, at: datetime) -> dict[str, int]:
    """How many short messages have, or may have, left in this month, and how many parts are paid for."""
    month = in_dhaka(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    gone = notices_for(posting).messages().filter(outcome__in=GONE, done_at__gte=month)
    found: dict[str, int] = gone.aggregate(messages=Count("pk"), parts=Coalesce(Sum("parts"), 0))
    return found


def line_trouble() -> str:
    """Why no mail goes out at all just now, in words; '' where it does."""
    barred = Notice.objects.filter(outcome=Outcome.WAITING, trouble__in=OF_THE_LINE).first()
    return str(barred.get_trouble_display()) if barred else ""
