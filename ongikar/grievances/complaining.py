"""What the complainant does with a grievance after lodging it: answers, and brings files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.files import Received
from ongikar.grievances import stepping
from ongikar.grievances.acts import Manner
from ongikar.grievances.keeping import keep
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Decision, Grievance, GrievanceEvent, GrievanceFile, Referral, Step
from ongikar.journal.authors import Author
from ongikar.journal.authors import requester as complains
from ongikar.rules import Overtaken, RuleBroken

TRIES = 3


def complainant_of(grievance: Grievance) -> Author:
    """The complainant as author of a fact: without a name where none is kept."""
    return complains(grievance.complainant.name if grievance.complainant else "")


def attach(
    grievance: Grievance,
    documents: Sequence[Received],
    *,
    by: Author,
    at: datetime,
    step: Step | None = None,
    decision: Decision | None = None,
) -> None:
    """Keep files with the grievance. Raises RuleBroken where its text is not kept here either."""
    if documents and grievance.sealed:
        raise RuleBroken(_("এই অভিযোগের কোনো লেখা বা ফাইল এই যন্ত্রে রাখা হয় না; চিঠির সঙ্গে পাঠান।"))
    GrievanceFile.objects.bulk_create(
        keep(one, grievance=grievance, by_name=by.name, at=at, step=step, decision=decision) for one in documents
    )


def asked_now(turn: Referral) -> GrievanceEvent | None:
    """What the complainant is asked for at this moment; None once it was given, or the turn went on."""
    if turn.state != State.RETURNED:
        return None
    return turn.events.filter(verb="grievance.information_asked").order_by("pk").last()


def inform(
    turn: Referral,
    *,
    text: str,
    documents: Sequence[Received] = (),
    by: Author,
    at: datetime,
    asked: int | None = None,
) -> GrievanceEvent:
    """Give the information that was asked for; the turn goes on where it stood.

    What is not, or no longer, asked for is kept all the same and read by whoever has the grievance now: `asked` is
    the fact that the page showed, None where it names none. An officer who acts in the same moment loses nothing.
    """
    if not text.strip():
        raise RuleBroken(_("যে তথ্য চাওয়া হয়েছে তা লিখুন।"))
    for tries_left in reversed(range(TRIES)):
        try:
            return _informed(turn, text.strip(), documents, by=by, at=at, asked=asked)
        except Overtaken:
            if not tries_left:
                raise
            turn = turn.grievance.current
    raise AssertionError("the last try returns or raises")


@transaction.atomic
def _informed(
    turn: Referral, text: str, documents: Sequence[Received], *, by: Author, at: datetime, asked: int | None
) -> GrievanceEvent:
    attach(turn.grievance, documents, by=by, at=at)
    now = asked_now(turn)
    if now is not None and asked in (None, now.pk):
        return turn.give_information(by=by, at=at, text=text)
    return turn.record("grievance.information_given", by=by, at=at, facts={"text": text, "unasked": True})


@transaction.atomic
def answer(
    step: Step, *, text: str, documents: Sequence[Received] = (), code: str = "", by: Author, at: datetime
) -> Step:
    """Answer a step with its files: by the complainant, by whoever was asked, or by whoever takes it down."""
    attach(step.referral.grievance, documents, by=by, at=at, step=step)
    return stepping.answer(step, by=by, at=at, text=text, code=code)


def answer_or_write(step: Step, *, text: str, documents: Sequence[Received], by: Author, at: datetime) -> bool:
    """The complainant's answer; whether it was taken as that. Where one was written down meanwhile, as by phone, his
    own words are kept beside it."""
    try:
        answer(step, text=text, documents=documents, by=by, at=at)
    except Overtaken:
        inform(step.referral.grievance.current, text=text, documents=documents, by=by, at=at, asked=0)
        return False
    return step.referral.is_open


@transaction.atomic
def tell_result(
    decision: Decision, *, manner: str, how: str, documents: Sequence[Received] = (), by: Author, at: datetime
) -> GrievanceEvent:
    """Write down how the result was told (7.4(ছ)). Raises RuleBroken where a bearer's delivery note is missing."""
    grievance = decision.referral.grievance
    if manner == Manner.BEARER and not documents and not grievance.sealed:
        raise RuleBroken(_("বাহকের প্রাপ্তি স্বীকারের কাগজটির ছবি বা PDF দিন; এটি নথিতে থাকবে (৭.৪(ছ))।"))
    attach(grievance, documents, by=by, at=at, decision=decision)
    return decision.tell(how=how, manner=manner, by=by, at=at)
