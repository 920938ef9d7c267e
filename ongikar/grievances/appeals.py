"""Appeal (ক-২, ক-৪): by the complainant, the officer or whoever is complained of, within one month (6.2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.clock.hours import in_dhaka
from ongikar.grievances import clocks
from ongikar.grievances.forwarding import open_turn, pass_conflict_up
from ongikar.grievances.lifecycle import DECIDED, State
from ongikar.grievances.models import Referral
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import Author
from ongikar.rules import RuleBroken


def appeal_from(turn: Referral) -> datetime | None:
    """From when the month of an appeal counts: the later of the notice of the result and the lapse.

    The guideline does not say (a named setting has this proposal). None: there is nothing to appeal from yet.
    """
    told = [decision.told_at or decision.at for decision in turn.decisions.all()] if turn.state in DECIDED else []
    lapsed = [turn.lapsed_at] if turn.lapsed_at else []
    return max(told + lapsed, default=None)


def appeal_by(turn: Referral) -> date | None:
    """The last day of the month; None where there is nothing to appeal from yet."""
    since = appeal_from(turn)
    return clocks.appeal_by(turn.grievance.office, since) if since else None


def may_appeal(turn: Referral) -> bool:
    return turn.state in DECIDED or (turn.is_open and turn.lapsed_at is not None)


@transaction.atomic
def appeal(
    turn: Referral, *, appellant: str, grounds: str, by: Author, at: datetime, opened_by: str = Referral.Opened.APPEAL
) -> Referral:
    """Lodge an appeal: the next tier's turn begins, with its own limit from this day.

    A late one is taken, marked, and left to the appeal officer. Raises RuleBroken where it is not decided and
    not lapsed, was appealed already, or where no tier is left.
    """
    if not may_appeal(turn):
        raise RuleBroken(_("এখনো আপিলের সময় হয়নি: সিদ্ধান্ত হয়নি, সময়সীমাও পেরোয়নি; অথবা আপিল আগেই হয়েছে।"))
    seat = seat_of(turn.grievance.office, turn.tier + 1)
    if seat is None:
        raise RuleBroken(_("এই সনদে এর পরে আর কোনো ধাপ নেই। বাইরের প্রতিকারগুলো দেখুন।"))
    last = appeal_by(turn)
    late = last is not None and in_dhaka(at).date() > last
    facts = {"appellant": appellant, "tier": seat.tier, "to": seat.title, "late": late}
    turn.send_on("grievance.appealed", State.APPEALED, by=by, at=at, facts=facts)
    following = open_turn(
        turn.grievance, seat, opened_by=opened_by, limit_tier=seat.tier, filed_at=at, at=at, appellant=appellant,
        grounds=grounds.strip(), appeal_late=late,
    )  # fmt: skip
    return pass_conflict_up(following, at=at, by=by)


def take_up(turn: Referral, *, by: Author, at: datetime, reason: str) -> Referral:
    """The appeal officer takes up, of his own motion, what the tier below left undecided past its limit (5.2)."""
    if not reason.strip():
        raise RuleBroken(_("কেন নিজে হাতে নিচ্ছেন তা লিখুন; অভিযোগকারী এটি পড়বেন।"))
    if turn.lapsed_at is None or not turn.is_open:
        raise RuleBroken(_("শুধু সময়সীমা পেরিয়ে যাওয়া অভিযোগ নিজে হাতে নেওয়া যায়।"))
    return appeal(turn, appellant="", grounds=reason, by=by, at=at, opened_by=Referral.Opened.OWN_MOTION)
