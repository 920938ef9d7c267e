"""Nobody judges his own case: who is concerned, who may decide, and to whom it goes where none may.

A person is concerned, not a post: whoever held the post at the time of the act, wherever he sits now.
"""

from __future__ import annotations

from datetime import datetime

from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.grievances.models import Concerned, Grievance, Referral, TierSeat
from ongikar.offices.models import Office, Post, Posting


def holders_at(post: Post, at: datetime) -> list[Posting]:
    """Who held a post at a moment: its holder, whoever acted, and additional charges."""
    return list(Posting.objects.in_force_at(at).filter(post=post).select_related("account", "post").order_by("kind"))


def concerned_by(
    *,
    office: Office,
    case: Case | None = None,
    service: Service | None = None,
    named: tuple[Posting, ...] = (),
    whole_office: bool = False,
    at: datetime,
) -> list[Concerned]:
    """Who is complained of (unsaved): by name; else whoever had the case; else the service; else the head."""
    because = Concerned.Because
    if named:
        found = [(posting, because.NAMED) for posting in named]
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
    return _once([_concerned(posting, why) for posting, why in found])


def _had(case: Case) -> list[Posting]:
    """Who held the posts that the case lay with, while it lay there."""
    assignments = list(case.assignments.select_related("post"))
    return [posting for assignment in assignments for posting in holders_at(assignment.post, assignment.at)]


def _concerned(posting: Posting, because: str) -> Concerned:
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


def in_conflict(seat: TierSeat, concerned: set[int], at: datetime) -> bool:
    """Whether everybody who sits there is concerned. A vacant post is no conflict: it waits for a holder."""
    if seat.outside:
        return False
    found = sitting(seat, at)
    return bool(found) and all(posting.account_id in concerned for posting in found)


def may_decide(posting: Posting, referral: Referral, at: datetime) -> bool:
    """Whether this posting decides this turn now."""
    concerned = concerned_accounts(referral.grievance)
    return any(one.pk == posting.pk for one in deciders(referral.seat, concerned, at))


def keeps_machine(concerned: list[Concerned]) -> bool:
    """Whether somebody complained of administers this machine, and so could read what is stored on it."""
    return any(row.account is not None and row.account.is_administrator for row in concerned)
