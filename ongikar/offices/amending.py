"""An office's own facts: what its charter seldom prints, and what a receipt carries."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.journal.authors import Author
from ongikar.offices.models import Office
from ongikar.offices.people import record
from ongikar.rules import RuleBroken

AMENDABLE = (
    "name_bn", "name_en", "body_bn", "body_en", "address_bn", "address_en", "phone", "email", "website",
)  # fmt: skip


@transaction.atomic
def amend_office(office: Office, *, by: Author, at: datetime, **fields: str) -> None:
    """Put name, address, phone, e-mail or site of an office right; the charter's own words stay as they are.

    What stood there before is kept in the journal. Raises RuleBroken where nothing is changed or the name is empty.
    """
    if set(fields) - set(AMENDABLE):
        raise KeyError(*(set(fields) - set(AMENDABLE)))
    given = {name: value.strip() for name, value in fields.items()}
    if not given.get("name_bn", office.name_bn):
        raise RuleBroken(_("দপ্তরের নাম লিখুন।"))
    changed = {name: {"from": getattr(office, name), "to": value} for name, value in given.items()}
    changed = {name: change for name, change in changed.items() if change["from"] != change["to"]}
    if not changed:
        raise RuleBroken(_("কিছুই বদলানো হয়নি।"))
    for name in changed:
        setattr(office, name, given[name])
    office.save(update_fields=list(changed))
    record(office, "office.amended", by=by, at=at, facts={"changed": changed})
