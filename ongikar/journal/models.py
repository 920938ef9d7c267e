"""Entry: a fact that happened. Append-only, and the outbox of everything that is told."""

from __future__ import annotations

from typing import Any

from django.db import models


class EntryQuerySet(models.QuerySet[Any]):
    def untold(self) -> EntryQuerySet:
        return self.filter(told_at__isnull=True).order_by("pk")

    def update(self, **fields: Any) -> int:
        """Only the outbox mark of an entry may change; the fact itself never does."""
        if set(fields) - {"told_at"}:
            raise TypeError("An entry of the journal is never rewritten")
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("An entry of the journal is never deleted")


class Entry(models.Model):
    """`at` is when the fact became true, `noticed_at` when the program saw it.

    The author is a posting (with the name as it was then), a requester, or the system.
    """

    BY_POSTING, BY_REQUESTER, BY_SYSTEM = "posting", "requester", "system"

    verb = models.CharField(max_length=40)
    by_kind = models.CharField(max_length=10)
    by_posting = models.ForeignKey("offices.Posting", null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A fact is written once: only a new entry is saved."""
        if not self._state.adding:
            raise TypeError("An entry of the journal is never rewritten")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        raise TypeError("An entry of the journal is never deleted")
