"""Orders about the calendar as an office enters them: append-only, entered by one person, checked by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from ongikar.clock.days import Day
from ongikar.journal.authors import Author
from ongikar.journal.moves import move
from ongikar.journal.once import WrittenOnce, WrittenOnceQuerySet

if TYPE_CHECKING:
    from ongikar.offices.models import Office, OfficeEvent, Posting


class OrderState(models.TextChoices):
    ENTERED = "entered", _l("লেখা হয়েছে, মেলানো বাকি")
    CHECKED = "checked", _l("মেলানো হয়েছে, কার্যকর হয়নি")
    IN_FORCE = "in_force", _l("কার্যকর")
    DISCARDED = "discarded", _l("বাদ দেওয়া হয়েছে")


MOVES: dict[str, dict[str, tuple[str, ...]]] = {
    OrderState.ENTERED: {
        "calendar.checked": (OrderState.CHECKED,),
        "calendar.discarded": (OrderState.DISCARDED,),
    },
    OrderState.CHECKED: {
        "calendar.approved": (OrderState.IN_FORCE,),
        "calendar.discarded": (OrderState.DISCARDED,),
    },
    OrderState.IN_FORCE: {},
    OrderState.DISCARDED: {},
}


class CalendarOrderQuerySet(models.QuerySet["CalendarOrder"]):
    def of_offices(self, office_ids: list[int]) -> CalendarOrderQuerySet:
        return self.filter(office_id__in=office_ids)

    def pending(self) -> CalendarOrderQuerySet:
        return self.filter(state__in=(OrderState.ENTERED, OrderState.CHECKED))

    def newest_first(self) -> CalendarOrderQuerySet:
        return self.select_related("office", "entered_by__account", "checked_by__account").order_by("-pk")


class CalendarOrder(models.Model):
    """One order, or the whole list of a year, as read from its paper. It reaches its office and all under it.

    It changes nothing until it is in force. Then nothing of it is ever changed: a later order withdraws it.
    """

    class Kind(models.TextChoices):
        YEAR = "year", _l("বছরের তালিকা")
        ORDER = "order", _l("আদেশ")

    MOVES = MOVES

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="calendar_orders")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    year = models.PositiveIntegerField(null=True)  # of a list; null for a single order
    legal_ref = models.CharField(max_length=300)  # memo no. and date, or the address of the gazette
    announced_on = models.DateField()
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.ENTERED)
    revision = models.PositiveIntegerField(default=0)
    entry_key = models.CharField(max_length=60, unique=True)  # of the form: two clicks enter one order
    entered_by = models.ForeignKey("offices.Posting", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    checked_by = models.ForeignKey("offices.Posting", null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    unchecked = models.BooleanField(default=False)  # confirmed again by who entered it: nobody else is there
    approved_by = models.ForeignKey("offices.Posting", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = CalendarOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="year", year__isnull=False) | Q(kind="order", year__isnull=True),
                name="calendar_list_has_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(approved_at__isnull=False), name="calendar_in_force_is_approved"
            ),
        ]
        indexes = [models.Index(fields=["office"], condition=Q(state="in_force"), name="calendar_in_force")]

    def __str__(self) -> str:
        return self.legal_ref

    def record(self, verb: str, *, by: Author, at: datetime, facts: Mapping[str, Any] | None = None) -> OfficeEvent:
        """Write down in the office's journal what happened to the order."""
        from ongikar.offices.models import OfficeEvent

        said = {"order": self.pk, "legal_ref": self.legal_ref, **dict(facts or {})}
        event: OfficeEvent = OfficeEvent.objects.create(
            office=self.office, verb=verb, at=at, noticed_at=at, facts=said, **by.fields()
        )
        return event

    def _move(self, to: str, verb: str, *, by: Author, at: datetime, **changes: Any) -> OfficeEvent:
        event: OfficeEvent = move(self, to, verb, by=by, at=at, **changes)
        return event

    def check_against_paper(self, *, by: Posting, at: datetime, alone: bool) -> OfficeEvent:
        """Somebody compared the order with its paper; `alone`: who entered it did so again, for want of another."""
        changes = {"checked_by": by, "checked_at": at, "unchecked": alone}
        return self._move(OrderState.CHECKED, "calendar.checked", by=by.author(), at=at, **changes)

    def come_into_force(self, *, by: Posting, at: datetime) -> OfficeEvent:
        changes = {"approved_by": by, "approved_at": at}
        return self._move(OrderState.IN_FORCE, "calendar.approved", by=by.author(), at=at, **changes)

    def discard(self, *, by: Posting, at: datetime) -> OfficeEvent:
        """Put away an order that was entered wrongly; it was never in force and stays readable."""
        return self._move(OrderState.DISCARDED, "calendar.discarded", by=by.author(), at=at)


class OrderDayQuerySet(WrittenOnceQuerySet):
    def in_force_for(self, office_ids: list[int]) -> OrderDayQuerySet:
        """What reaches an office by its own orders and those of the offices above it, in the order of approval."""
        found = self.filter(order__state=OrderState.IN_FORCE, order__office_id__in=office_ids)
        return found.select_related("order").order_by("order__approved_at", "order_id", "pk")


class OrderDay(WrittenOnce):
    """What an order says about one day."""

    order = models.ForeignKey(CalendarOrder, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    effect = models.CharField(max_length=5)
    kind = models.CharField(max_length=20)
    name_bn = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    moon = models.BooleanField(default=False)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    level = models.CharField(max_length=10, default="national")
    of = models.JSONField(default=list)  # districts, divisions or classes by code; offices by code
    supersedes = models.DateField(null=True)  # the day from which a holiday was moved

    objects = OrderDayQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=("off", "on", "short", "plain")), name="order_day_effect"),
            models.CheckConstraint(
                condition=~Q(effect="short") | Q(opens__isnull=False, closes__gt=models.F("opens")),
                name="order_day_short_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.effect} {self.name_bn}"

    def is_for(self, code: str) -> bool:
        """Whether the row may concern the office of this code, wherever it stands."""
        return self.level != "office" or code in self.of

    def as_day(self) -> Day:
        """The pure row the calendar is made of; the order must be at hand."""
        return Day(
            on=self.on,
            effect=self.effect,  # type: ignore[arg-type]
            kind=self.kind,
            name_bn=self.name_bn,
            name_en=self.name_en,
            announced=self.order.announced_on,
            source=self.order.legal_ref,
            level=self.level,  # type: ignore[arg-type]
            of=frozenset(self.of),
            moon=self.moon,
            supersedes=self.supersedes,
            hours=(self.opens, self.closes) if self.opens and self.closes else None,
            later=self.order.kind == CalendarOrder.Kind.ORDER,
        )


def lineage(office: Office) -> list[int]:
    """The ids of an office and of those above it, the nearest first."""
    ids, above = [office.pk], office.parent_id
    while above is not None:
        ids.append(above)
        above = type(office).objects.values_list("parent_id", flat=True).get(pk=above)
    return ids
