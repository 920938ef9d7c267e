"""Notice: what we told whom, by which carrier, with what outcome; of a case, or of a grievance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from ongikar.cases.models import Case, CaseEvent
from ongikar.grievances.models import Grievance, GrievanceEvent
from ongikar.notices.enclosed import Enclosed
from ongikar.notices.kinds import AGAIN, BY_MAIL, NEEDING, SENT_OUT, STOPPABLE, TRIED, Carrier, Outcome, Recipient
from ongikar.notices.troubles import OF_THE_LINE, Trouble
from ongikar.offices.models import Office, OfficeEvent, Posting
from ongikar.rules import Overtaken, RuleBroken

__all__ = [
    "AGAIN", "BY_MAIL", "LINES", "NEEDING", "SENT_OUT", "TRIED", "Answer", "Carrier", "GrievanceNotice", "Notice",
    "NoticeQuerySet", "Outcome", "Recipient", "SeatNotice", "Telling",
]  # fmt: skip

# Longer than any sending takes: after it, a letter in hand is one whose carrier died with it.
IN_HAND = timedelta(minutes=10)
# A letter that is refused for the time being is tried again after these, the last one repeatedly,
# for nearly three days; where the line itself is down it waits as long as that lasts.
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
TRIES = 20
# So long after it left, a gateway that can be asked is asked what became of a message; after the last, never again.
ASK_AFTER = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 60, 240, 720, 1440, 2880))


@dataclass(frozen=True)
class Answer:
    """What a carrier says of one letter. WAITING: not this time, try again.

    `reply` holds the numbers of a mail server's answer ("550 5.1.1") and never its words, in which
    servers repeat addresses. `gateway_id` is what an SMS gateway calls the message; `asks` that it
    can be asked later what became of it.
    """

    outcome: str
    trouble: str = ""
    reply: str = ""
    gateway_id: str = ""
    asks: bool = False


class NoticeQuerySet(models.QuerySet[Any]):
    def due(self, now: datetime) -> NoticeQuerySet:
        """What the post has to see to: letters to send, and letters whose carrier never came back."""
        line = self.filter(outcome__in=(Outcome.WAITING, Outcome.SENDING), next_at__lte=now)
        return line.order_by("next_at", "pk")

    def to_ask_after(self, now: datetime) -> NoticeQuerySet:
        """The messages of which the gateway may be asked by now what became of them."""
        open_still = self.filter(outcome__in=(Outcome.SENT, Outcome.MAYBE), ask_at__lte=now)
        return open_still.order_by("ask_at", "pk")

    def messages(self) -> NoticeQuerySet:
        return self.filter(carrier=Carrier.SMS)

    def needing_a_person(self) -> NoticeQuerySet:
        return self.filter(outcome__in=NEEDING)

    def waiting_for(self, carrier: str) -> NoticeQuerySet:
        return self.filter(carrier=carrier, outcome=Outcome.WAITING)

    def to_requester(self) -> NoticeQuerySet:
        return self.filter(recipient=Recipient.REQUESTER).order_by("pk")

    def not_told_yet(self, carriers: Iterable[str]) -> NoticeQuerySet:
        """What these carriers have still to tell the requester, or have failed to."""
        return self.filter(recipient=Recipient.REQUESTER, carrier__in=carriers, outcome__in=STOPPABLE)

    def stop(self, *, at: datetime) -> int:
        """They go nowhere any more: where they were to go was wrong. How many that stopped."""
        return self.update(outcome=Outcome.DROPPED, next_at=None, ask_at=None, done_at=at)


class Telling(models.Model):
    """One letter or message. It is kept as it was told; what it tells of is its `event`.

    `NEEDS`: what a carrier reads of it, to be fetched with it.
    """

    NEEDS: ClassVar[tuple[str, ...]] = ()

    event: Any
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    carrier = models.CharField(max_length=10, choices=Carrier.choices)
    address = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="bn")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    parts = models.PositiveSmallIntegerField(default=0)  # of a short message; 0 of what is none
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    reply = models.CharField(max_length=40, blank=True)
    next_at = models.DateTimeField(null=True)
    gateway_id = models.CharField(max_length=80, blank=True)
    ask_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    again = models.PositiveSmallIntegerField(default=0)  # raised where it is told once more, an address being wrong

    objects = NoticeQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient", "carrier", "again"], name="one_%(class)s_a_carrier")
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"], condition=Q(outcome__in=("waiting", "sending")), name="%(class)s_due"
            ),
            models.Index(
                fields=["outcome", "id"],
                condition=Q(outcome__in=("waiting", "sending", "failed", "maybe", "to_print", "to_call")),
                name="%(class)s_unsettled",
            ),
            models.Index(fields=["gateway_id"], name="%(class)s_at_gateway"),
            models.Index(fields=["ask_at", "id"], condition=Q(ask_at__isnull=False), name="%(class)s_to_ask_after"),
        ]

    def __str__(self) -> str:
        return f"{self.event.pk} {self.recipient} {self.carrier}"

    @property
    def needs_a_person(self) -> bool:
        return self.outcome in NEEDING

    @property
    def can_be_sent(self) -> bool:
        """Whether a person may wish to have it sent now: it failed, may have gone, or waits after a try."""
        tried = self.outcome == Outcome.WAITING and self.attempts > 0
        return tried or (self.carrier in SENT_OUT and self.outcome in AGAIN)

    # What the post does

    def take(self, *, at: datetime, address: str | None = None) -> bool:
        """Take the letter in hand, so that no other post does; False where one has.

        It goes to the address as it is by now (`address`; the requester's own is known here): a wrong one that was
        put right meanwhile gets nothing.
        """
        to = self._address_now() if address is None else address
        changes = {"attempts": self.attempts + 1, "next_at": at + IN_HAND, "address": to}
        return self._change((Outcome.WAITING,), outcome=Outcome.SENDING, **changes)

    def _address_now(self) -> str:
        if self.recipient != Recipient.REQUESTER:
            return self.address
        phone, email = self.reached_at
        return phone if self.carrier == Carrier.SMS else email

    @property
    def reached_at(self) -> tuple[str, str]:
        """Phone and e-mail, as they are by now, of the requester or complainant."""
        raise NotImplementedError

    @property
    def office(self) -> Office:
        """Whose letter it is."""
        raise NotImplementedError

    # What goes along only as it is sent (notices.enclosing): files, and words that stand nowhere else.
    enclosed: Sequence[Enclosed] = ()
    only_in_mail: str = ""

    @property
    def number(self) -> str:
        """What this letter is called among all that go out, in files and at gateways."""
        return str(self.pk)

    @property
    def message_id(self) -> str:
        """The same each time that this letter is sent."""
        raise NotImplementedError

    @property
    def _round(self) -> str:
        return f".{self.again}" if self.again else ""

    def give_up_for_lost(self, *, at: datetime, asks: bool = False) -> bool:
        """A carrier died with the letter in hand: it may have gone, and is not sent again unasked."""
        changes = {"trouble": Trouble.INTERRUPTED, "reply": "", "next_at": None, "done_at": at, "gateway_id": ""}
        return self._change((Outcome.SENDING,), outcome=Outcome.MAYBE, ask_at=at if asks else None, **changes)

    def settle(self, answer: Answer, *, at: datetime) -> bool:
        """Keep what the carrier answered. One refused for the time being waits for its next turn.

        A carrier that was given up for lost and comes back after all is still believed.
        """
        given_up = self.attempts >= TRIES and answer.trouble not in OF_THE_LINE
        outcome = Outcome.FAILED if given_up and answer.outcome == Outcome.WAITING else answer.outcome
        if outcome == Outcome.FAILED and self.carrier == Carrier.SMS and answer.trouble != Trouble.NUMBER:
            return self._leave_to_a_call(answer.trouble, answer.reply)
        again = outcome == Outcome.WAITING
        return self._change(
            (Outcome.SENDING, Outcome.MAYBE),
            outcome=outcome,
            trouble=answer.trouble,
            reply=answer.reply,
            next_at=self.turn_after(at) if again else None,
            done_at=None if again else at,
            gateway_id=answer.gateway_id,
            ask_at=at + ASK_AFTER[0] if answer.asks else None,
        )

    def report(self, *, delivered: bool, at: datetime) -> bool:
        """What the gateway says later of a message; False where that changes nothing.

        That it arrived is believed whatever was thought so far, unless a person has told it meanwhile. That it did
        not is believed of one that has or may have gone: it is then to be told by phone.
        """
        if not delivered:
            return self._leave_to_a_call(Trouble.UNDELIVERED)
        again = (Outcome.WAITING,) if self.attempts else ()  # a message that never left did not arrive
        return self._change(
            (*TRIED, *again, Outcome.TO_CALL),
            outcome=Outcome.DELIVERED,
            trouble="",
            reply="",
            next_at=None,
            ask_at=None,
            done_at=at,
        )

    def _leave_to_a_call(self, trouble: str, reply: str = "") -> bool:
        """A message that did not arrive: a person reads it out. From here on its attempts are calls.

        One to a wrong number that was put right since was told again, and is left.
        """
        to_requester = self.recipient == Recipient.REQUESTER
        by_phone = Outcome.TO_CALL if self.address == self._address_now() else Outcome.DROPPED
        return self._change(
            TRIED,
            outcome=by_phone if to_requester else Outcome.FAILED,
            trouble=trouble,
            reply=reply,
            attempts=0,
            next_at=None,
            ask_at=None,
            done_at=None,
        )

    def asked_after(self, *, at: datetime) -> bool:
        """Claim the asking at the gateway what became of it, and set its next turn; False where another asker has."""
        gone_for = at - (self.done_at or at)
        turn = next((self.done_at + age for age in ASK_AFTER if age > gone_for), None) if self.done_at else None
        waiting = type(self).objects.filter(pk=self.pk, ask_at=self.ask_at, outcome__in=(Outcome.SENT, Outcome.MAYBE))
        return bool(waiting.update(ask_at=turn))

    def turn_after(self, moment: datetime) -> datetime:
        return moment + BACKOFF[min(max(self.attempts, 1), len(BACKOFF)) - 1]

    # What people do

    def send_again(self, *, by: Posting, at: datetime) -> None:
        """Send the letter now, at an officer's word: also one that may have gone already.

        Raises RuleBroken for what no carrier sends, Overtaken where somebody was quicker.
        """
        if not (self.outcome == Outcome.WAITING or self.can_be_sent):
            raise RuleBroken(_("এই চিঠি আবার পাঠানোর নয়।"))
        if not self._change((self.outcome,), outcome=Outcome.WAITING, next_at=at, done_at=None, done_by=by):
            raise Overtaken(self)

    def miss(self, *, by: Posting, at: datetime) -> None:
        """Nobody answered the phone: the call stays to be made. `done_at` and `done_by` then tell of the last try.

        Raises RuleBroken for what is not to be called, Overtaken where somebody was quicker.
        """
        if self.outcome != Outcome.TO_CALL:
            raise RuleBroken(_("এটি আর ফোনে জানানোর নয়।"))
        if not self._change((Outcome.TO_CALL,), attempts=self.attempts + 1, done_at=at, done_by=by):
            raise Overtaken(self)

    def hand_over(self, *, by: Posting, at: datetime) -> None:
        """It was said by phone, or the letter was printed and given. Raises RuleBroken where nothing was to be."""
        if not self.needs_a_person:
            raise RuleBroken(_("এই চিঠি ছাপিয়ে দেওয়ার দরকার নেই।"))
        told = Outcome.CALLED if self.outcome == Outcome.TO_CALL else Outcome.HANDED
        if not self._change((self.outcome,), outcome=told, next_at=None, done_at=at, done_by=by):
            raise Overtaken(self)

    def _change(self, before: Sequence[str], **changes: object) -> bool:
        """Change the named fields if the outcome is still one of `before`, and the attempt the same."""
        rows = type(self).objects.filter(pk=self.pk, outcome__in=before, attempts=self.attempts)
        if not rows.update(**changes):
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        return True


class Notice(Telling):
    """What was told of a case."""

    NEEDS = ("case__office", "case__requester")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="notices")

    @property
    def reached_at(self) -> tuple[str, str]:
        return self.case.requester.phone, self.case.requester.email

    @property
    def office(self) -> Office:
        return self.case.office

    @property
    def message_id(self) -> str:
        return f"{self.event_id}.{self.recipient}.{self.case_id.hex}{self._round}"


class GrievanceNotice(Telling):
    """What was told of a grievance."""

    NEEDS = ("grievance__office", "grievance__complainant")

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(GrievanceEvent, on_delete=models.PROTECT, related_name="notices")

    @property
    def reached_at(self) -> tuple[str, str]:
        who = self.grievance.complainant
        return (who.mobile, who.email) if who else ("", "")

    @property
    def office(self) -> Office:
        return self.grievance.office

    @property
    def number(self) -> str:
        return f"g{self.pk}"

    @property
    def message_id(self) -> str:
        return f"g{self.event_id}.{self.recipient}.{self.grievance_id.hex}{self._round}"


class SeatNotice(Telling):
    """What was told of an event of the office: the weekly list to a seat outside, or what waits for a post."""

    NEEDS = ("event__office",)

    event = models.ForeignKey(OfficeEvent, on_delete=models.PROTECT, related_name="notices")

    @property
    def reached_at(self) -> tuple[str, str]:
        return "", ""

    @property
    def office(self) -> Office:
        return self.event.office

    @property
    def number(self) -> str:
        return f"s{self.pk}"

    @property
    def message_id(self) -> str:
        return f"s{self.event_id}.{self.recipient}"


LINES: tuple[type[Telling], ...] = (Notice, GrievanceNotice, SeatNotice)
"""What the post sees to."""
