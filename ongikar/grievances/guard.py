"""Nobody judges his own case: who is concerned, who may decide, and to whom it goes where none may.

A person is concerned, not a post: whoever held the post at the time of the act, wherever he sits now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ongikar.bangla.normal import search_form
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.grievances.models import Concerned, Grievance, Referral, TierSeat
from ongikar.offices.models import Office, Post, Posting


def holders_at(post: Post, at: datetime) -> list[Posting]:
    """Who held a post at a moment: its holder, whoever acted, and additional charges."""
    return list(Posting.objects.in_force_at(at).filter(post=post).select_related("account", "post").order_by("kind"))


@dataclass(frozen=True)
class Against:
    """Whom a grievance names: people of the list, tiers outside, and names as they were written."""

    people: tuple[Posting, ...] = ()
    seats: tuple[TierSeat, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it names somebody whom the program can tell from others."""
        return bool(self.people or self.seats)


NOBODY = Against()


def concerned_by(
    *,
    office: Office,
    case: Case | None = None,
    service: Service | None = None,
    against: Against = NOBODY,
    whole_office: bool = False,
    at: datetime,
) -> list[Concerned]:
    """Who is complained of (unsaved): by name; else whoever had the case; else the service; else the head.

    A written name is looked for among the people of the office and of those under it; one that is not theirs is
    kept as it stands, and whoever scrutinises says who it is (grievances.naming).
    """
    against = _known(against, office, at)
    because = Concerned.Because
    if against.known:
        found = [(posting, because.NAMED) for posting in against.people]
    elif case is not None:
        found = [(posting, because.CASE) for posting in _had(case)]
    elif service is not None:
        promise = service.promises.filter(edition__state="published").select_related("post").first()
        holders = holders_at(promise.post, at) if promise and promise.post else []
        found = [(posting, because.SERVICE) for posting in holders]
    elif whole_office:
        heads = [p for post in office.posts.filter(role=Post.Role.HEAD) for p in holders_at(post, at)]
        found = [(posting, because.OFFICE) for posting in heads]
    else:
        found = []
    outside = [Concerned(seat=seat, title=seat.title, because=because.NAMED) for seat in against.seats]
    written = [Concerned(name=name, because=because.NAMED) for name in against.written]
    return [*_once([concerned(posting, why) for posting, why in found]), *outside, *written]


def _known(against: Against, office: Office, at: datetime) -> Against:
    """With the people whom the written names mean, as far as the program knows them."""
    if not against.written:
        return against
    here = Posting.objects.in_force_at(at).filter(post__office__in=office.family())
    people, unknown = list(against.people), []
    for line in against.written:
        meant = [one for one in here.select_related("account", "post") if _means(line, one)]
        people += meant
        unknown += [] if meant else [line]
    return Against(tuple(people), against.seats, tuple(unknown))


def _means(line: str, posting: Posting) -> bool:
    """Whether a written line has this person's name in it, or is the title of the post."""
    name, title, written = (search_form(text) for text in (posting.account.name_bn, posting.post.title_bn, line))
    return bool(name) and name in written or written == title


def _had(case: Case) -> list[Posting]:
    """Who held the posts that the case lay with, while it lay there."""
    assignments = list(case.assignments.select_related("post"))
    return [posting for assignment in assignments for posting in holders_at(assignment.post, assignment.at)]


def concerned(posting: Posting, because: str) -> Concerned:
    """A person of this installation as complained of (unsaved), with the post held now or at the time of the act."""
    return Concerned(
        posting=posting,
        account=posting.account,
        office_id=posting.post.office_id,
        name=posting.account.name_bn,
        title=posting.post.title_bn,
        because=because,
    )


def _once(found: list[Concerned]) -> list[Concerned]:
    return list({row.account_id: row for row in reversed(found)}.values())[::-1]


def concerned_accounts(grievance: Grievance) -> set[int]:
    return {account for account in grievance.concerned.values_list("account_id", flat=True) if account is not None}


def sitting(seat: TierSeat, at: datetime) -> list[Posting]:
    """Who sits there: the holders of its post, regular, acting or by additional charge, then of its alternate."""
    posts = [post for post in (seat.post, seat.alternate) if post is not None]
    return [posting for post in posts for posting in holders_at(post, at)]


def deciders(seat: TierSeat, concerned: set[int], at: datetime) -> list[Posting]:
    """Who may decide at this seat: holders of its post, then of its alternate, none of them concerned.

    An absent officer's alternate or stand-in performs the duty (5).
    """
    return [posting for posting in sitting(seat, at) if posting.account_id not in concerned]


def in_conflict(seat: TierSeat, grievance: Grievance, at: datetime) -> bool:
    """Whether whoever sits there is complained of; he then sits there for nobody (7.1(ক)ii).

    Of a vacant post the alternate sits; where nobody does, it waits for a holder. An alternate decides for one who
    is absent, and never for one who is complained of.
    """
    if seat.outside:
        return grievance.concerned.filter(seat=seat).exists()
    accounts = concerned_accounts(grievance)
    found = (holders_at(seat.post, at) if seat.post else []) or sitting(seat, at)
    return any(posting.account_id in accounts for posting in found)


def may_decide(posting: Posting, referral: Referral, at: datetime) -> bool:
    """Whether this posting decides this turn now."""
    concerned = concerned_accounts(referral.grievance)
    return any(one.pk == posting.pk for one in deciders(referral.seat, concerned, at))


def keeps_machine(concerned: list[Concerned]) -> bool:
    """Whether somebody complained of administers this machine, and so could read what is stored on it."""
    return any(row.account is not None and row.account.is_administrator for row in concerned)
