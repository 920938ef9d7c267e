"""Appeal (ক-২, ক-৪): by the complainant, the officer or whoever is complained of, within one month (6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.files import Received
from ongikar.clock.hours import in_dhaka
from ongikar.grievances import clocks
from ongikar.grievances.complaining import attach
from ongikar.grievances.forwarding import open_turn, pass_conflict_up
from ongikar.grievances.guard import concerned_accounts
from ongikar.grievances.lapsing import note_lapse
from ongikar.grievances.lifecycle import DECIDED, State
from ongikar.grievances.models import GrievanceEvent, Outcome, Referral, Step, decide
from ongikar.grievances.seats import seat_of
from ongikar.grievances.steps import To
from ongikar.journal.authors import Author
from ongikar.offices import watched
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken


def appeal_from(turn: Referral, at: datetime | None = None) -> datetime | None:
    """From when the month of an appeal counts: the later of the notice of the result and the lapse.

    Asked at a moment, a lapse counts whether the loop has noted it yet or not. The guideline does not say (a named
    setting has this proposal). None: there is nothing to appeal from yet.
    """
    told = [decision.told_at or decision.at for decision in turn.decisions.all()] if turn.state in DECIDED else []
    late = turn.lapses_at if at is not None and turn.late_at(at) else None
    lapse = turn.lapsed_at or late
    return max([*told, lapse] if lapse else told, default=None)


def appeal_by(turn: Referral, at: datetime | None = None) -> date | None:
    """The last day of the month; None where there is nothing to appeal from yet."""
    since = appeal_from(turn, at)
    return clocks.appeal_by(turn.grievance.office, since) if since else None


def may_appeal(turn: Referral, at: datetime) -> bool:
    return turn.state in DECIDED or turn.late_at(at)


def appellant_of(turn: Referral, posting: Posting) -> str:
    """As what this person may appeal himself (6.2): complained of, or the officer asked in this turn; '' as nothing."""
    if posting.account_id in concerned_accounts(turn.grievance):
        return Referral.Appellant.CONCERNED
    asked = Step.objects.filter(referral=turn, to=To.OFFICER, to_posting__account=posting.account_id)
    return Referral.Appellant.OFFICER if asked.exists() else ""


def form_of(turn: Referral) -> str:
    """The form of the guideline by which a turn was opened: ক-১, ক-২, ক-৩ or ক-৪ (6.1, 6.2, 6.3)."""
    if turn.opened_by in (Referral.Opened.APPEAL, Referral.Opened.AUTOMATIC):
        return "ক-৪" if turn.tier >= CELL else "ক-২"
    return "ক-৩" if turn.opened_by == Referral.Opened.CONFLICT and turn.tier >= CELL else "ক-১"


CELL = 3
"""The tier of the cell (5.3): an appeal to it has form ক-৪, and a complaint about an appeal officer ক-৩."""


@transaction.atomic
def appeal(
    turn: Referral,
    *,
    appellant: str,
    grounds: str,
    by: Author,
    at: datetime,
    opened_by: str = Referral.Opened.APPEAL,
    documents: Sequence[Received] = (),
    keyed: bool = False,
) -> Referral:
    """Lodge an appeal: the next tier's turn begins, with its own limit from this day.

    `keyed`: somebody writes down one that came on paper. A late one is taken, marked, and left to the appeal
    officer. Raises RuleBroken where it is not decided and not lapsed, was appealed already, is not this
    person's to lodge, or where no tier is left.
    """
    if not may_appeal(turn, at):
        raise RuleBroken(_("এখনো আপিলের সময় হয়নি: সিদ্ধান্ত হয়নি, সময়সীমাও পেরোয়নি; অথবা আপিল আগেই হয়েছে।"))
    _check_appellant(turn, appellant, by, keyed=keyed)
    seat = seat_of(turn.grievance.office, turn.tier + 1)
    if seat is None:
        raise RuleBroken(_("এই সনদে এর পরে আর কোনো ধাপ নেই। বাইরের প্রতিকারগুলো দেখুন।"))
    last = appeal_by(turn, at)
    if turn.is_open and turn.lapsed_at is None and not watched.in_doubt():
        note_lapse(turn, at)
    late = last is not None and in_dhaka(at).date() > last
    facts = {"appellant": appellant, "tier": seat.tier, "to": seat.title, "late": late, "keyed": keyed}
    turn.send_on("grievance.appealed", State.APPEALED, by=by, at=at, facts=facts)
    attach(turn.grievance, documents, by=by, at=at)
    following = open_turn(
        turn.grievance, seat, opened_by=opened_by, limit_tier=seat.tier, filed_at=at, at=at, appellant=appellant,
        grounds=grounds.strip(), appeal_late=late,
    )  # fmt: skip
    return pass_conflict_up(following, at=at, by=by)


def _check_appellant(turn: Referral, appellant: str, by: Author, *, keyed: bool) -> None:
    """An officer appeals for himself or not at all; of what is keyed in, only nothing of his own case."""
    posting = by.posting
    if posting is None or not appellant:
        return
    own = appellant_of(turn, posting)
    if keyed and own == Referral.Appellant.CONCERNED:
        raise RuleBroken(_("অভিযোগটি আপনার বিরুদ্ধে; অন্যের আপিল আপনি লিখে নিতে পারেন না।"))
    if not keyed and own != appellant:
        raise RuleBroken(_("আপিল করতে পারেন শুধু অভিযোগকারী, দায়িত্বপ্রাপ্ত কর্মকর্তা বা যাঁর বিরুদ্ধে অভিযোগ (৬.২)।"))


@transaction.atomic
def rule_on_delay(turn: Referral, *, admitted: bool, by: Author, at: datetime, reason: str) -> GrievanceEvent:
    """The appeal officer admits an appeal lodged after the month, or does not and files it, with his reason (6.2)."""
    if not turn.delay_unruled or not turn.is_open:
        raise RuleBroken(_("এই আপিলে দেরি নিয়ে সিদ্ধান্তের কিছু নেই।"))
    if not reason.strip():
        raise RuleBroken(_("কেন দেরি গ্রহণ করছেন বা করছেন না, লিখুন; অভিযোগকারী এটি পড়বেন।"))
    if not Referral.objects.filter(pk=turn.pk, late_admitted__isnull=True).update(late_admitted=admitted):
        raise Overtaken(turn)
    turn.refresh_from_db(fields=["late_admitted"])
    verb = "grievance.delay_admitted" if admitted else "grievance.delay_refused"
    event = turn.record(verb, by=by, at=at, facts={"reason": reason.strip()})
    if admitted:
        return event
    instead = _("অভিযোগের পাতায় এখন কী করা যায়, লেখা আছে; নতুন ঘটনা হলে নতুন করে অভিযোগ করা যায়।")
    return decide(turn, Outcome.SHELVED, by=by, at=at, reasons=reason, instead=instead)


def take_up(turn: Referral, *, by: Author, at: datetime, reason: str) -> Referral:
    """The appeal officer takes up, of his own motion, what the tier below left undecided past its limit (5.2)."""
    if not reason.strip():
        raise RuleBroken(_("কেন নিজে হাতে নিচ্ছেন তা লিখুন; অভিযোগকারী এটি পড়বেন।"))
    if not turn.late_at(at):
        raise RuleBroken(_("শুধু সময়সীমা পেরিয়ে যাওয়া অভিযোগ নিজে হাতে নেওয়া যায়।"))
    return appeal(turn, appellant="", grounds=reason, by=by, at=at, opened_by=Referral.Opened.OWN_MOTION)
