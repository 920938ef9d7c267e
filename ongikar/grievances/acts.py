"""What is done in a turn and kept with it: the steps that are asked, ordered or notified, and the decision."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from ongikar.grievances import decisions, steps
from ongikar.grievances.parts import GrievanceEvent
from ongikar.journal.authors import Author
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken


class Step(models.Model):
    """What the deciding officer asks, orders or notifies in a turn, and what came back (grievances.steps)."""

    referral = models.ForeignKey("grievances.Referral", on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=14, choices=steps.Kind.choices)
    to = models.CharField(max_length=12, choices=steps.To.choices)
    to_posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    memo_no = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)  # of a hearing
    meets_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answer_code = models.CharField(max_length=12, choices=steps.Opinion.choices, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"

    @property
    def clause(self) -> str:
        return steps.RULES[self.kind].clause


class Decision(models.Model):
    """How a turn ended: outcome, reasons, and until when the result must be told (7.4(ছ))."""

    referral = models.ForeignKey("grievances.Referral", on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=16, choices=decisions.Outcome.choices)
    reasons = models.TextField()
    instead = models.TextField(blank=True)  # what can be done now
    memo_no = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    tell_by = models.DateField()
    told_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=200, blank=True)
    prevention = models.TextField(blank=True)  # advice to prevent recurrence (register গ-২)
    root_cause = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d}"

    @property
    def clause(self) -> str:
        return decisions.RULES[self.outcome].clause

    def tell(self, *, by: Author, at: datetime, how: str) -> GrievanceEvent:
        """Write down how the complainant was told the result (7.4(ছ)); from then the month of an appeal counts."""
        if not how.strip():
            raise RuleBroken(_("ফল কীভাবে জানানো হয়েছে লিখুন।"))
        if not Decision.objects.filter(pk=self.pk, told_at__isnull=True).update(told_at=at, told_how=how.strip()):
            raise Overtaken(self)
        self.refresh_from_db(fields=["told_at", "told_how"])
        return self.referral.record("grievance.result_told", by=by, at=at, facts={"how": how.strip()})
