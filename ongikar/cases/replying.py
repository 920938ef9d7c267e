"""What an applicant writes on a case: kept, whatever has become of the case while the page stood open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from ongikar.cases.files import Received, lacking
from ongikar.cases.mistakes import going_on
from ongikar.cases.models import Case, CaseEvent, Message
from ongikar.clock.steady import LEAP
from ongikar.journal.authors import Author
from ongikar.rules import Overtaken

TRIES = 3
SAME_FOR = timedelta(minutes=30)


def write(
    case: Case,
    *,
    body: str,
    documents: Sequence[Received] = (),
    by: Author,
    at: datetime,
    noticed_at: datetime | None = None,
) -> CaseEvent:
    """Keep words and files with the case; those on a void one go to the case in its place. The fact names the case.

    Words on a closed case are put before the post that had it. That an officer changes the case in the same moment
    loses nothing: it is tried again on what it has become.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            return _written(case, going_on(case), documents, body=body, by=by, at=at, noticed_at=noticed_at)
        except Overtaken:
            if not tries_left:
                raise
            case.refresh_from_db()
    raise AssertionError("the last try returns or raises")


def _said_just_now(case: Case, body: str, documents: Sequence[Received], at: datetime) -> CaseEvent | None:
    """The fact of the same words and files, sent a moment ago; None once the office has done something since."""
    last, said = case.events.last(), case.messages.filter(kind=Message.Kind.FROM_REQUESTER).last()
    if last is None or last.verb not in ("case.replied", "case.resumed") or said is None:
        return None
    same = said.body == body and at - SAME_FOR < said.at <= at + LEAP
    return last if same and not lacking(documents, case.attachments.values_list("name", "sha256")) else None


@transaction.atomic
def _written(
    case: Case,
    on: Case,
    documents: Sequence[Received],
    *,
    body: str,
    by: Author,
    at: datetime,
    noticed_at: datetime | None,
) -> CaseEvent:
    Case.objects.select_for_update(of=("self",)).get(pk=on.pk)  # two clicks wait for each other here
    if known := _said_just_now(on, body, documents, at):
        return known
    if on is not case:
        kind = Message.Kind.FROM_REQUESTER
        Message.objects.create(case=case, kind=kind, body=body, by_posting=by.posting, by_name=by.name, at=at)
    on.attach(lacking(documents, on.attachments.values_list("name", "sha256")), by=by, at=at)
    return on.reply(body=body, by=by, at=at, papers=len(documents), noticed_at=noticed_at)
