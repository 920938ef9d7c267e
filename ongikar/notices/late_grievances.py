"""Whom time warns of a grievance: the officer whose turn it is, near the date the head, past it the next tier.

Never anybody complained of, nor a mailbox that he reads; each mailbox gets one message of one fact. Officers are
told in office hours, the complainant by day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from ongikar.grievances import guard, warnings
from ongikar.grievances.models import Grievance, GrievanceEvent, Referral
from ongikar.grievances.seats import seat_of
from ongikar.notices.models import Recipient
from ongikar.notices.sending import by_day, in_office_hours
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Account, Post, Posting
from ongikar.offices.people import head_over

LAPSED = "grievance.lapsed"
BY_TIME = (warnings.WARNED, LAPSED, warnings.OVERDUE)
"""What time alone makes true."""
OFFICERS = (Recipient.POST, Recipient.HEAD, Recipient.NEXT)


def told_of(event: GrievanceEvent, recipients: tuple[Recipient, ...], at: datetime) -> tuple[Recipient, ...]:
    """Of those told of a verb, who is told of this fact now: officers only of what is newest, and of an open turn."""
    turn = event.referral
    if event.verb not in BY_TIME or turn is None:
        return recipients
    current = turn.is_open and warnings.newest(turn, calendar_of(event.grievance.office), at) == event.at
    near = event.verb != warnings.WARNED or event.facts["days"] <= settings.WARN_HEAD_DAYS
    told = [Recipient.POST, *([Recipient.HEAD] if near else []), Recipient.NEXT] if current else []
    return tuple(one for one in recipients if one in told or one not in OFFICERS)


def address_of(recipient: Recipient, event: GrievanceEvent, at: datetime) -> str:
    """The mailbox of an officer; '' where there is none, where it was told already, or where who is concerned reads."""
    turn = event.referral
    if turn is None:
        return ""
    boxes: dict[Recipient, str] = {}
    for one, posts in _posts(turn, at):
        box = box_of(posts, event.grievance, at)
        boxes[one] = "" if box in boxes.values() else box
    return boxes[recipient]


def may_go(event: GrievanceEvent, recipient: Recipient, at: datetime) -> datetime:
    """When the letter may go out: at once, or for what nobody waits for, by day and in office hours."""
    if event.verb not in BY_TIME:
        return at
    return in_office_hours(at, calendar_of(event.grievance.office)) if recipient in OFFICERS else by_day(at)


def _posts(turn: Referral, at: datetime) -> list[tuple[Recipient, tuple[Post | None, ...]]]:
    """The posts by whose mailbox each is reached: where one may not be told, the next is."""
    seat, following = turn.seat, seat_of(turn.grievance.office, turn.tier + 1)
    over = head_over(seat.post, at=at) if seat.post else None
    return [
        (Recipient.POST, (seat.post, seat.alternate)),
        (Recipient.HEAD, (over,)),
        (Recipient.NEXT, (following.post, following.alternate) if following else ()),
    ]


def box_of(posts: Iterable[Post | None], grievance: Grievance, at: datetime) -> str:
    """The mailbox of the first of these posts that has one which nobody complained of reads; '' where none has."""
    concerned = guard.concerned_accounts(grievance)
    theirs = _boxes_of(concerned, at)
    for post in posts:
        if post is None or not post.email or post.email in theirs:
            continue
        if not {posting.account_id for posting in guard.holders_at(post, at)} & concerned:
            return post.email
    return ""


def _boxes_of(accounts: set[int], at: datetime) -> set[str]:
    """The mailboxes that these people read: their own, and those of the posts they hold."""
    posts = Posting.objects.in_force_at(at).filter(account__in=accounts).values_list("post__email", flat=True)
    return {*posts, *Account.objects.filter(pk__in=accounts).values_list("email", flat=True)} - {""}
