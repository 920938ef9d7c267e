"""What was frozen: the figures of a month that the head released, and reports on grievances as they were sent."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from ongikar.figures.months import Month, Year
from ongikar.grievances.models import Grievance
from ongikar.journal.once import WrittenOnce, WrittenOnceQuerySet
from ongikar.offices.models import Office, Post, Posting
from ongikar.ui.sheets import Sheet, fingerprint

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
    misdated = models.PositiveIntegerField(default=0)  # answers that a wrong clock has dated: counted here alone
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


class SentReportQuerySet(WrittenOnceQuerySet):
    def for_posting(self, posting: Posting) -> SentReportQuerySet:
        """What was sent from this post, the last version first; none that counts what he is complained of in."""
        found = self.filter(post=posting.post_id).exclude(grievances__concerned__account=posting.account_id)
        return found.select_related("office", "by").order_by("-first_day", "-version")


class SentReport(WrittenOnce):
    """A report as it was sent to the next higher office (9(ঙ)). A correction is a further version beside it.

    `sheet` is all that was printed, `sha256` its hash (ui.sheets.fingerprint); `grievances` are those it counts.
    """

    class Kind(models.TextChoices):
        MONTH = "month", _l("মাসিক প্রতিবেদন")
        YEAR = "year", _l("বার্ষিক প্রতিবেদন")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    first_day = models.DateField()  # of what it reports on
    version = models.PositiveIntegerField()
    changed = models.TextField(blank=True)  # what a later version corrects
    sheet = models.JSONField()
    sha256 = models.CharField(max_length=64)
    grievances = models.ManyToManyField(Grievance, related_name="+")
    to = models.CharField(max_length=300)
    how = models.CharField(max_length=200)
    memo_no = models.CharField(max_length=120)
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = SentReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "kind", "first_day", "version"], name="one_version_of_a_report"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(changed=""), name="a_correction_says_what_it_corrects"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_day:%Y-%m} {self.version}"

    @property
    def month(self) -> Month:
        return Month(self.first_day.year, self.first_day.month)

    @property
    def year(self) -> Year:
        return Year(self.month)

    @property
    def whole(self) -> bool:
        """Whether what is kept is still what was sent."""
        return fingerprint(self.sheet) == self.sha256 and all(file.whole for file in self.files.all())

    def as_sheet(self) -> Sheet:
        return Sheet.from_json(self.sheet)


class SentFile(WrittenOnce):
    """A file of a report as it was sent, with its hash."""

    report = models.ForeignKey(SentReport, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="one_file_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}"

    @property
    def whole(self) -> bool:
        return hashlib.sha256(bytes(self.content)).hexdigest() == self.sha256


class StakeholderMeetingQuerySet(models.QuerySet["StakeholderMeeting"]):
    def between(self, office: Office, first: date, last: date) -> StakeholderMeetingQuerySet:
        return self.filter(office=office, held_on__gte=first, held_on__lte=last).order_by("held_on", "pk")


class StakeholderMeeting(models.Model):
    """A meeting with those whom the office serves: instead of what no grievance said in a year."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    place = models.CharField(max_length=300)
    attended = models.PositiveIntegerField()
    minutes = models.TextField()
    memo_no = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = StakeholderMeetingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.office_id} {self.held_on}"
