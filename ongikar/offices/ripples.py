"""Ripple: what an order does to the dates already told. Long work, as a row that is done step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _l

from ongikar.offices.holidays import CalendarOrder

TRY_AGAIN = timedelta(minutes=5)


class Phase(models.TextChoices):
    RECKONING = "reckoning", _l("কোন তারিখ সরবে, গোনা হচ্ছে")
    READY = "ready", _l("অনুমোদনের অপেক্ষায়")
    REDATING = "redating", _l("তারিখ বদলানো হচ্ছে")
    TELLING = "telling", _l("আবেদনকারীদের জানানো হচ্ছে")
    DONE = "done", _l("শেষ")
    DROPPED = "dropped", _l("বাদ")


AT_WORK = (Phase.REDATING, Phase.RECKONING, Phase.TELLING)
"""In this order: dates before the preview somebody looks at, letters last, so that two orders make one letter."""
FOLLOWS: Mapping[str, str] = {
    Phase.RECKONING: Phase.READY,
    Phase.REDATING: Phase.TELLING,
    Phase.TELLING: Phase.DONE,
}


class RippleQuerySet(models.QuerySet["Ripple"]):
    def at_work(self, now: datetime) -> RippleQuerySet:
        """Those with a step to do now: what matters most first, then the oldest."""
        turn = models.Case(*(models.When(phase=phase, then=place) for place, phase in enumerate(AT_WORK)))
        return self.filter(phase__in=AT_WORK, act_after__lte=now).order_by(turn, "act_after", "pk")

    def of_order(self, order: CalendarOrder) -> Ripple | None:
        return self.filter(order=order).order_by("-pk").first()

    def of_data(self) -> RippleQuerySet:
        """Those by which the program's own data changed, and not an order."""
        return self.filter(order__isnull=True)

    def waiting(self) -> RippleQuerySet:
        """Not approved yet."""
        return self.filter(phase__in=(Phase.RECKONING, Phase.READY))

    def worth_a_look(self) -> RippleQuerySet:
        """Without those that were put away, or had nothing to go through."""
        return self.exclude(phase=Phase.DROPPED).exclude(phase=Phase.DONE, approved_at=None)

    def of_offices(self, office_ids: list[int]) -> RippleQuerySet:
        return self.filter(office__in=office_ids).select_related("order", "office").order_by("-pk")

    def under(self, office_id: int) -> RippleQuerySet:
        """Those of an office and of the offices under it."""
        family = self.filter(Q(office=office_id) | Q(office__parent=office_id))
        return family.select_related("order", "office").order_by("-pk")


@dataclass(frozen=True)
class Look:
    """One clock as a ripple finds it: what becomes of its date."""

    office: int
    outcome: str  # of RippleCount; '' where nothing changes
    due_from: date | None = None
    due_to: date | None = None


@dataclass(frozen=True)
class Stretch:
    """The clocks gone through in one step: where it ended ('' where none is left), and what was found."""

    cursor: str
    looks: Sequence[Look]


class Subject(Protocol):
    """A kind of clocks that a ripple goes through, a stretch at a time."""

    def count(self, ripple: Ripple, now: datetime) -> Stretch:
        """What would become of the next clocks after the ripple's cursor; writes nothing."""

    def redate(self, ripple: Ripple, now: datetime) -> Stretch:
        """Re-date the next clocks after the ripple's cursor, with a fact in the journal for each that moves."""


class Ripple(models.Model):
    """The open promises that an order moves: first counted, then, once approved, re-dated and told.

    `subject` and `cursor` say how far the phase has come; both change in the transaction of the step they stand
    for, so that whoever is killed midway is followed by another who goes on exactly there.
    """

    order = models.ForeignKey(CalendarOrder, null=True, on_delete=models.PROTECT, related_name="ripples")
    shipped = models.CharField(max_length=40, blank=True)  # where the program's own data changed: its version
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="ripples")
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.RECKONING)
    first_day = models.DateField()  # of those on which the calendars differ
    last_day = models.DateField()
    subject = models.PositiveSmallIntegerField(default=0)  # which kind of clocks is gone through
    cursor = models.CharField(max_length=40, blank=True)
    seen = models.PositiveIntegerField(default=0)  # clocks gone through in this phase
    moved = models.PositiveIntegerField(default=0)  # of them with another date
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("offices.Posting", null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    act_after = models.DateTimeField()

    objects = RippleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["act_after"], condition=Q(phase__in=AT_WORK), name="ripple_at_work")]

    def __str__(self) -> str:
        return f"{self.order or self.shipped} ({self.phase})"

    def step(self, done: Stretch) -> None:
        """Note how far the phase has come; the caller holds the row."""
        self.cursor, self.seen = done.cursor, self.seen + len(done.looks)
        self.moved += sum(look.outcome == RippleCount.Outcome.MOVED for look in done.looks)
        self.save(update_fields=["cursor", "seen", "moved"])

    def told(self, *, cursor: str, letters: int) -> None:
        """Note how far the telling has come."""
        self.cursor, self.seen = cursor, self.seen + letters
        self.save(update_fields=["cursor", "seen"])

    def next_subject(self) -> None:
        self.subject, self.cursor = self.subject + 1, ""
        self.save(update_fields=["subject", "cursor"])

    def next_phase(self, now: datetime) -> None:
        """Go on to what follows; what is ready waits for its approval."""
        self.phase, self.subject, self.cursor, self.act_after = FOLLOWS[self.phase], 0, "", now
        changed = ["phase", "subject", "cursor", "act_after"]
        if self.phase == Phase.READY:
            self.ready_at, changed = now, [*changed, "ready_at"]
        if self.phase == Phase.DONE:
            self.done_at, changed = now, [*changed, "done_at"]
        if self.phase == Phase.TELLING:
            self.seen, changed = 0, [*changed, "seen"]
        self.save(update_fields=changed)

    def wait(self, now: datetime) -> None:
        """A step failed: others go first, and it is tried again."""
        Ripple.objects.filter(pk=self.pk).update(act_after=now + TRY_AGAIN)

    @property
    def redates(self) -> bool:
        return self.phase == Phase.REDATING

    @property
    def counted_from(self) -> datetime:
        """Until when a date must have lapsed to be left alone: the approval, or before that, the counting."""
        return self.approved_at or self.made_at

    def told_by_others_after(self, now: datetime) -> datetime:
        """The ripple tells of its dates itself; should it fail to, the ordinary line does from then on."""
        return now + timedelta(days=1)

    def totals(self) -> dict[str, int]:
        """How many clocks of each kind of outcome the preview found."""
        found = self.counts.values_list("outcome").annotate(clocks=Sum("clocks")).order_by()
        return dict(found)


class RippleCountQuerySet(models.QuerySet["RippleCount"]):
    def moved(self) -> RippleCountQuerySet:
        return self.filter(outcome=RippleCount.Outcome.MOVED)

    def by_office(self) -> RippleCountQuerySet:
        return self.select_related("office").order_by("office__position", "office_id", "due_from", "due_to")

    def add(self, ripple: Ripple, looks: Iterable[Look]) -> None:
        """Count more clocks for the preview; those to which nothing happens are left out."""
        for look, clocks in Counter(look for look in looks if look.outcome).items():
            row, made = self.get_or_create(
                ripple=ripple,
                office_id=look.office,
                outcome=look.outcome,
                due_from=look.due_from,
                due_to=look.due_to,
                defaults={"clocks": clocks},
            )
            if not made:
                self.filter(pk=row.pk).update(clocks=F("clocks") + clocks)


class RippleCount(models.Model):
    """So many open promises of an office go from one date to another; the preview of a ripple."""

    class Outcome(models.TextChoices):
        MOVED = "moved", _l("তারিখ পরে যাবে")
        KEPT = "kept", _l("ক্যালেন্ডারে আগে হয়, জানানো তারিখ বহাল")
        STANDS = "stands", _l("সময় থেমে আছে; চালু হলে নতুন ক্যালেন্ডারে গোনা হবে")
        FIXED = "fixed", _l("আদেশ বা কর্মকর্তার দেওয়া তারিখ বন্ধের দিনে পড়ে")

    ripple = models.ForeignKey(Ripple, on_delete=models.CASCADE, related_name="counts")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    due_from = models.DateField(null=True)
    due_to = models.DateField(null=True)
    clocks = models.PositiveIntegerField()

    objects = RippleCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ripple", "outcome", "office"], name="ripple_counts")]

    def __str__(self) -> str:
        return f"{self.due_from} → {self.due_to}: {self.clocks}"
