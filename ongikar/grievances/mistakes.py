"""Putting right who complains, where it was keyed in wrongly: with a trace, and never by whoever is complained of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.mistakes import put_right, went_wrong
from ongikar.grievances.guard import concerned_accounts
from ongikar.grievances.models import GrievanceEvent, Referral
from ongikar.journal.authors import Author
from ongikar.rules import Overtaken, RuleBroken

CORRIGIBLE = ("name", "mobile", "email", "present_address", "permanent_address", "institution", "designation")


@transaction.atomic
def correct_complainant(turn: Referral, *, by: Author, at: datetime, fields: Mapping[str, str]) -> GrievanceEvent:
    """Put right who complains, at the turn that the grievance is in or was in last; what stood there before stays in
    the journal.

    Where letters went to somebody else, link and code are useless from now on, and what was told is told again
    (notices.again). Raises RuleBroken where nothing was changed, where nobody would be reached any more, where no name
    is kept, and for whoever is complained of; Overtaken where a colleague was quicker; KeyError for a field that is
    not to be put right.
    """
    if unknown := set(fields) - set(CORRIGIBLE):
        raise KeyError(*unknown)
    grievance = turn.grievance
    if by.posting is not None and by.posting.account_id in concerned_accounts(grievance):
        raise RuleBroken(_("অভিযোগটি আপনার বিরুদ্ধে; অভিযোগকারীর তথ্য আপনি বদলাতে পারেন না।"))
    who = grievance.complainant
    if who is None:
        raise RuleBroken(_("এই অভিযোগে অভিযোগকারীর কোনো তথ্য রাখা নেই।"))
    if not Referral.objects.filter(pk=turn.pk, revision=turn.revision).update(revision=turn.revision + 1):
        raise Overtaken(turn)
    told_on_paper = not (who.mobile or who.email)
    changed = put_right(who, fields)
    if not who.can_be_told:
        raise RuleBroken(_("ফল জানানোর একটি উপায় রাখুন: মোবাইল, ই-মেইল বা ঠিকানা।"))
    turn.revision += 1
    wrong = went_wrong(changed, "mobile", "email", *(["present_address"] if told_on_paper else []))
    if wrong:
        grievance.revoke_link(by=by, at=at)
    return turn.record("grievance.corrected", by=by, at=at, facts={"changed": changed, "renewed": wrong})
