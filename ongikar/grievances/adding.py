"""What comes with the same words a second time goes to the first grievance: files it lacks, an e-mail address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.bangla.mails import same_mail
from ongikar.cases.files import Received, lacking
from ongikar.grievances.complaining import attach
from ongikar.grievances.models import Complainant, Grievance
from ongikar.journal.authors import Author


def takes(grievance: Grievance, email: str) -> bool:
    """Whether the same words, sent with this e-mail address or none, belong to it; else they complain anew."""
    who = grievance.complainant
    known = who.email if who else ""
    return grievance.current.is_open and (not email or not known or same_mail(known, email))


@transaction.atomic
def add_to(
    grievance: Grievance,
    *,
    documents: Sequence[Received] = (),
    email: str = "",
    consented: bool = False,
    by: Author,
    at: datetime,
) -> bool:
    """Add what it lacks, and return whether there was anything; sent twice, it is added once.

    Whoever has the grievance is told of files and address. Where nothing of it is kept here (`sealed`), nothing is
    added either.
    """
    if grievance.sealed:
        return False
    Grievance.objects.select_for_update(of=("self",)).get(pk=grievance.pk)  # two clicks wait for each other here
    files = lacking(documents, grievance.files.values_list("name", "sha256"))
    attach(grievance, files, by=by, at=at)
    written = bool(email) and _write_email(grievance, email)
    if files or written:
        facts: dict[str, Any] = {"files": [one.name for one in files], "email": written}
        grievance.record("grievance.added_to", by=by, at=at, facts=facts, referral=grievance.current)
    agreed = consented and _consent(grievance, at)
    return bool(files) or written or agreed


def _consent(grievance: Grievance, at: datetime) -> bool:
    """Note the consent that was not given with the first sending; returns whether it is new."""
    who = grievance.complainant
    return bool(who and Complainant.objects.filter(pk=who.pk, consented_at=None).update(consented_at=at))


def _write_email(grievance: Grievance, email: str) -> bool:
    """Write the address of who complains, where there was none."""
    who = grievance.complainant
    return bool(who and Complainant.objects.filter(pk=who.pk, email="").update(email=email))
