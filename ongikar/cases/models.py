"""Case: one asking, from filing to answer. It is bound for ever to the promise it was filed under."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ongikar.cases import consequences, deadlines, files, search
from ongikar.cases.lifecycle import MOVES, OPEN, RUNNING, State
from ongikar.cases.parts import (
    Assignment,
    Attachment,
    Basis,
    CaseEvent,
    Channel,
    Message,
    Pause,
    Requester,
    Result,
)
from ongikar.cases.queries import HAS_NEXT_MOMENT, CaseQuerySet
from ongikar.charter.models import Promise, Service
from ongikar.journal.authors import Author
from ongikar.journal.moves import move
from ongikar.journal.unread import keep_mark, of_reading
from ongikar.offices.models import Office, Post
from ongikar.offices.people import reads_for
from ongikar.rules import RuleBroken

__all__ = [
    "Assignment",
    "Attachment",
    "Basis",
    "Case",
    "CaseEvent",
    "Channel",
    "Message",
    "Pause",
    "Requester",
    "Result",
]


class Case(models.Model):
    """Verbs are methods; each writes the state through journal.moves.move, with its entry.

    `due_on` is the date told, and it alone lapses. `act_after` is the next moment at which something
    may change; an open case always has one.
    """

    MOVES = MOVES
    is_new = False  # on the instance that cases.intake made just now, and on no other

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=10, unique=True)
    intake_key = models.CharField(max_length=200, unique=True)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="cases")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cases")
    # The indexes below, of what is open and what is closed, hold office and post first.
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cases", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cases", db_index=False)
    requester = models.ForeignKey(Requester, on_delete=models.PROTECT, related_name="cases")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    revision = models.PositiveIntegerField(default=0)
    matter = models.TextField()
    papers = models.JSONField(default=list)  # the charter's papers that the requester said come along
    filed_at = models.DateTimeField()
    received_on = models.DateField()  # day zero of the running clock
    clock_number = models.PositiveIntegerField(default=1)
    clock_from = models.DateTimeField()  # when the running clock was started (filing, or reopening)
    due_on = models.DateField(null=True)
    lapses_at = models.DateTimeField(null=True)  # the first moment that breaks what was told
    limit_part = models.PositiveSmallIntegerField(null=True)  # which part of a composite limit the officer named
    basis = models.CharField(max_length=12, choices=Basis.choices, blank=True)
    explanation = models.JSONField(default=dict)
    accept_by = models.DateTimeField()
    act_after = models.DateTimeField(null=True)
    told_due_on = models.DateField(null=True)  # the latest date told to the requester
    calendar_due_on = models.DateField(null=True)  # an earlier one by the calendar as it is now: advice, no promise
    limit_applies = models.BooleanField(null=True)
    limit_reason = models.TextField(blank=True)
    order_no = models.CharField(max_length=120, blank=True)
    order_on = models.DateField(null=True)
    fee_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    fee_rule = models.TextField(blank=True)
    fee_payment = models.TextField(blank=True)
    state_before_pause = models.CharField(max_length=10, blank=True)
    undated = models.JSONField(null=True)  # filed while the clock was behind: by which reading (cases.dating)
    link_number = models.PositiveIntegerField(default=1)  # raised to revoke the tracking link and code
    unread = models.ForeignKey(CaseEvent, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN, act_after__isnull=False) | (~Q(state__in=OPEN) & Q(act_after__isnull=True)),
                name="open_is_what_has_a_next_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["post", "due_on", "id"], condition=HAS_NEXT_MOMENT, name="case_queue"),
            models.Index(fields=["office", "due_on", "id"], condition=HAS_NEXT_MOMENT, name="case_office"),
            models.Index(fields=["act_after"], condition=HAS_NEXT_MOMENT, name="case_next_moment"),
            models.Index(fields=["post", "-filed_at", "-id"], condition=~HAS_NEXT_MOMENT, name="case_post_closed"),
            models.Index(fields=["office", "-filed_at", "-id"], condition=~HAS_NEXT_MOMENT, name="case_office_closed"),
            models.Index(fields=["post", "unread"], condition=Q(unread__isnull=False), name="case_unread"),
        ]

    def __str__(self) -> str:
        return self.reference

    # Questions

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def late_at(self, at: datetime) -> bool:
        """Whether a promise is broken at `at`; the office's own target is no promise."""
        return self.past_due_at(at) and self.basis != Basis.OWN_TARGET

    def past_due_at(self, at: datetime) -> bool:
        """Whether the date told has passed while the clock ran."""
        return self.state in RUNNING and self.lapses_at is not None and self.lapses_at <= at

    def not_yet_accepted(self, at: datetime) -> bool:
        return self.state == State.FILED and at >= self.accept_by

    # Verbs

    def _move(
        self,
        to: str,
        verb: str,
        *,
        by: Author,
        at: datetime,
        facts: Mapping[str, Any] | None = None,
        noticed_at: datetime | None = None,
        **changes: Any,
    ) -> CaseEvent:
        event: CaseEvent = move(self, to, verb, by=by, at=at, facts=facts, noticed_at=noticed_at, **changes)
        return event

    def record(
        self,
        verb: str,
        *,
        by: Author,
        at: datetime,
        facts: Mapping[str, Any] | None = None,
        noticed_at: datetime | None = None,
    ) -> CaseEvent:
        """Write a fact down, with the date the case is held to by then: letters are written from it.

        What somebody writes raises the revision, so that no act rests on a page drawn before it came.
        """
        held_to = {"due_on": str(self.due_on or ""), "basis": self.basis}
        reading = of_reading(self, verb, by=by, facts=facts, own=lambda: reads_for(by.posting, self.post, at=at))
        said = held_to | dict(facts or {}) | reading
        event = CaseEvent.objects.create(
            case=self, verb=verb, at=at, noticed_at=noticed_at or at, facts=said, **by.fields()
        )
        self.revision += keep_mark(self, event, revision=models.F("revision") + 1)
        return event

    def set_fee(self, *, by: Author, at: datetime, amount: str, rule: str, payment: str = "") -> CaseEvent:
        """Name the fee of a service charged by a rule; the requester is told before the case is accepted.

        `amount` is taka in either digits, "0" where nothing is to be paid; else `payment` says how to pay.
        """
        changes = consequences.of_fee(self, amount=amount, rule=rule, payment=payment)
        return self._move(self.state, "case.fee_set", by=by, at=at, facts=_facts(changes), **changes)

    def accept(
        self,
        *,
        by: Author,
        at: datetime,
        limit_applies: bool | None = None,
        reason: str = "",
        new_date: date | None = None,
        order_no: str = "",
        order_on: date | None = None,
        part: int | None = None,
    ) -> CaseEvent:
        """Take the case up. Where the limit carries a condition the officer says whether it applies.

        `part` names which part of a composite limit is meant. Raises RuleBroken where a needed fact is missing:
        that answer, the fee of a service charged by rule, the order and date of one "as directed", the reason
        and date where the limit does not apply.
        """
        changes = consequences.of_acceptance(
            self,
            at=at,
            limit_applies=limit_applies,
            reason=reason,
            new_date=new_date,
            order_no=order_no,
            order_on=order_on,
            part=part,
        )
        told = ("limit_applies", "limit_reason", "limit_part", "order_no", "order_on")
        facts = _facts({name: changes[name] for name in told if name in changes})
        return self._move(State.ACCEPTED, "case.accepted", by=by, at=at, facts=facts, **changes)

    @transaction.atomic
    def ask(self, *, by: Author, at: datetime, reason: str, why: str, papers: Sequence[str] = ()) -> CaseEvent:
        """Ask for more and stop the clock.

        Papers: once, within one working day of receipt, and only papers the charter names. Any other
        pause needs a reason and is reported.
        """
        consequences.check_asking(self, at=at, reason=reason, why=why, papers=papers)
        before, number = self.state, self.clock_number
        event = self._move(
            State.WAITING,
            "case.asked",
            by=by,
            at=at,
            facts={"reason": reason, "why": why, "papers": list(papers)},
            state_before_pause=before,
            act_after=deadlines.no_reply_at(at),
        )
        Pause.objects.create(
            case=self,
            reason=reason,
            why=why,
            papers=list(papers),
            by_post=by.posting.post if by.posting else None,
            starts_at=at,
            clock_number=number,
        )
        return event

    @transaction.atomic
    def resume(
        self, *, by: Author, at: datetime, facts: Mapping[str, Any] | None = None, noticed_at: datetime | None = None
    ) -> CaseEvent:
        """Let the clock run again; the time it stood still is added to the date."""
        if self.pauses.filter(ends_at__isnull=True, starts_at__gt=at).exists():
            raise RuleBroken(_("উত্তরের সময় চাওয়ার সময়ের আগে হতে পারে না। তারিখ ও সময় মিলিয়ে লিখুন।"))
        self.pauses.filter(ends_at__isnull=True).update(ends_at=at)
        changes = consequences.of_resumption(self, at=at)
        return self._move(
            self.state_before_pause or State.ACCEPTED,
            "case.resumed",
            by=by,
            at=at,
            facts=facts,
            noticed_at=noticed_at,
            **changes,
        )

    @transaction.atomic
    def reply(
        self, *, body: str, at: datetime, by: Author, papers: int = 0, noticed_at: datetime | None = None
    ) -> CaseEvent:
        """The requester answers or brings papers: the clock resumes at its receipt, `at`.

        `by` is the requester, or who took it down at `noticed_at`.
        """
        kind = Message.Kind.FROM_REQUESTER
        Message.objects.create(case=self, kind=kind, body=body, by_posting=by.posting, by_name=by.name, at=at)
        if self.state == State.WAITING:
            return self.resume(by=by, at=at, facts={"replied": True, "papers": papers}, noticed_at=noticed_at)
        return self.record("case.replied", by=by, at=at, facts={"papers": papers}, noticed_at=noticed_at)

    def attach(
        self, documents: Sequence[files.Received], *, by: Author, at: datetime, delivered: bool = False
    ) -> list[Attachment]:
        """Keep files with the case; `delivered` marks what the office gives as the service."""
        kept = [files.keep(document, case=self, by_name=by.name, at=at, delivered=delivered) for document in documents]
        return Attachment.objects.bulk_create(kept)

    def deliver(self, *, by: Author, at: datetime, text: str = "") -> CaseEvent:
        """Give the service: this, and not an answer or a plan, stops the clock (charter column 6)."""
        consequences.check_fee(self)
        return self._close(State.DELIVERED, "case.delivered", by=by, at=at, text=text)

    @transaction.atomic
    def deliver_with(self, *, documents: Sequence[files.Received], text: str, by: Author, at: datetime) -> CaseEvent:
        """Deliver with the files that are the service, or go with it, in one transaction."""
        event = self.deliver(by=by, at=at, text=text)
        self.attach(documents, by=by, at=at, delivered=True)
        return event

    def refuse(self, *, by: Author, at: datetime, reason: str, remedy: str) -> CaseEvent:
        """Say why the service is not given and what the requester can do instead; both are required."""
        if not (reason.strip() and remedy.strip()):
            raise RuleBroken(_("কারণ এবং আবেদনকারী এখন কী করতে পারেন, দুটিই লিখুন।"))
        return self._close(State.REFUSED, "case.refused", by=by, at=at, text=reason, remedy=remedy)

    def withdraw(self, *, by: Author, at: datetime, reason: str = "") -> CaseEvent:
        return self._close(State.WITHDRAWN, "case.withdrawn", by=by, at=at, text=reason)

    @transaction.atomic
    def _close(self, state: str, verb: str, *, by: Author, at: datetime, text: str, remedy: str = "") -> CaseEvent:
        self.pauses.filter(ends_at__isnull=True).update(ends_at=at)
        facts = {"text": text, "remedy": remedy, "before": self.state}
        event = self._move(state, verb, by=by, at=at, facts=facts, act_after=None)
        Result.objects.create(
            case=self,
            clock_number=self.clock_number,
            state=state,
            text=text,
            remedy=remedy,
            due_on=self.due_on,
            basis=self.basis,
            at=at,
        )
        return event

    @transaction.atomic
    def transfer(self, *, to: Post, by: Author, at: datetime, reason: str) -> CaseEvent:
        """Give the case to another post; its clock runs on."""
        if to.pk == self.post_id:
            raise RuleBroken(_("আবেদনটি এই পদেই আছে। অন্য পদ বেছে নিন।"))
        event = self._move(
            self.state,
            "case.transferred",
            by=by,
            at=at,
            facts={"to": to.title_bn, "from": self.post.title_bn, "reason": reason},
            post=to,
            office=to.office,
        )
        Assignment.objects.create(case=self, post=to, at=at)
        search.index(self)
        return event

    def reopen(self, *, by: Author, at: datetime, reason: str) -> CaseEvent:
        """Take a closed case up again with a second clock; the first result stays as it was."""
        if not reason.strip():
            raise RuleBroken(_("কেন আবার খোলা হচ্ছে তা লিখুন।"))
        state, changes = consequences.of_reopening(self, at=at)
        return self._move(state, "case.reopened", by=by, at=at, facts={"reason": reason}, **changes)

    @transaction.atomic
    def void(self, verb: str, *, by: Author, at: datetime, facts: Mapping[str, Any]) -> CaseEvent:
        """Taken down by mistake (see cases.mistakes): kept, linked to the right one, counted nowhere."""
        self.pauses.filter(ends_at__isnull=True).update(ends_at=at)
        return self._move(State.VOID, verb, by=by, at=at, facts=facts, act_after=None)

    def restore(self, state: str, *, by: Author, at: datetime, facts: Mapping[str, Any], **changes: Any) -> CaseEvent:
        """Take back a delivery that was marked by mistake (see cases.mistakes)."""
        return self._move(state, "case.delivery_undone", by=by, at=at, facts=facts, **changes)

    def note(self, *, body: str, by: Author, at: datetime) -> Message:
        """A note for officers; the requester does not see it."""
        return Message.objects.create(
            case=self, kind=Message.Kind.NOTE, body=body, by_posting=by.posting, by_name=by.name, at=at
        )

    @transaction.atomic
    def say(self, *, body: str, by: Author, at: datetime) -> CaseEvent:
        """Tell the requester something; it stops no clock."""
        message = Message.objects.create(
            case=self,
            kind=Message.Kind.TO_REQUESTER,
            body=body,
            by_posting=by.posting,
            by_name=by.name,
            at=at,
        )
        return self.record("case.told", by=by, at=at, facts={"message": message.pk})

    def tell_delay(self, *, by: Author, at: datetime, reason: str, expected_on: date | None) -> CaseEvent:
        """Tell the requester beforehand that the date will be missed (a setting). The promise stays what it was."""
        consequences.check_delay(self, at=at, reason=reason, expected_on=expected_on)
        facts = {"reason": reason.strip(), "expected_on": str(expected_on)}
        return self.record("case.delay_told", by=by, at=at, facts=facts)

    @transaction.atomic
    def revoke_link(self, *, by: Author, at: datetime) -> CaseEvent:
        """Make the tracking link and the receipt's code useless; a new receipt carries new ones."""
        Case.objects.filter(pk=self.pk).update(link_number=models.F("link_number") + 1)
        self.refresh_from_db(fields=["link_number"])
        return self.record("case.link_revoked", by=by, at=at)


def _facts(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What changed, in values that JSON has: days as ISO, amounts as text."""
    return {name: str(value) if isinstance(value, date | Decimal) else value for name, value in changes.items()}
