"""What is done in a turn and kept with it: the steps that are asked, ordered or notified, and the decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.clock.hours import in_dhaka
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
    committee = models.JSONField(default=list)  # who investigates besides the one addressed, by name and post
    copies = models.TextField(blank=True)  # who gets a copy of the letter (অনুলিপি), one a line
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answer_code = models.CharField(max_length=12, choices=steps.REPLIES, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"

    @property
    def rule(self) -> steps.Rule:
        return steps.RULES[self.kind]

    @property
    def clause(self) -> str:
        return self.rule.clause

    @property
    def awaited(self) -> bool:
        """Whether an answer is still to come, or a minute to be written."""
        return self.rule.answered and self.answered_at is None

    @property
    def open(self) -> bool:
        """Whether it is still to be answered: none has come, and the turn has neither ended nor gone on."""
        return self.awaited and self.referral.is_open

    def overdue_on(self, day: date) -> bool:
        return self.awaited and self.due_on is not None and self.due_on < day


class Manner(models.TextChoices):
    """How a result is told (7.4(ছ)): electronically, by post or by a bearer, whose delivery note is kept."""

    ELECTRONIC = "electronic", _l("ইলেকট্রনিক মাধ্যমে (ই-মেইল, এসএমএস, ফোন)")
    POST = "post", _l("ডাকে")
    BEARER = "bearer", _l("বাহকের হাতে")


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
    told_by = models.CharField(max_length=10, choices=Manner.choices, blank=True)
    copies = models.TextField(blank=True)  # who gets a copy of the letter (অনুলিপি), one a line
    act_by = models.DateField(null=True)  # for the ministry, on what the cell recommends (7.4.1(ঘ))
    acted_at = models.DateTimeField(null=True)
    acted_text = models.TextField(blank=True)
    prevention = models.TextField(blank=True)  # advice to prevent recurrence (register গ-২)
    root_cause = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d}"

    @property
    def clause(self) -> str:
        return decisions.RULES[self.outcome].clause

    @property
    def told_late(self) -> bool:
        return self.told_at is not None and in_dhaka(self.told_at).date() > self.tell_by

    @property
    def originals(self) -> list[Any]:
        """The order in the original, where it was given outside: what the answer came with."""
        return list(self.files.filter(packet__isnull=False))

    @transaction.atomic
    def tell(self, *, by: Author, at: datetime, how: str, manner: str = "") -> GrievanceEvent:
        """Write down how the complainant was told the result (7.4(ছ)); from then the month of an appeal counts.
        After its seven working days that is marked."""
        if not how.strip():
            raise RuleBroken(_("ফল কীভাবে জানানো হয়েছে লিখুন।"))
        told = {"told_at": at, "told_how": how.strip(), "told_by": manner}
        if not Decision.objects.filter(pk=self.pk, told_at__isnull=True).update(**told):
            raise Overtaken(self)
        self.refresh_from_db(fields=list(told))
        facts = {"how": how.strip(), "manner": manner, "told_late": self.told_late}
        return self.referral.record("grievance.result_told", by=by, at=at, facts=facts)

    @transaction.atomic
    def note_action(self, *, by: Author, at: datetime, text: str) -> GrievanceEvent:
        """Write down what the ministry did on the cell's recommendation (7.4.1(ঘ)); late or not, once."""
        if self.act_by is None or not text.strip():
            raise RuleBroken(_("সেলের সুপারিশে কী ব্যবস্থা নেওয়া হয়েছে, তারিখ ও স্মারকসহ লিখুন।"))
        if not Decision.objects.filter(pk=self.pk, acted_at__isnull=True).update(acted_at=at, acted_text=text.strip()):
            raise Overtaken(self)
        self.refresh_from_db(fields=["acted_at", "acted_text"])
        return self.referral.record("grievance.acted_upon", by=by, at=at, facts={"text": text.strip()})
