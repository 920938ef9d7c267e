"""What belongs to a case: who asks, what was said, files, pauses, assignments, results, and its journal."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from ongikar.journal.models import Entry
from ongikar.journal.verbs import VERBS
from ongikar.offices.models import Account, Post, Posting


class Channel(models.TextChoices):
    WEB = "web", _l("ওয়েব")
    COUNTER = "counter", _l("কাউন্টার")
    PHONE = "phone", _l("ফোন")
    EMAIL = "email", _l("ই-মেইল")
    SMS = "sms", _l("এসএমএস")
    LETTER = "letter", _l("চিঠি")
    E_NOTHI = "e_nothi", _l("ই-নথি")
    AGENT = "agent", _l("সহায়তাকারী")
    API = "api", _l("অন্য প্রোগ্রাম")


class Basis(models.TextChoices):
    """What a due date rests on: only a charter's, an order's or an agreed date is a promise to break."""

    CHARTER = "charter", _l("সনদের সময়সীমা")
    OWN_TARGET = "own_target", _l("দপ্তরের নিজস্ব লক্ষ্য; সনদে কোনো সংখ্যা নেই")
    ORDER = "order", _l("নির্দেশনা অনুযায়ী তারিখ")
    AGREED = "agreed", _l("কর্মকর্তার জানানো তারিখ; সনদের সময়সীমা এখানে প্রযোজ্য নয়")


class Requester(models.Model):
    """The person, institution or staff member who asks. Needs no account.

    `identity_number` is optional and shown only by its last four digits.
    """

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=400, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # +880…; empty: has no phone, gets paper
    email = models.CharField(max_length=200, blank=True)
    institution = models.CharField(max_length=300, blank=True)
    designation = models.CharField(max_length=200, blank=True)
    memo_no = models.CharField(max_length=120, blank=True)
    memo_on = models.DateField(null=True, blank=True)
    identity_number = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="bn")
    consented_at = models.DateTimeField(null=True)
    agent = models.CharField(max_length=200, blank=True)  # who filled it in for the requester, with his consent

    def __str__(self) -> str:
        return self.name

    @property
    def identity_masked(self) -> str:
        """All that is ever shown of an identity number: its last four digits."""
        return f"••••{self.identity_number[-4:]}" if self.identity_number else ""


class Message(models.Model):
    """Anything said on a case; a note is for officers alone."""

    class Kind(models.TextChoices):
        FROM_REQUESTER = "in", _l("আবেদনকারীর কথা")
        TO_REQUESTER = "out", _l("আবেদনকারীকে জানানো")
        NOTE = "note", _l("নোট")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    body = models.TextField()
    by_posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Attachment(models.Model):
    """A private file, stored under its id; `name` is the file name as it came, `sha256` of its bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attachments")
    paper = models.CharField(max_length=300, blank=True)  # which paper of the charter it is
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    delivered = models.BooleanField(default=False)  # given by the office as the service or with it
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Pause(models.Model):
    """The clock stands still from `starts_at` until `ends_at` (half-open); `ends_at` null: still standing."""

    class Reason(models.TextChoices):
        PAPERS = "papers", _l("সনদে লেখা কাগজ চাওয়া হয়েছে")
        OTHER = "other", _l("অন্য কারণ")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    why = models.TextField()
    papers = models.JSONField(default=list)
    by_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")  # which stopped the clock
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    clock_number = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ends_at__isnull=True), name="one_open_pause"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="pause_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.starts_at:%Y-%m-%d}"


class Assignment(models.Model):
    """The post a case lay with, from when."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="assignments")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.post} {self.at:%Y-%m-%d}"


class Result(models.Model):
    """How a clock of the case ended. Reopening starts a second clock; the first result stays."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="results")
    clock_number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    remedy = models.TextField(blank=True)  # what to do instead, with a refusal
    due_on = models.DateField(null=True)
    basis = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)  # it was marked by mistake; see cases.mistakes
    misdated_at = models.DateTimeField(null=True)  # its fact was dated by a wrong clock, as the program found then

    class Meta:
        ordering = ["clock_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "clock_number"], condition=Q(undone_at__isnull=True), name="one_result_a_clock"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d}"


class CaseEvent(Entry):
    """The journal of cases, and the outbox of what is told about them."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="events")

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="case_event_untold")]

    @property
    def sentence(self) -> str:
        return str(VERBS[self.verb])
