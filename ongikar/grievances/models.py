"""Grievance, and its turns before the tiers. Verbs are methods; each writes the state with its entry."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form
from ongikar.cases.models import Case
from ongikar.charter.models import Edition, Service
from ongikar.charter.models import Tier as TierRow
from ongikar.clock.hours import midnight_after
from ongikar.grievances import clocks, closing, decisions, steps
from ongikar.grievances.acts import Decision, Step
from ongikar.grievances.lifecycle import MOVES, OPEN, State
from ongikar.grievances.parts import AnswerLink, Complainant, Concerned, GrievanceEvent, GrievanceFile, Medium, Packet
from ongikar.grievances.queries import GrievanceQuerySet, ReferralQuerySet, SeatQuerySet
from ongikar.grievances.unread import lay_before_seat, reads_for
from ongikar.journal.authors import Author
from ongikar.journal.moves import move
from ongikar.journal.unread import keep_mark, of_reading
from ongikar.offices.memos import memo_of
from ongikar.offices.models import Office, Post
from ongikar.rules import Overtaken, RuleBroken

__all__ = [
    "AnswerLink", "Complainant", "Concerned", "Decision", "Grievance", "GrievanceEvent", "GrievanceFile", "Medium",
    "Packet", "Referral", "Step", "TierSeat",
]  # fmt: skip


class Grievance(models.Model):
    """One complaint, from lodging to its last remedy. Its turns before the tiers are `referrals`.

    Where the text is not kept (`sealed`: whoever is complained of keeps this machine), `matter` is empty and
    only the hash of what was written remains.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _l("নাগরিক অভিযোগ")
        STAFF = "staff", _l("কর্মকর্তা-কর্মচারী অভিযোগ")
        OFFICIAL = "official", _l("দাপ্তরিক অভিযোগ")

    class Relation(models.TextChoices):
        """Who may complain for another (6.1(চ))."""

        SELF = "self", _l("নিজে")
        HEAD = "head", _l("প্রতিষ্ঠানের বা দপ্তরের প্রধান")
        NOMINEE = "nominee", _l("প্রতিষ্ঠানের বা দপ্তরের মনোনীত প্রতিনিধি")
        PARENT = "parent", _l("পিতা বা মাতা")
        SPOUSE = "spouse", _l("স্বামী বা স্ত্রী")
        CHILD = "child", _l("সন্তান")

    is_new = False  # on the instance that grievances.lodging made just now, and on no other

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=10, unique=True)
    intake_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    medium_reference = models.CharField(max_length=240, blank=True)  # the call's number at 333, a letter's memo
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grievances")  # complained of
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="grievances")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="grievances")
    complainant = models.ForeignKey(Complainant, null=True, on_delete=models.PROTECT, related_name="grievances")
    anonymous = models.BooleanField(default=False)
    identity_hidden = models.BooleanField(default=False)  # from whoever is complained of
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.SELF)
    recipient_name = models.CharField(max_length=200, blank=True)  # who was to get the service, if another
    service_name = models.CharField(max_length=500, blank=True)
    applied_on = models.DateField(null=True)
    tracking_no = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=300)
    matter = models.TextField(blank=True)
    remedy_sought = models.TextField(blank=True)
    sealed = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    national_no = models.CharField(max_length=40, blank=True)
    filed_at = models.DateTimeField()
    link_number = models.PositiveIntegerField(default=1)
    unread = models.ForeignKey(GrievanceEvent, null=True, on_delete=models.PROTECT, related_name="+")

    objects = GrievanceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    @property
    def current(self) -> Referral:
        """The turn it is in, or was in last."""
        return self.referrals.latest("number")

    def turns_by(self, at: datetime) -> ReferralQuerySet:
        """The turns that had begun by a moment, the first of all among them."""
        return self.referrals.filter(Q(opened_at__lte=at) | Q(number=1))

    def turn_at(self, at: datetime) -> Referral:
        """The turn it was in at a moment."""
        return self.turns_by(at).latest("number")

    def record(
        self,
        verb: str,
        *,
        by: Author,
        at: datetime,
        facts: Mapping[str, Any] | None = None,
        noticed_at: datetime | None = None,
        referral: Referral | None = None,
    ) -> GrievanceEvent:
        said = dict(facts or {}) | of_reading(self, verb, by=by, facts=facts, own=lambda: reads_for(by.posting, self))
        event = GrievanceEvent.objects.create(
            grievance=self, referral=referral, verb=verb, at=at, noticed_at=noticed_at or at, facts=said, **by.fields()
        )
        if keep_mark(self, event):
            lay_before_seat(event)
        return event

    @transaction.atomic
    def note_national_no(self, *, number: str, by: Author, at: datetime) -> GrievanceEvent:
        """Write down its number in the national system, beside ours. Raises RuleBroken where there is none."""
        written = normal_form(number).strip()
        if not written:
            raise RuleBroken(_("জাতীয় ব্যবস্থায় অভিযোগটির নম্বর লিখুন।"))
        Grievance.objects.filter(pk=self.pk).update(national_no=written)
        self.refresh_from_db(fields=["national_no"])
        return self.record("grievance.national_no_noted", by=by, at=at, facts={"number": written})

    @transaction.atomic
    def revoke_link(self, *, by: Author, at: datetime) -> GrievanceEvent:
        """Make the tracking link and the receipt's code useless."""
        Grievance.objects.filter(pk=self.pk).update(link_number=models.F("link_number") + 1)
        self.refresh_from_db(fields=["link_number"])
        return self.record("grievance.link_revoked", by=by, at=at)


class TierSeat(models.Model):
    """Who sits at a tier for an office: a post here, with an alternate, or an address outside.

    `automatic` lets a lapse open the next tier by itself; it needs the law that says so (`automatic_source`),
    and is off in Bangladesh, where an appeal is the act of a party (6.2).
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tier_seats")
    tier = models.PositiveIntegerField()
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    alternate = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    contact = models.TextField(blank=True)  # as the charter has it
    email = models.CharField(max_length=200, blank=True)
    ministry = models.BooleanField(default=False)  # its appeal officer is a ministry's: 7.1(ক)iii, form ক-৩
    listed_on = models.DateField(null=True)  # the week of the last list to a seat outside (notices.weekly)
    automatic = models.BooleanField(default=False)
    automatic_source = models.CharField(max_length=300, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["tier"]
        constraints = [
            models.UniqueConstraint(fields=["office", "tier"], name="one_seat_a_tier"),
            models.CheckConstraint(
                condition=Q(automatic=False) | ~Q(automatic_source=""), name="automatic_appeal_names_its_law"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def outside(self) -> bool:
        return self.post_id is None


class Referral(models.Model):
    """One tier's turn, with its own clock, seat and legal source.

    `limit_tier` is the tier whose limit runs: a grievance that the program itself sends up because the seat is
    concerned keeps the first tier's limit from its filing.
    """

    MOVES = MOVES

    class Opened(models.TextChoices):
        LODGED = "lodged", _l("দাখিল")
        FORWARDED = "forwarded", _l("অন্য দপ্তর থেকে প্রেরিত")
        CONFLICT = "conflict", _l("স্বার্থের সংঘাত: প্রোগ্রাম নিজে পাঠিয়েছে")
        APPEAL = "appeal", _l("আপিল")
        AUTOMATIC = "automatic", _l("আইন অনুযায়ী স্বয়ংক্রিয় আপিল")
        OWN_MOTION = "own_motion", _l("স্বপ্রণোদিত নির্দেশ")
        SENT_BACK = "sent_back", _l("সেল থেকে ফেরত: আপিলের ধাপ শেষ হয়নি")

    class Appellant(models.TextChoices):
        COMPLAINANT = "complainant", _l("অভিযোগকারী/সেবাপ্রার্থী")
        OFFICER = "officer", _l("দায়িত্বপ্রাপ্ত কর্মকর্তা")
        CONCERNED = "concerned", _l("অভিযুক্ত")

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="referrals")
    number = models.PositiveIntegerField()
    tier = models.PositiveIntegerField()
    limit_tier = models.PositiveIntegerField()
    row = models.ForeignKey(TierRow, null=True, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(TierSeat, on_delete=models.PROTECT, related_name="referrals")
    opened_by = models.CharField(max_length=12, choices=Opened.choices)
    appellant = models.CharField(max_length=12, choices=Appellant.choices, blank=True)
    grounds = models.TextField(blank=True)
    appeal_late = models.BooleanField(default=False)  # lodged after the month; the officer decides
    late_admitted = models.BooleanField(null=True)  # None: not ruled on yet (grievances.appeals.rule_on_delay)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    state_before = models.CharField(max_length=10, blank=True)
    revision = models.PositiveIntegerField(default=0)
    filed_at = models.DateTimeField()  # from when this turn's limit counts
    opened_at = models.DateTimeField()  # when the seat got it
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField()
    lapses_at = models.DateTimeField()
    lapsed_at = models.DateTimeField(null=True)  # noted by the loop; the turn stays open
    extended_days = models.PositiveIntegerField(default=0)
    explanation = models.JSONField(default=dict)
    act_after = models.DateTimeField(null=True)
    warn_after = models.DateTimeField(null=True)  # when to look for a warning; null: not looked at yet
    undated = models.JSONField(null=True)  # filed while the clock was behind: by which reading (grievances.dating)
    scrutiny = models.JSONField(default=dict)  # the nine answers (7.1.1(ক))

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grievance", "number"], name="referral_number"),
            models.UniqueConstraint(
                fields=["grievance"], condition=Q(state__in=OPEN), name="one_open_turn_a_grievance"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OPEN) | Q(act_after__isnull=False), name="open_turn_has_a_next_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["seat", "due_on", "id"], condition=Q(state__in=OPEN), name="referral_queue"),
            models.Index(fields=["act_after"], condition=Q(act_after__isnull=False), name="referral_next_moment"),
            models.Index(fields=["warn_after"], condition=Q(state__in=OPEN), name="referral_next_warning"),
        ]

    def __str__(self) -> str:
        return f"{self.grievance_id} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def delay_unruled(self) -> bool:
        """Whether it is an appeal after the month, and nobody has ruled on the delay (appeals.rule_on_delay)."""
        return self.appeal_late and self.late_admitted is None

    def late_at(self, at: datetime) -> bool:
        return self.is_open and self.lapses_at <= at

    @property
    def without_name(self) -> bool:
        """Whether somebody complains without a name; of its own motion the office needs none."""
        return self.grievance.anonymous and self.grievance.medium != Medium.SUO_MOTU

    # Verbs

    def record(
        self, verb: str, *, by: Author, at: datetime, facts: Mapping[str, Any] | None = None, **more: Any
    ) -> GrievanceEvent:
        return self.grievance.record(verb, by=by, at=at, facts=facts, referral=self, **more)

    def _move(
        self, to: str, verb: str, *, by: Author, at: datetime, facts: Mapping[str, Any] | None = None, **changes: Any
    ) -> GrievanceEvent:
        event: GrievanceEvent = move(self, to, verb, by=by, at=at, facts=facts, **changes)
        return event

    def accept(self, *, by: Author, at: datetime, scrutiny: Mapping[str, str], discretion: str = "") -> GrievanceEvent:
        """Take it up after the nine questions (7.1.1(ক)); every one is answered yes, no or unclear.

        Of an excluded matter the broken standard alone is taken (7.1.1(গ)). Whether one without a name is acted on is
        at the officer's discretion, with the reason.
        """
        _check_scrutiny(scrutiny)
        if self.delay_unruled:
            raise RuleBroken(_("আপিলটি মাস পেরিয়ে এসেছে; আগে দেরি গ্রহণ করা হবে কি না, ঠিক করুন।"))
        if self.without_name and not discretion.strip():
            raise RuleBroken(_("পরিচয় ছাড়া অভিযোগ কেন আমলে নেওয়া হচ্ছে, লিখুন; না নিলে কারণসহ নথিজাত করুন।"))
        facts = {"standard_alone": steps.excluded(scrutiny), "discretion": discretion.strip()}
        return self._move(State.ACCEPTED, "grievance.accepted", by=by, at=at, facts=facts, scrutiny=dict(scrutiny))

    @transaction.atomic
    def scrutinise(self, *, by: Author, at: datetime, scrutiny: Mapping[str, str]) -> GrievanceEvent:
        """Keep the nine answers (7.1.1(ক)) before it is accepted, forwarded or filed away; they may be given anew."""
        _check_scrutiny(scrutiny)
        mine = Referral.objects.open().filter(pk=self.pk, revision=self.revision)
        if not mine.update(scrutiny=dict(scrutiny), revision=self.revision + 1):
            raise Overtaken(self)
        self.refresh_from_db(fields=["scrutiny", "revision"])
        return self.record("grievance.scrutinised", by=by, at=at)

    def shelve(self, *, by: Author, at: datetime, reason: str, instead: str, memo_no: str = "") -> GrievanceEvent:
        """নথিজাত: not admissible, with the reason and what can be done instead (7.1(ক)v)."""
        return decide(self, Outcome.SHELVED, by=by, at=at, reasons=reason, instead=instead, memo_no=memo_no)

    @transaction.atomic
    def ask_information(self, *, by: Author, at: datetime, text: str, memo_no: str = "") -> GrievanceEvent:
        """Ask the complainant for more. The guideline knows no pause: the limit runs on."""
        if not text.strip():
            raise RuleBroken(_("কী তথ্য দরকার তা লিখুন; অভিযোগকারী এটি পড়বেন।"))
        facts = {"text": text.strip(), "memo_no": memo_of(by, memo_no, at=at)}
        return self._move(
            State.RETURNED, "grievance.information_asked", by=by, at=at, facts=facts, state_before=self.state
        )

    def give_information(self, *, by: Author, at: datetime, text: str) -> GrievanceEvent:
        before = self.state_before or State.RECEIVED
        facts = {"text": text.strip()}
        return self._move(before, "grievance.information_given", by=by, at=at, facts=facts, state_before="")

    def withdraw(self, *, by: Author, at: datetime, reason: str = "") -> GrievanceEvent:
        changes = {"closed_at": at, "act_after": None}
        return self._move(
            State.WITHDRAWN, "grievance.withdrawn", by=by, at=at, facts={"reason": reason.strip()}, **changes
        )

    def send_on(self, verb: str, to: str, *, by: Author, at: datetime, facts: Mapping[str, Any]) -> GrievanceEvent:
        """Close this turn because another begins (grievances.forwarding, grievances.appeals)."""
        return self._move(to, verb, by=by, at=at, facts=facts, closed_at=at, act_after=None)

    @transaction.atomic
    def reopen(self, *, by: Author, at: datetime, reason: str) -> GrievanceEvent:
        """Take a decided grievance up again: "not solved". The first decision stays; the limit begins anew."""
        if not reason.strip():
            raise RuleBroken(_("কেন আবার খোলা হচ্ছে তা লিখুন।"))
        to = State.ACCEPTED if self.state == State.DISPOSED else State.RECEIVED
        reckoned = clocks.reckon(self, at=at)
        facts = {"reason": reason.strip(), "due_on": str(reckoned["due_on"])}
        if self.seat.outside:
            Packet.want_anew(self, at=at)
        return self._move(
            to, "grievance.reopened", by=by, at=at, facts=facts, closed_at=None, filed_at=at, lapsed_at=None,
            extended_days=0, **reckoned,
        )  # fmt: skip


def _check_scrutiny(scrutiny: Mapping[str, str]) -> None:
    if len(scrutiny) != len(steps.QUESTIONS) or not all(scrutiny.values()):
        raise RuleBroken(_("যাচাই-বাছাইয়ের নয়টি প্রশ্নের প্রতিটির উত্তর দিন।"))


Outcome = decisions.Outcome


@transaction.atomic
def decide(
    referral: Referral,
    outcome: str,
    *,
    by: Author,
    at: datetime,
    reasons: str,
    instead: str = "",
    memo_no: str = "",
    root_cause: str = "",
    prevention: str = "",
    copies: str = "",
) -> GrievanceEvent:
    """Decide a turn. Raises RuleBroken without reasons or scrutiny, where the outcome is not this tier's to give, or
    where what it rests on (an order obeyed, a report; 7.4) is not on file."""
    if referral.state == State.RECEIVED and outcome != Outcome.SHELVED and not referral.seat.outside:
        raise RuleBroken(_("আগে যাচাই-বাছাইয়ের নয়টি প্রশ্নের উত্তর দিয়ে গ্রহণ করুন।"))
    if referral.tier not in decisions.RULES[outcome].tiers:
        raise RuleBroken(_("এই ধাপে এই সিদ্ধান্ত দেওয়া যায় না।"))
    if not reasons.strip() or (outcome == Outcome.SHELVED and not instead.strip()):
        raise RuleBroken(_("সিদ্ধান্তের কারণ, এবং নথিজাত করলে অভিযোগকারী এখন কী করতে পারেন, লিখুন।"))
    if missing := closing.lacking(referral, outcome):
        raise RuleBroken(missing)
    office, shelved = referral.grievance.office, outcome == Outcome.SHELVED
    act_by = clocks.ministry_acts_by(office, at) if outcome == Outcome.CELL else None
    facts = {"outcome": outcome, "clause": decisions.RULES[outcome].clause, "reasons": reasons.strip()}
    event = referral._move(
        State.SHELVED if shelved else State.DISPOSED,
        "grievance.shelved" if shelved else "grievance.disposed",
        by=by, at=at, facts=facts | {"instead": instead.strip()}, closed_at=at,
        act_after=midnight_after(act_by) if act_by else None,
    )  # fmt: skip
    Decision.objects.create(
        referral=referral, outcome=outcome, reasons=reasons.strip(), instead=instead.strip(),
        memo_no=memo_of(by, memo_no, at=at), by=by.posting, by_name=by.name, at=at, tell_by=clocks.tell_by(office, at),
        act_by=act_by, root_cause=root_cause.strip(), prevention=prevention.strip(), copies=copies.strip(),
    )  # fmt: skip
    return event
