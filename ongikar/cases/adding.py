"""What comes with the same words a second time goes to the first: files it lacks, an e-mail address it had not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ongikar.cases.files import Received, lacking
from ongikar.cases.mistakes import correct_requester
from ongikar.cases.models import Case, Message
from ongikar.cases.replying import write
from ongikar.journal.authors import Author


def takes(case: Case, email: str) -> bool:
    """Whether the same words, sent with this e-mail address or none, belong to this case; else they ask anew."""
    return case.is_open and (not email or case.requester.email in ("", email))


@transaction.atomic
def add_to(
    case: Case,
    *,
    documents: Sequence[Received] = (),
    email: str = "",
    said: str = "",
    by: Author,
    at: datetime,
    noticed_at: datetime | None = None,
) -> bool:
    """Add what the case lacks, and return whether there was anything; sent twice, it is added once.

    `said` is what goes into the case as the requester's message, where it is not there yet: without it, files
    are told by their names. Whoever has the case reads it there.
    """
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # two clicks wait for each other here
    files = lacking(documents, case.attachments.values_list("name", "sha256"))
    body = said or "\n".join(one.name for one in files)
    spoken = case.messages.filter(kind=Message.Kind.FROM_REQUESTER, body=body).exists() if body else True
    added = False
    if files or not spoken:
        write(case, documents=files, body=body, by=by, at=at, noticed_at=noticed_at)
        added = True
    if email and not case.requester.email:
        correct_requester(case, by=by, at=at, fields={"email": email})
        added = True
    return added
