"""The rows of what stands around the tiers. The deeds that write them are beside this module, one a kind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from ongikar.charter.models import Service
from ongikar.journal.authors import Author
from ongikar.offices.models import Office, OfficeEvent, Posting
from ongikar.offices.people import record


class Nudge(models.Model):
    """তাগিদ: one reminder to whoever decides a turn, by an officer above (with a letter) or by the complainant."""

    referral = models.ForeignKey("grievances.Referral", on_delete=models.PROTECT, related_name="nudges")
    by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")  # None: the complainant
    by_name = models.CharField(max_length=200, blank=True)
    to_name = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    memo_no = models.CharField(max_length=120, blank=True)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "day"], condition=Q(by__isnull=False), name="one_nudge_a_day_from_above"
            ),
            models.UniqueConstraint(
                fields=["referral", "day"], condition=Q(by__isnull=True), name="one_reminder_a_day_by_complainant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.day}"


class Rating(models.Model):
    """How the complainant rates one decision, of a complaint or of an appeal: one star to five, with a word or none.

    `taken_by`: who wrote it down on the phone, where the complainant did not tap it himself.
    """

    referral = models.OneToOneField("grievances.Referral", on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    at = models.DateTimeField()
    taken_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="one_star_to_five")]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.stars}"


class Recommendation(models.Model):
    """What whoever decides grievances advises the head, from causes that recur over a period (5.1.2, 7.1(ছ))."""

    class Kind(models.TextChoices):
        SIMPLER = "simpler", _l("সেবা সহজীকরণ")
        ELECTRONIC = "electronic", _l("ই-সেবা")
        METHOD = "method", _l("পদ্ধতি পরিবর্তন")
        LAW = "law", _l("আইন পরিবর্তন")
        RULE = "rule", _l("বিধি পরিবর্তন")

    class Answer(models.TextChoices):
        TAKEN = "taken", _l("গৃহীত")
        FORWARDED = "forwarded", _l("ঊর্ধ্বতন কর্তৃপক্ষের কাছে পাঠানো হয়েছে")
        DECLINED = "declined", _l("গৃহীত নয়")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="recommendations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    cause = models.TextField(blank=True)
    first = models.DateField()
    last = models.DateField()
    counted = models.PositiveIntegerField()
    text = models.TextField()
    memo_no = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answer_text = models.TextField(blank=True)
    answered_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class HearingRule(models.Model):
    """When an office holds its weekly public hearing (9(জ)): set by its head, and said to nobody before."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="hearing_rule")
    weekday = models.PositiveSmallIntegerField()  # as Python counts: Monday is 0
    starts = models.TimeField()
    place = models.CharField(max_length=300)
    since = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_of_a_week")]

    def __str__(self) -> str:
        return f"{self.office} {self.weekday}"


class Hearing(models.Model):
    """One day of public hearing; a day to which nobody came is written down too."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="hearings")
    held_on = models.DateField()
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["office", "held_on"], name="one_hearing_a_day")]

    def __str__(self) -> str:
        return f"{self.office} {self.held_on}"


class HearingEntry(models.Model):
    """Who came to a hearing with what, what was said and decided; and the case or grievance taken from it."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    intake_key = models.CharField(max_length=200, blank=True)  # '': from before the form had a key
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=400, blank=True)
    matter = models.TextField()
    said = models.TextField(blank=True)
    decided = models.TextField(blank=True)
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    grievance = models.ForeignKey("grievances.Grievance", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["hearing__held_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="hearing_entry_number"),
            models.UniqueConstraint(
                fields=["hearing", "intake_key"], condition=~models.Q(intake_key=""), name="hearing_entry_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.number}"


class MediaReport(models.Model):
    """What a newspaper, a channel or a page reported, and the grievance taken up from it of own motion (5.1.2)."""

    class Source(models.TextChoices):
        PRINT = "print", _l("মুদ্রিত পত্রিকা")
        ELECTRONIC = "electronic", _l("ইলেকট্রনিক গণমাধ্যম")
        SOCIAL = "social", _l("সামাজিক যোগাযোগমাধ্যম")

    grievance = models.OneToOneField("grievances.Grievance", on_delete=models.PROTECT, related_name="media_report")
    source = models.CharField(max_length=10, choices=Source.choices)
    outlet = models.CharField(max_length=200)
    appeared_on = models.DateField()
    link = models.URLField(max_length=500, blank=True)
    result_in = models.CharField(max_length=300, blank=True)  # where the result was published
    result_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.outlet} {self.appeared_on}"


class Suggestion(models.Model):
    """What somebody proposes, complaining of nobody: its kind, the effect hoped for, and the office's answer."""

    class Kind(models.TextChoices):
        SIMPLER = "simpler", _l("সেবা সহজীকরণ")
        LAW = "law", _l("আইন বা বিধি সংস্কার")
        IDEA = "idea", _l("নতুন ধারণা")

    class Effect(models.TextChoices):
        BETTER = "better", _l("সেবার মান বাড়বে")
        HONEST = "honest", _l("দুর্নীতি কমবে")
        QUICKER = "quicker", _l("সময় ও খরচ কমবে")

    is_new = False  # on the instance that `suggesting` made just now, and on no other

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=10, unique=True)
    intake_key = models.CharField(max_length=200, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="suggestions")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    text = models.TextField()
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=200, blank=True)
    taken_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")  # None: by web
    filed_at = models.DateTimeField()
    link_number = models.PositiveIntegerField(default=1)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    told_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-filed_at", "-pk"]

    def __str__(self) -> str:
        return self.reference


class Barring(models.Model):
    """কালোতালিকা (8): a phone number that may not complain by web for a while, by decision of the appeal officer.

    The number is kept as a keyed hash. By post, at the counter and by phone it complains like any other.
    `requested_by`: the grievance officer who recommends it; `decided_by`: the appeal officer, or who wrote his letter
    down (`memo_no`, `memo_on`).
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _l("সুপারিশ করা হয়েছে")
        IN_FORCE = "in_force", _l("কার্যকর")
        REFUSED = "refused", _l("সুপারিশ গৃহীত হয়নি")
        LIFTED = "lifted", _l("তুলে নেওয়া হয়েছে")

    MOVES: ClassVar[dict[str, dict[str, tuple[str, ...]]]] = {
        State.REQUESTED: {"barring.approved": (State.IN_FORCE,), "barring.refused": (State.REFUSED,)},
        State.IN_FORCE: {"barring.lifted": (State.LIFTED,)},
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="barrings")
    phone_key = models.CharField(max_length=64)
    grievance = models.ForeignKey("grievances.Grievance", on_delete=models.PROTECT, related_name="barrings")  # why
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    revision = models.PositiveIntegerField(default=0)
    reason = models.TextField()
    proof = models.TextField()  # what is proved, and by what
    requested_by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)  # why it was approved, refused or lifted
    memo_no = models.CharField(max_length=120, blank=True)
    memo_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_note = models.TextField(blank=True)
    appeal_memo_no = models.CharField(max_length=120, blank=True)
    appeal_memo_on = models.DateField(null=True)
    appeal_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    appeal_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "phone_key"], condition=Q(state="requested"), name="one_barring_requested"
            ),
            models.CheckConstraint(condition=~Q(state="in_force") | Q(ends_on__isnull=False), name="barring_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.pk}"

    def in_force_on(self, day: date) -> bool:
        return self.state == self.State.IN_FORCE and self.ends_on is not None and day <= self.ends_on

    @property
    def appeal_open(self) -> bool:
        return self.appealed_at is not None and self.appeal_at is None

    def record(self, verb: str, *, by: Author, at: datetime, facts: Mapping[str, Any] | None = None) -> OfficeEvent:
        return record(self.office, verb, by=by, at=at, facts={"barring": self.pk, **(facts or {})})
