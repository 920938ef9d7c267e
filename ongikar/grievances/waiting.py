"""What somebody wrote and nobody of the post that has it has read: one statement for every page of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from ongikar.cases import access as cases
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.models import Grievance, Referral, TierSeat
from ongikar.journal.verbs import VERBS
from ongikar.offices.models import Posting

MOST = 500  # rows in all
CASE, GRIEVANCE, SUGGESTION = "case", "grievance", "suggestion"


class Words(NamedTuple):
    """One thing written: of what, and the newest fact. Of a grievance no name and no matter."""

    kind: str
    reference: str
    state: str
    who: str
    name_bn: str
    name_en: str
    verb: str
    at: datetime

    @property
    def sentence(self) -> str:
        return str(VERBS[self.verb])


@dataclass(frozen=True)
class Waiting:
    """By what it is of, cases before the rest; of each what has waited longest stands first."""

    cases: list[Words]
    grievances: list[Words]
    suggestions: list[Words]


def waiting(posting: Posting, *, at: datetime) -> Waiting:
    """All that is this posting's to read: of whatever state, nothing of what he is complained of."""
    found = (
        _cases(posting, at)
        .union(_grievances(posting), _suggestions(posting), all=True)
        .order_by("said_kind", "said_at")
    )
    rows = [Words(*row) for row in found[:MOST]]
    return Waiting(*([one for one in rows if one.kind == kind] for kind in (CASE, GRIEVANCE, SUGGESTION)))


def grievances_unread(posting: Posting) -> QuerySet[Grievance]:
    """The grievances with something unread, whose seat here is this posting's: the last one that had it."""
    inside = Referral.objects.filter(grievance=OuterRef("pk"), seat__post__isnull=False).order_by("-number")
    marked = Grievance.objects.filter(unread__isnull=False).without_concerned(posting.account_id)
    seats = TierSeat.objects.of_post(posting.post_id).values("pk")
    return marked.alias(read_at=Subquery(inside.values("seat")[:1])).filter(read_at__in=seats)


def _cases(posting: Posting, at: datetime) -> Any:
    found = cases.unread_for(posting, at=at).order_by()
    return _rows(
        found, CASE, state="state", who="requester__name", name_bn="promise__name_bn", name_en="promise__name_en"
    )


def _grievances(posting: Posting) -> Any:
    return _rows(grievances_unread(posting), GRIEVANCE)


def _suggestions(posting: Posting) -> Any:
    """The suggestions nobody has answered, for whoever may read them (around.access.suggestions_for)."""
    found = Suggestion.objects.filter(office=posting.post.office_id, answered_at=None).order_by()
    if not posting.is_head:
        sits = Q(post=posting.post_id) | Q(alternate=posting.post_id)
        found = found.filter(Exists(TierSeat.objects.filter(sits, tier__gte=1)))
    return _rows(found, SUGGESTION, verb=Value("suggestion.received"), at=F("filed_at"))


def _rows(found: Any, kind: str, **columns: Any) -> Any:
    """The columns of `Words`, of whatever model: strings name fields, and what is not named is empty."""
    blank: dict[str, Any] = dict.fromkeys(("state", "who", "name_bn", "name_en"), Value("", CharField()))
    said = {"verb": F("unread__verb"), "at": F("unread__at")} | {
        name: F(value) if isinstance(value, str) else value for name, value in columns.items()
    }
    said = {"kind": Value(kind, CharField()), "reference": F("reference"), **blank, **said}
    names = {f"said_{name}": said[name] for name in Words._fields}
    return found.annotate(**names).values_list(*names)
