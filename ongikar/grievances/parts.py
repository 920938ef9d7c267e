"""What belongs to a grievance: who complains, who is complained of, files, and its journal."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from ongikar.grievances.around import models as around  # noqa: F401  its rows belong to this application
from ongikar.journal.models import Entry
from ongikar.journal.verbs import VERBS
from ongikar.offices.models import Account, Office, Posting

if TYPE_CHECKING:
    from ongikar.grievances.models import Referral


class Medium(models.TextChoices):
    """How it came: a fact on the grievance. The monthly report counts four columns of them (form গ-১)."""

    WEB = "web", _l("ওয়েবসাইট")
    CALL_CENTRE = "call_centre", _l("৩৩৩ কল সেন্টার")
    COUNTER = "counter", _l("কাউন্টার")
    PHONE = "phone", _l("ফোন")
    LETTER = "letter", _l("চিঠি")
    EMAIL = "email", _l("ই-মেইল")
    AGENT = "agent", _l("সহায়তাকারী (ইউডিসি)")
    SUO_MOTU = "suo_motu", _l("স্বপ্রণোদিত")


class Complainant(models.Model):
    """The fields of form ক-১ about the person. Nothing of it is needed to be heard; see lodging.

    `identity_number` is optional, shown by its last four digits alone; whether it was checked is said.
    """

    class Identity(models.TextChoices):
        NATIONAL_ID = "nid", _l("জাতীয় পরিচয়পত্র")
        BIRTH = "birth", _l("জন্মনিবন্ধন")
        PASSPORT = "passport", _l("পাসপোর্ট")

    name = models.CharField(max_length=200, blank=True)
    identity_kind = models.CharField(max_length=10, choices=Identity.choices, blank=True)
    identity_number = models.CharField(max_length=40, blank=True)
    identity_checked = models.BooleanField(default=False)
    permanent_address = models.CharField(max_length=400, blank=True)
    present_address = models.CharField(max_length=400, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=200, blank=True)
    institution = models.CharField(max_length=300, blank=True)
    designation = models.CharField(max_length=200, blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="bn")
    consented_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def identity_masked(self) -> str:
        """All that is ever shown of an identity number: its last four digits."""
        return f"••••{self.identity_number[-4:]}" if self.identity_number else ""

    @property
    def can_be_told(self) -> bool:
        """Whether there is a way to tell the result."""
        return bool(self.mobile or self.email or self.present_address or self.account_id)


class Concerned(models.Model):
    """A person complained of: by the posting held at the time of the act, with name and post as they were.

    Whoever is concerned never decides the grievance and sees of it only what a step puts before him. Without an
    account it is somebody whom the program does not know: a name as it was written, or who sits at `seat` outside.
    """

    class Because(models.TextChoices):
        NAMED = "named", _l("অভিযোগে নাম আছে")
        CASE = "case", _l("আবেদনটি তাঁর পদে ছিল")
        SERVICE = "service", _l("সেবাটি তখন তাঁর দায়িত্বে ছিল")
        OFFICE = "office", _l("তখন দপ্তরপ্রধান ছিলেন")

    grievance = models.ForeignKey("grievances.Grievance", on_delete=models.PROTECT, related_name="concerned")
    posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey("grievances.TierSeat", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    because = models.CharField(max_length=10, choices=Because.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grievance", "account"], condition=Q(account__isnull=False), name="concerned_once"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.title)))


class Packet(models.Model):
    """What is laid before a seat outside for one turn: the whole file in one PDF and the drafts of an order, as sent.

    Wanted when the turn opens there, or when the turn below it lapses; made by the loop (notices.packing).
    """

    referral = models.ForeignKey("grievances.Referral", on_delete=models.PROTECT, related_name="packets")
    seat = models.ForeignKey("grievances.TierSeat", on_delete=models.PROTECT, related_name="packets")
    wanted_at = models.DateTimeField()
    act_after = models.DateTimeField(
        null=True
    )  # when the loop sees to it; None once it is made, or not wanted any more
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["referral", "seat"], name="one_packet_a_turn_and_seat")]
        indexes = [models.Index(fields=["act_after"], condition=Q(act_after__isnull=False), name="packet_next_moment")]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.seat_id}"

    @classmethod
    def want_anew(cls, turn: Referral, *, at: datetime) -> None:
        """Have the seat of a turn get the file once more, with what came since: it would hear of it by nothing else."""
        anew = {"act_after": at, "made_at": None}
        made = {"wanted_at": at, **anew}
        cls.objects.update_or_create(referral=turn, seat=turn.seat, defaults=anew, create_defaults=made)


class AnswerLink(models.Model):
    """A way to answer once, for the address outside to which it was mailed alone. Only its hash is kept."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.packet} {self.made_at:%Y-%m-%d}"


class GrievanceFileQuerySet(models.QuerySet["GrievanceFile"]):
    def brought(self) -> GrievanceFileQuerySet:
        """What came with the complaint or an appeal; not what goes with a step, a decision or a packet."""
        return self.filter(step=None, decision=None, packet=None)


class GrievanceFile(models.Model):
    """A private file of a grievance; stored as files of cases are (cases.files), under its id with its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    grievance = models.ForeignKey("grievances.Grievance", on_delete=models.PROTECT, related_name="files")
    step = models.ForeignKey("grievances.Step", null=True, on_delete=models.PROTECT, related_name="files")
    decision = models.ForeignKey(  # the bearer's delivery note of a result (7.4(ছ))
        "grievances.Decision", null=True, on_delete=models.PROTECT, related_name="files"
    )
    packet = models.ForeignKey(  # what was sent outside; with a decision, the order that came back in the original
        Packet, null=True, on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = GrievanceFileQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class GrievanceEvent(Entry):
    """The journal of grievances, and the outbox of what is told about them."""

    grievance = models.ForeignKey("grievances.Grievance", on_delete=models.PROTECT, related_name="events")
    referral = models.ForeignKey("grievances.Referral", null=True, on_delete=models.PROTECT, related_name="events")

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="grievance_event_untold")]

    @property
    def sentence(self) -> str:
        return str(VERBS[self.verb])
