"""What is promised: lasting services, dated editions, and what one edition promises for a service."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from ongikar.charter.means import Means, means_of
from ongikar.clock.limits import TimeLimit
from ongikar.offices.models import Office, Post, Posting


class Section(models.TextChoices):
    CITIZEN = "citizen", _l("নাগরিক সেবা")
    INSTITUTIONAL = "institutional", _l("প্রাতিষ্ঠানিক সেবা")
    INTERNAL = "internal", _l("অভ্যন্তরীণ সেবা")


class Service(models.Model):
    """The lasting identity of a service of one office, across editions."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="service_code_in_office")]

    def __str__(self) -> str:
        return self.code


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def covering(self, day: date) -> SuspensionQuerySet:
        """Those in force on a day; one that was ended by hand is in force no more."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, resumed_at__isnull=True
        ).order_by("-starts_on")


class Suspension(models.Model):
    """A service stopped for a while by an order; nothing is deleted. See charter.suspensions."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="suspensions")
    order_no = models.CharField(max_length=120)
    order_on = models.DateField()
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.service} {self.starts_on}"


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_force(self, office: Office) -> Edition | None:
        return self.filter(office=office, state=Edition.State.PUBLISHED).first()

    def drafts(self, office: Office) -> EditionQuerySet:
        return self.filter(office=office, state=Edition.State.DRAFT).order_by("-pk")


class Edition(models.Model):
    """One dated edition of an office's charter. Once published it is never changed, only superseded."""

    class State(models.TextChoices):
        DRAFT = "draft", _l("খসড়া")
        PUBLISHED = "published", _l("প্রকাশিত")
        SUPERSEDED = "superseded", _l("প্রতিস্থাপিত")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="editions")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    title_bn = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    vision_bn = models.TextField(blank=True)
    vision_en = models.TextField(blank=True)
    mission_bn = models.TextField(blank=True)
    mission_en = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    signatory_name_bn = models.CharField(max_length=200, blank=True)
    signatory_name_en = models.CharField(max_length=200, blank=True)
    signatory_designation_bn = models.CharField(max_length=200, blank=True)
    signatory_designation_en = models.CharField(max_length=200, blank=True)
    signatory_office_bn = models.CharField(max_length=300, blank=True)
    signatory_office_en = models.CharField(max_length=300, blank=True)
    headings = models.JSONField(default=list)  # [{of, text_bn, text_en, columns_bn, columns_en}]
    findings = models.JSONField(default=list)  # the linter's, as of the reading
    source_name = models.CharField(max_length=300, blank=True)
    source = models.BinaryField(default=bytes)  # the document as it was brought
    source_text = models.TextField(blank=True)  # what the reader saw, for the review screen
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=Q(state="published"), name="one_edition_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.issued_on or self.pk}"


EDITION_BULK = tuple(
    f"edition__{field.name}"
    for field in Edition._meta.concrete_fields
    if field.name not in {"id", "office", "state", "issued_on"}
)
"""What of an edition no page of one service shows: the document itself above all."""


class PromiseQuerySet(models.QuerySet["Promise"]):
    def on_offer(self, office: Office) -> PromiseQuerySet:
        """What the edition in force promises, in the order of the document."""
        return (
            self.filter(edition__office=office, edition__state=Edition.State.PUBLISHED)
            .select_related("service", "post")
            .order_by("position")
        )

    def on_offer_beside(self, office: Office, service_id: int) -> PromiseQuerySet:
        """What else may have been meant: the other services of the edition in force."""
        return self.on_offer(office).exclude(service_id=service_id)

    def on_offer_as(self, office_code: str, service_code: str) -> Promise:
        promise = (
            self.select_related("service", "post", "edition__office")
            .defer(*EDITION_BULK)
            .get(
                edition__office__code=office_code,
                edition__state=Edition.State.PUBLISHED,
                service__code=service_code,
            )
        )
        if promise.post and promise.post.office_id == promise.edition.office_id:
            promise.post.office = promise.edition.office  # another one is fetched when it is asked for
        return promise


class Promise(models.Model):
    """What one edition promises for one service: the charter's seven columns, verbatim and as read.

    `number` is the serial as printed. `own_target_days` is the office's own target in working days
    where the charter writes no number; it is never shown as the charter's promise.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="promises")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="promises")
    section = models.CharField(max_length=15, choices=Section.choices)
    number = models.PositiveIntegerField(null=True)
    position = models.PositiveIntegerField()
    name_bn = models.TextField()
    name_en = models.TextField(blank=True)
    channels_bn = models.TextField(blank=True)
    channels_en = models.TextField(blank=True)
    channels = models.JSONField(default=list)
    papers_bn = models.TextField(blank=True)
    papers_en = models.TextField(blank=True)
    papers = models.JSONField(default=list)  # [{bn, en}]
    papers_where_bn = models.TextField(blank=True)
    papers_where_en = models.TextField(blank=True)
    fee_bn = models.TextField(blank=True)
    fee_en = models.TextField(blank=True)
    fee = models.JSONField(default=dict)  # kind, amounts, payment, code
    limit_bn = models.TextField(blank=True)
    limit_en = models.TextField(blank=True)
    limit_read = models.JSONField(default=dict)  # clock.limits.TimeLimit
    officer_bn = models.TextField(blank=True)
    officer_en = models.TextField(blank=True)
    officers = models.JSONField(default=list)  # contacts as read
    unsure = models.JSONField(default=list)  # [{field, why_bn, why_en}]
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="promises")
    needs_visit = models.BooleanField(default=False)
    own_target_days = models.PositiveIntegerField(null=True, blank=True)
    source_row = models.PositiveIntegerField(null=True)  # where it was read: reading.places counts the rows

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="promise_place_in_edition"),
            models.CheckConstraint(
                condition=Q(own_target_days__isnull=True) | Q(own_target_days__gt=0),
                name="own_target_is_at_least_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name_bn

    @cached_property
    def limit(self) -> TimeLimit:
        return TimeLimit.from_json(self.limit_read) if self.limit_read else TimeLimit(text=self.limit_bn)

    @property
    def has_number(self) -> bool:
        """Whether the charter writes a number that the office can be held to."""
        return self.limit.max is not None and self.limit.unit is not None

    @property
    def by_order(self) -> bool:
        """Whether the date comes from an order ("নির্দেশনা অনুযায়ী"): until then askers are listed."""
        return self.limit.kind == "by_instruction"

    @property
    def started_by_order(self) -> bool:
        """Whether column 3 says that the service starts by an order or the yearly plan."""
        return bool(self.means.started_by)

    @property
    def is_free(self) -> bool:
        return bool(self.fee.get("kind") == "free")

    @property
    def fee_by_rule(self) -> bool:
        return bool(self.fee.get("kind") == "by_rule")

    @cached_property
    def means(self) -> Means:
        """Column 3 in its three roles: asked by, given by, started by."""
        return means_of(self.channels)

    def suspension(self, day: date) -> Suspension | None:
        """The suspension in force on a day."""
        return self.service.suspensions.covering(day).first() if self.service else None


class ChildOffice(models.Model):
    """A row of part 3: an office under this one, with its address on the web.

    The charter names no title for the post there; `post_title_…` is what the head has said it is, '' until then.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="child_offices")
    number = models.PositiveIntegerField(null=True)
    name_bn = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    post_title_bn = models.CharField(max_length=200, blank=True)
    post_title_en = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name_bn


class Expectation(models.Model):
    """A row of part 4: what the office expects of those who ask. Never a ground for refusing."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="expectations")
    number = models.PositiveIntegerField(null=True)
    text_bn = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text_bn


class Tier(models.Model):
    """A row of part 5: when to turn to whom, where, and within how long."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tiers")
    tier = models.PositiveIntegerField()
    when_bn = models.TextField()
    when_en = models.TextField(blank=True)
    to_bn = models.TextField()
    to_en = models.TextField(blank=True)
    contact_bn = models.TextField(blank=True)
    contact_en = models.TextField(blank=True)
    contact = models.JSONField(default=dict)
    limit_bn = models.TextField(blank=True)
    limit_en = models.TextField(blank=True)
    limit_read = models.JSONField(default=dict)

    class Meta:
        ordering = ["tier", "pk"]

    def __str__(self) -> str:
        return self.to_bn

    @property
    def contacts(self) -> list[dict[str, Any]]:
        """Who sits there, as read from its contact; empty where nothing was."""
        return [self.contact] if self.contact else []
