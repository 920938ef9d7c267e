"""Notice: what we told whom, by which carrier, with what outcome."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from ongikar.cases.models import Case, CaseEvent


class Outcome(models.TextChoices):
    WAITING = "waiting", _l("পাঠানো বাকি")
    SENDING = "sending", _l("পাঠানো হচ্ছে")
    SENT = "sent", _l("পাঠানো হয়েছে")
    FAILED = "failed", _l("পাঠানো যায়নি")
    MAYBE = "maybe", _l("হয়তো পাঠানো হয়েছে")
    SHOWN = "shown", _l("পাতায় দেখানো আছে")
    TO_PRINT = "to_print", _l("ছাপিয়ে দিতে হবে")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def to_send(self, now: datetime) -> NoticeQuerySet:
        return self.filter(outcome=Outcome.WAITING, next_at__lte=now).order_by("next_at", "pk")

    def stuck(self, before: datetime) -> NoticeQuerySet:
        """Taken up before `before` and never finished: the process died between the two."""
        return self.filter(outcome=Outcome.SENDING, next_at__lt=before)

    def troubled(self) -> NoticeQuerySet:
        return self.filter(
            Q(outcome=Outcome.FAILED) | Q(outcome=Outcome.MAYBE) | Q(attempts__gt=0, outcome=Outcome.WAITING)
        )

    def to_print(self) -> NoticeQuerySet:
        return self.filter(outcome=Outcome.TO_PRINT)


class Notice(models.Model):
    """Unique by event, recipient and carrier. `error` holds the carrier's words without personal data."""

    class Carrier(models.TextChoices):
        EMAIL = "email", _l("ই-মেইল")
        SCREEN = "screen", _l("পাতা")
        PAPER = "paper", _l("কাগজ")
        FILE = "file", _l("ফাইল")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="notices")
    recipient = models.CharField(max_length=20)  # requester, post
    carrier = models.CharField(max_length=10, choices=Carrier.choices)
    address = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="bn")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "recipient", "carrier"], name="one_notice_a_carrier")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(outcome="waiting"), name="notice_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.outcome})"
