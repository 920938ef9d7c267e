"""What comes with the same words a second time goes to the first: files it lacks, an e-mail address it had not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ongikar.bangla.mails import same_mail
from ongikar.cases.files import Received, lacking
from ongikar.cases.mistakes import correct_requester
from ongikar.cases.models import Case, Message, Requester
from ongikar.cases.replying import write
from ongikar.journal.authors import Author


def takes(case: Case, email: str) -> bool:
    """Whether the same words, sent with this e-mail address or none, belong to this case; else they ask anew."""
    known = case.requester.email
    return case.is_open and (not email or not known or same_mail(known, email))


@transaction.atomic
def add_to(
    case: Case,
    *,
    documents: Sequence[Received] = (),
    email: str = "",
    consented: bool = False,
    said: str = "",
    by: Author,
    at: datetime,
    noticed_at: datetime | None = None,
) -> bool:
    """Add what the case lacks, and return whether there was anything; sent twice, it is added once.

    `said` is what goes into the case as the requester's message, where it is not his last word: without it, files
    are told by their names. Whoever has the case reads it there. `consented`: the requester agrees that what he
    told is kept and used.
    """
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # two clicks wait for each other here
    files = lacking(documents, case.attachments.values_list("name", "sha256"))
    body = said or "\n".join(one.name for one in files)
    spoken = not body or body == words_of_requester(case)[-1]
    added = False
    if files or not spoken:
        write(case, documents=files, body=body, by=by, at=at, noticed_at=noticed_at)
        added = True
    if email and not case.requester.email:
        correct_requester(case, by=by, at=at, fields={"email": email})
        added = True
    return _consent(case, at) or added if consented else added


def words_of_requester(case: Case) -> list[str]:
    """What was asked, and all that the requester wrote since."""
    return [case.matter, *case.messages.filter(kind=Message.Kind.FROM_REQUESTER).values_list("body", flat=True)]


def _consent(case: Case, at: datetime) -> bool:
    """Note the consent that was not given with the first sending; returns whether it is new."""
    return bool(Requester.objects.filter(pk=case.requester_id, consented_at=None).update(consented_at=at))
