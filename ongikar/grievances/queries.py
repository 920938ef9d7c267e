"""Questions about many grievances. One queryset serves list, count, search and export alike."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ongikar.grievances.lifecycle import OPEN

if TYPE_CHECKING:
    from ongikar.grievances.models import Grievance, Referral  # noqa: F401  mypy reads the quoted names


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

    def due_at(self, now: datetime) -> ReferralQuerySet:
        """Turns whose next moment has come, oldest first."""
        return self.filter(act_after__lte=now).order_by("act_after", "pk")

    def what_lapses_first(self) -> ReferralQuerySet:
        return self.order_by("due_on", "pk")
