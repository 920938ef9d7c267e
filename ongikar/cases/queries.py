"""Questions about many cases. One queryset serves list, count, search and export alike."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ongikar.cases.lifecycle import CLOSED, OPEN, RUNNING, State
from ongikar.offices.models import Posting

if TYPE_CHECKING:
    from ongikar.cases.models import Case  # noqa: F401  mypy reads the quoted name


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        return self.filter(state__in=OPEN)

    def closed(self) -> CaseQuerySet:
        return self.filter(state__in=CLOSED)

    def of_post(self, post_id: int) -> CaseQuerySet:
        return self.filter(post_id=post_id)

    def of_office_and_vacant_under(self, office_id: int, at: datetime) -> CaseQuerySet:
        """The office's own, and what lies with posts of the offices under it that nobody holds at `at`."""
        held = Posting.objects.in_force_at(at).filter(post=OuterRef("post"))
        return self.filter(Q(office=office_id) | (Q(office__parent=office_id) & ~Exists(held)))

    def of_offices(self, office_ids: list[int]) -> CaseQuerySet:
        return self.filter(office_id__in=office_ids)

    def not_yet_accepted(self, at: datetime) -> CaseQuerySet:
        return self.filter(state=State.FILED, accept_by__lte=at)

    def late_at(self, at: datetime) -> CaseQuerySet:
        """Broken promises: past the told date, and that date the charter's, an order's or agreed."""
        return self.filter(state__in=RUNNING, lapses_at__lte=at).exclude(basis="own_target")

    def waiting_for_requester(self) -> CaseQuerySet:
        return self.filter(state=State.WAITING)

    def what_lapses_first(self) -> CaseQuerySet:
        return self.order_by(F("due_on").asc(nulls_last=True), "reference")

    def matching(self, words: str) -> CaseQuerySet:
        """Cases whose reference or folded text holds every word (words already folded by cases.search)."""
        found = self
        for word in words.split():
            found = found.filter(Q(search__contains=word) | Q(reference=word))
        return found

    def due_at(self, now: datetime) -> CaseQuerySet:
        """Open cases whose next moment has come, oldest first."""
        return self.filter(act_after__lte=now).order_by("act_after", "pk")

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
