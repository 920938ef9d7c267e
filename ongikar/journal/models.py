"""Entry: a fact that happened. Append-only, and the outbox of everything that is told."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ongikar.journal.once import WrittenOnce, WrittenOnceQuerySet


class EntryQuerySet(WrittenOnceQuerySet):
    def untold(self, now: datetime) -> EntryQuerySet:
        """What is still to be told and may be tried at `now`, oldest first."""
        tried = Q(tell_after__isnull=True) | Q(tell_after__lte=now)
        return self.filter(tried, told_at__isnull=True).order_by("pk")


class Entry(WrittenOnce):
    """`at` is when the fact became true, `noticed_at` when the program saw it.

    The author is a posting or an administrator (with the name as it was then), a requester, an authority outside
    this installation, or the system.
    `told_at` and `tell_after` are the outbox marks, and no part of the fact: when it was told to whom
    it concerns, and, where telling it failed, when to try again. `misdated_at` is the third: when it was found that
    a wrong clock had dated it, so that by its dates it counts as absent.
    """

    MARKS: ClassVar[frozenset[str]] = frozenset({"told_at", "tell_after", "misdated_at"})
    BY_POSTING, BY_REQUESTER, BY_SYSTEM, BY_ADMINISTRATOR = "posting", "requester", "system", "admin"
    BY_OUTSIDE = "outside"

    verb = models.CharField(max_length=40)
    by_kind = models.CharField(max_length=10)
    by_posting = models.ForeignKey("offices.Posting", null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)
    tell_after = models.DateTimeField(null=True)
    misdated_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"

    def mark_told(self, *, at: datetime) -> bool:
        """Claim the telling of this fact; False where another teller has."""
        untold = type(self)._default_manager.filter(pk=self.pk, told_at__isnull=True)
        return bool(untold.update(told_at=at))

    def tell_later(self, *, at: datetime) -> None:
        """Push a fact that could not be told ahead, so that it stops no other."""
        type(self)._default_manager.filter(pk=self.pk, told_at__isnull=True).update(tell_after=at)
