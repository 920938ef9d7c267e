"""Who is complained of, as scrutiny shows it: where that is the officer himself, it leaves his desk at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.grievances.forwarding import pass_conflict_up
from ongikar.grievances.guard import concerned
from ongikar.grievances.models import Concerned, GrievanceEvent, Referral
from ongikar.journal.authors import SYSTEM, Author
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken


@transaction.atomic
def name(turn: Referral, *, people: Sequence[Posting], by: Author, at: datetime) -> GrievanceEvent:
    """Put down who is complained of beside those known already: whom a written name means, or the officer himself.

    Nobody is taken off. Where somebody named sits at this tier it goes up the same moment, by the program
    (7.1(ক)ii). Raises RuleBroken where nobody new is named, or the turn is over, and Overtaken where a colleague was
    quicker: he may have named the same person.
    """
    if not turn.is_open:
        raise RuleBroken(_("এই ধাপের কাজ শেষ হয়েছে; এখানে আর পদক্ষেপ নেওয়া যায় না।"))
    if not Referral.objects.open().filter(pk=turn.pk, revision=turn.revision).update(revision=turn.revision + 1):
        raise Overtaken(turn)
    known = set(turn.grievance.concerned.values_list("account_id", flat=True))
    new = {one.account_id: one for one in people if one.account_id not in known}
    if not new:
        raise RuleBroken(_("এমন কাউকে বেছে নিন, যাঁর নাম এই অভিযোগে এখনো লেখা নেই।"))
    rows = [concerned(one, Concerned.Because.NAMED) for one in new.values()]
    for row in rows:
        row.grievance = turn.grievance
    Concerned.objects.bulk_create(rows)
    turn.revision += 1
    event = turn.record("grievance.concerned_named", by=by, at=at, facts={"count": len(rows)})
    pass_conflict_up(turn, at=at, by=SYSTEM)
    return event
