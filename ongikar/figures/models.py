"""Release: the figures of a closed month as the head of the office let them be published, frozen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ongikar.figures.months import Month
from ongikar.offices.models import Office, Posting

LEAST = 5
"""Nothing is published of fewer cases than this: a small number tells of persons (domain decision 14)."""


class ReleaseQuerySet(models.QuerySet["Release"]):
    def of_office(self, office: Office) -> ReleaseQuerySet:
        """The months that an office has released, the last one first."""
        return self.filter(office=office).order_by("-first_day")

    def latest_of(self, office: Office) -> Release | None:
        """The last month that was released, for the bar of the home page."""
        return self.of_office(office).first()


class Release(models.Model):
    """Written once; what becomes known later is in the next month's reasons, never in this one's numbers."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="releases")
    first_day = models.DateField()  # of the month
    counted = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    days = models.FloatField(null=True)  # median working days
    own_counted = models.PositiveIntegerField(default=0)  # the office's own targets, where the charter has no number
    own_kept = models.PositiveIntegerField(default=0)
    reasons = models.TextField(blank=True)  # of what was late, in the head's words
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "first_day"], name="one_release_a_month"),
            models.CheckConstraint(condition=Q(kept__lte=F("counted")), name="kept_is_of_what_was_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.first_day:%Y-%m}"

    @property
    def month(self) -> Month:
        return Month(self.first_day.year, self.first_day.month)

    @property
    def late(self) -> int:
        return self.counted - self.kept

    @property
    def percent(self) -> float:
        """The part of the promises that was kept, for the length of a bar."""
        return round(100 * self.kept / self.counted, 1) if self.counted else 0.0

    @property
    def shows_own(self) -> bool:
        """Whether there were enough of the office's own targets to be told of."""
        return self.own_counted >= LEAST
