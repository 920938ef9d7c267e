"""Questions about many grievances. One queryset serves list, count, search and export alike."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ongikar.grievances.lifecycle import OPEN
from ongikar.offices.models import Posting

if TYPE_CHECKING:
    from ongikar.grievances.models import Grievance, Referral, TierSeat  # noqa: F401  mypy reads the quoted names


class GrievanceQuerySet(models.QuerySet["Grievance"]):
    def before_posts(self, post_ids: list[int]) -> GrievanceQuerySet:
        """Those that are or were before a tier where one of these posts sits."""
        own = Q(referrals__seat__post__in=post_ids) | Q(referrals__seat__alternate__in=post_ids)
        return self.filter(own)

    def without_concerned(self, account_id: int) -> GrievanceQuerySet:
        """Without those in which this person is complained of: they are in no list of his."""
        concerned = self.model._meta.get_field("concerned").related_model
        mine = concerned._default_manager.filter(grievance=OuterRef("pk"), account_id=account_id)
        return self.filter(~Exists(mine))


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> ReferralQuerySet:
        return self.filter(state__in=OPEN)

    def before_post(self, post_id: int) -> ReferralQuerySet:
        """Those before a seat where this post sits, as its holder or alternate."""
        return self.filter(Q(seat__post=post_id) | Q(seat__alternate=post_id))

    def without_concerned(self, account_id: int) -> ReferralQuerySet:
        """Without those of grievances in which this person is complained of."""
        return self.exclude(grievance__concerned__account=account_id)

    def lapsed_below(self, post_id: int) -> ReferralQuerySet:
        """Open turns past their limit, one tier below a seat of this post, or at any tier where it coordinates."""
        seats = self.model._meta.get_field("seat").related_model._default_manager.filter(
            Q(post=post_id) | Q(alternate=post_id), office=OuterRef("seat__office")
        )
        mine = Exists(seats.filter(tier=OuterRef("tier") + 1)) | Exists(seats.filter(tier=0))
        return self.open().filter(mine, lapsed_at__isnull=False)

    def above(self, post_id: int, headed: int | None) -> ReferralQuerySet:
        """Open turns that a post stands above: it sits at the next tier, coordinates, or heads the office (`headed`).

        What it decides itself is not among them.
        """
        seats = self.model._meta.get_field("seat").related_model._default_manager.filter(
            Q(post=post_id) | Q(alternate=post_id), office=OuterRef("seat__office")
        )
        mine = Q(Exists(seats.filter(tier=OuterRef("tier") + 1))) | Q(Exists(seats.filter(tier=0)))
        if headed is not None:
            mine |= Q(grievance__office=headed) | Q(seat__post__office=headed)
        own = self.before_post(post_id).values("pk")
        return self.open().filter(mine).exclude(pk__in=own)

    def before_concerned(self, at: datetime) -> ReferralQuerySet:
        """Open turns before a seat whose holder is complained of, and that the program has not given up on."""
        grievances: Any = self.model._meta.get_field("grievance").related_model
        concerned = grievances._meta.get_field("concerned").related_model
        held = Posting.objects.in_force_at(at).filter(
            post=OuterRef(OuterRef("seat__post")), account=OuterRef("account")
        )
        there = concerned._default_manager.filter(Exists(held), grievance=OuterRef("grievance"))
        return self.open().filter(Exists(there)).exclude(events__verb="grievance.no_seat_left")

    def due_at(self, now: datetime) -> ReferralQuerySet:
        """Turns whose next moment has come, oldest first."""
        return self.filter(act_after__lte=now).order_by("act_after", "pk")

    def undated(self) -> ReferralQuerySet:
        """Opened while the clock was behind: they get their date when it is believed again (grievances.dating)."""
        return self.filter(undated__isnull=False).order_by("pk")

    def what_lapses_first(self) -> ReferralQuerySet:
        return self.order_by("due_on", "pk")


class SeatQuerySet(models.QuerySet["TierSeat"]):
    def of_post(self, post_id: int) -> SeatQuerySet:
        """The seats where this post sits, as its holder or alternate; who coordinates decides nothing there."""
        return self.filter(Q(post=post_id) | Q(alternate=post_id), tier__gte=1)
