"""Suggestions: of a simpler service, of law or rules, of something new; received with a number, and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ongikar.bangla.mails import same_mail
from ongikar.cases.references import new_reference
from ongikar.grievances.around.models import Suggestion
from ongikar.journal.authors import requester
from ongikar.offices.models import Office, Posting
from ongikar.offices.people import record
from ongikar.rules import Overtaken, RuleBroken


def suggest(
    office: Office, *, kind: str, effect: str, text: str, intake_key: str, at: datetime, by: Posting | None, **more: Any
) -> Suggestion:
    """Receive a suggestion; the same `intake_key` returns the one already made. `by`: who wrote it down at the desk.

    `more`: service, name, phone, e-mail; none of them is needed. Raises RuleBroken without words.
    """
    if not text.strip():
        raise RuleBroken(_("আপনার পরামর্শটি লিখুন।"))
    if known := suggested_as(intake_key):
        return known
    try:
        with transaction.atomic():
            made = Suggestion.objects.create(
                reference=new_reference(), intake_key=intake_key, office=office, kind=kind, effect=effect,
                text=text.strip(), taken_by=by, filed_at=at, **more,
            )  # fmt: skip
            author = by.author() if by else requester("")
            record(office, "suggestion.received", by=author, at=at, facts={"suggestion": made.reference})
        made.is_new = True
        return made
    except IntegrityError:
        return Suggestion.objects.get(intake_key=intake_key)


def suggested_as(intake_key: str) -> Suggestion | None:
    """The suggestion that came under this key; None where there is none yet."""
    return Suggestion.objects.filter(intake_key=intake_key).first()


def takes(suggestion: Suggestion, email: str) -> bool:
    """Whether the same words, sent with this e-mail address or none, belong to it; else they are another."""
    known = suggestion.email
    return suggestion.answered_at is None and (not email or not known or same_mail(known, email))


@transaction.atomic
def add_email(suggestion: Suggestion, email: str, *, at: datetime) -> bool:
    """Write the address that came with the same words, where there was none; returns whether it did."""
    if not email or not Suggestion.objects.filter(pk=suggestion.pk, email="").update(email=email):
        return False
    facts: dict[str, object] = {"suggestion": suggestion.reference}
    record(suggestion.office, "suggestion.email_added", by=requester(suggestion.name), at=at, facts=facts)
    return True


@transaction.atomic
def answer_suggestion(suggestion: Suggestion, *, text: str, how: str = "", by: Posting, at: datetime) -> None:
    """Answer it, once; whoever sent it reads the answer by number and code. `how`: how he was told besides."""
    if not text.strip():
        raise RuleBroken(_("পরামর্শের উত্তর লিখুন: কী করা হবে, বা কেন নয়।"))
    changed = Suggestion.objects.filter(pk=suggestion.pk, answered_at=None).update(
        answer=text.strip(), answered_by=by, answered_at=at, told_how=how.strip()
    )
    if not changed:
        raise Overtaken(suggestion)
    facts: dict[str, object] = {"suggestion": suggestion.reference}
    record(suggestion.office, "suggestion.answered", by=by.author(), at=at, facts=facts)
