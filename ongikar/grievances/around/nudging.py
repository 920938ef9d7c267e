"""Nudges (তাগিদ): whoever stands above reminds the deciding officer; the complainant does so by a tap.

Nobody who is complained of reminds, and nobody who is complained of is reminded.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ongikar.bangla.dates import short_date
from ongikar.clock.hours import in_dhaka
from ongikar.clock.steady import LEAP
from ongikar.grievances import guard
from ongikar.grievances.around.models import Nudge
from ongikar.grievances.models import GrievanceEvent, Referral
from ongikar.journal.authors import Author
from ongikar.rules import RuleBroken


@transaction.atomic
def nudge(turn: Referral, *, by: Author, at: datetime, text: str, memo_no: str = "") -> GrievanceEvent:
    """The head, the appeal officer or the coordinator reminds whoever decides (5.2, 5.4): once a day for a turn.

    Raises RuleBroken without words, on a turn that is over, where the author is complained of, and where
    nobody sits there who is not: whoever is complained of is never reminded of a grievance.
    """
    if not text.strip():
        raise RuleBroken(_("তাগিদে কী বলতে চান লিখুন।"))
    _check_open(turn)
    concerned = guard.concerned_accounts(turn.grievance)
    if by.posting is not None and by.posting.account_id in concerned:
        raise RuleBroken(_("আপনার বিরুদ্ধেও অভিযোগ; তাই এই অভিযোগে আপনি তাগিদ দিতে পারেন না।"))
    if not turn.seat.outside and not guard.deciders(turn.seat, concerned, at):
        raise RuleBroken(_("এই ধাপে এখন এমন কেউ নেই, যিনি এটি নিষ্পত্তি করতে পারেন। আগে পদে কাউকে বসান।"))
    row = Nudge(
        referral=turn, by=by.posting, by_name=by.name, to_name=turn.seat.title, text=text.strip(),
        memo_no=memo_no.strip(), day=in_dhaka(at).date(), at=at,
    )  # fmt: skip
    _save_once(row, _("আজ একটি তাগিদ দেওয়া হয়েছে; কাল আবার দেওয়া যাবে।"))
    facts = {"text": row.text, "memo_no": row.memo_no, "nudge": row.pk, "due_on": str(turn.due_on)}
    return turn.record("grievance.nudged", by=by, at=at, facts=facts)


def due_told(row: Nudge) -> date:
    """The date that the letter of a reminder names: the turn's as it was then."""
    event = row.referral.events.filter(verb="grievance.nudged", facts__nudge=row.pk).first()
    said = event.facts.get("due_on") if event else None
    return date.fromisoformat(said) if said else row.referral.due_on


@transaction.atomic
def remind(turn: Referral, *, by: Author, at: datetime) -> GrievanceEvent:
    """The complainant's own reminder, once in `ONGIKAR_REMINDER_DAYS` and not sooner after the turn began."""
    _check_open(turn)
    if at < (opens := may_remind_from(turn, at)):
        day = short_date(in_dhaka(opens).date(), "en" if get_language() == "en" else "bn")
        raise RuleBroken(_("আবার মনে করিয়ে দেওয়া যাবে %(day)s থেকে।") % {"day": day})
    row = Nudge(referral=turn, by_name=by.name, to_name=turn.seat.title, day=in_dhaka(at).date(), at=at)
    _save_once(row, _("আজ মনে করিয়ে দেওয়া হয়েছে।"))
    return turn.record("grievance.reminded", by=by, at=at)


def may_remind_from(turn: Referral, at: datetime) -> datetime:
    """From when the complainant may remind: the period after the turn began, or after the last reminder."""
    last = turn.nudges.filter(by=None, at__lte=at + LEAP).last()
    return (last.at if last else turn.opened_at) + timedelta(days=settings.REMINDER_DAYS)


def _check_open(turn: Referral) -> None:
    if not turn.is_open:
        raise RuleBroken(_("এই ধাপের কাজ শেষ হয়েছে; আর তাগিদের দরকার নেই।"))


def _save_once(row: Nudge, refusal: str) -> None:
    """The database has the last word: two taps in one second make one reminder."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise RuleBroken(refusal) from twice
