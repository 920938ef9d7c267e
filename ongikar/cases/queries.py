"""Questions about many cases. One queryset serves list, count, search and export alike."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Max, Q

from ongikar.cases.lifecycle import CLOSED, OPEN, RUNNING, State
from ongikar.charter.models import EDITION_BULK
from ongikar.offices.models import Posting

if TYPE_CHECKING:
    from ongikar.cases.models import Case  # noqa: F401  mypy reads the quoted name


HAS_NEXT_MOMENT = Q(act_after__isnull=False)
"""What is open, said so that both databases see that their partial indexes hold it."""


NOT_ON_PAGE = (
    "intake_key",
    *(f"promise__{name}" for name in ("channels_bn", "channels_en", "officer_bn", "officer_en", "officers", "unsure")),
    *(f"promise__{name}" for name in EDITION_BULK),
)


STAGE = (
    *("reference", "state", "due_on", "lapses_at", "basis", "explanation", "link_number", "filed_at", "received_on"),
    "clock_number",
    "undated",
    *(
        "order_no",
        "order_on",
        "limit_applies",
        "limit_reason",
        "office",
        "post__title_bn",
        "post__title_en",
        "post__phone",
    ),
    *(f"promise__{name}" for name in ("name_bn", "name_en", "limit_bn", "limit_en", "limit_read", "edition__office")),
)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        return self.filter(HAS_NEXT_MOMENT)

    def closed(self) -> CaseQuerySet:
        return self.filter(~HAS_NEXT_MOMENT, state__in=CLOSED)

    def closed_before(self, moment: datetime) -> CaseQuerySet:
        """Cases whose last clock ended before the moment, oldest first, with `closed_at`."""
        ended = self.closed().annotate(closed_at=Max("results__at")).filter(closed_at__lt=moment)
        return ended.order_by("closed_at", "pk")

    def in_open_state_without_moment(self) -> CaseQuerySet:
        """What a constraint forbids: an open case that nothing would ever look at again."""
        return self.filter(~HAS_NEXT_MOMENT, state__in=OPEN).order_by("pk")

    def of_post(self, post_id: int) -> CaseQuerySet:
        return self.filter(post_id=post_id)

    def of_office(self, office_id: int, *, or_posts: list[int]) -> CaseQuerySet:
        """The office's own cases, and those of some posts elsewhere."""
        own = Q(office=office_id)
        return self.filter(own | Q(post__in=or_posts) if or_posts else own)

    def taken_by(self, posting: Posting) -> CaseQuerySet:
        """What this posting took down for who asked; with `order_by("-events__pk")` the latest first."""
        return self.filter(events__verb="case.filed", events__by_posting=posting)

    def not_yet_accepted(self, at: datetime) -> CaseQuerySet:
        return self.filter(state=State.FILED, accept_by__lte=at)

    def late_at(self, at: datetime) -> CaseQuerySet:
        """Broken promises: past the told date, and that date the charter's, an order's or agreed."""
        return self.filter(state__in=RUNNING, lapses_at__lte=at).exclude(basis="own_target")

    def first_due_between(self, first: date, last: date) -> CaseQuerySet:
        """Cases whose first clock ran out on these days (both included), whatever a second one did."""
        running = Q(clock_number=1, due_on__range=(first, last))
        ended = Q(clock_number__gt=1, results__clock_number=1, results__due_on__range=(first, last))
        return self.filter(running | (ended & Q(results__undone_at__isnull=True))).distinct()

    def waiting_for_requester(self) -> CaseQuerySet:
        return self.filter(state=State.WAITING)

    def for_page(self) -> CaseQuerySet:
        """With all that the page of a case shows, in one statement; the long texts it does not show are left out."""
        return self.select_related("promise__edition", "office", "post", "requester", "service").defer(*NOT_ON_PAGE)

    def for_stage(self) -> CaseQuerySet:
        """With what everybody may see who has the reference, in one statement; nothing of who asked, and for what."""
        return self.select_related("promise__edition", "office", "post").only(*STAGE)

    def what_lapses_first(self) -> CaseQuerySet:
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def due_at(self, now: datetime) -> CaseQuerySet:
        """Open cases whose next moment has come, oldest first."""
        return self.filter(act_after__lte=now).order_by("act_after", "pk")

    def undated(self) -> CaseQuerySet:
        """Filed while the clock was behind: they get their date when it is believed again (cases.dating)."""
        return self.filter(undated__isnull=False).order_by("pk")

    def page_rows(self) -> Any:
        """One row of the queue as a tuple of plain values (rendering objects costs four times as much)."""
        return self.values_list(
            "pk",
            "reference",
            "state",
            "due_on",
            "basis",
            "accept_by",
            "filed_at",
            "requester__name",
            "promise__name_bn",
            "promise__name_en",
            "channel",
            named=True,
        )
