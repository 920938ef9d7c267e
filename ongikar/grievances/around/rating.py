"""Rating a decision: one to five with a comment, for the complaint and for each appeal by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.grievances.around.models import Rating
from ongikar.grievances.models import Grievance, GrievanceEvent, Referral
from ongikar.journal.authors import Author
from ongikar.rules import RuleBroken

STARS = range(1, 6)
UNHAPPY = 2
"""From so few stars down what can still be done is laid open beside the rating."""


def rated_turns(grievance: Grievance) -> list[Referral]:
    """The turns that were decided, each of which can be rated; the latest first."""
    turns = grievance.referrals.filter(decisions__isnull=False).select_related("rating", "seat")
    return list(turns.distinct().order_by("-number"))


@transaction.atomic
def rate(turn: Referral, *, stars: int, comment: str = "", by: Author, at: datetime) -> GrievanceEvent:
    """Rate how a turn was decided; a later rating replaces the one before.

    Where an officer writes down what was said on the phone, that is kept with it. Raises RuleBroken before a decision.
    """
    if stars not in STARS or not turn.decisions.exists():
        raise RuleBroken(_("সিদ্ধান্তের পরে এক থেকে পাঁচের মধ্যে মূল্যায়ন করা যায়।"))
    Rating.objects.update_or_create(
        referral=turn,
        defaults={"stars": stars, "comment": comment.strip(), "at": at, "taken_by": by.posting},
    )
    return turn.record("grievance.rated", by=by, at=at, facts={"stars": stars, "comment": comment.strip()})
