"""Changes of the guard: a colleague is put into a post, and one hands over to another in the same moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.journal.authors import Author
from ongikar.journal.holding import held
from ongikar.offices.invitations import invite
from ongikar.offices.models import Account, Post, Posting
from ongikar.offices.people import hand_over, open_account, take_charge
from ongikar.rules import RuleBroken


@transaction.atomic
def seat(
    post: Post,
    *,
    by: Author,
    at: datetime,
    account: Account | None,
    name_bn: str,
    name_en: str,
    username: str,
    **charge: Any,
) -> tuple[Posting, str]:
    """Put a colleague into a post; without an `account` a new one is opened. The code to come in with, or ''."""
    who = account or open_account(username=username, name_bn=name_bn, name_en=name_en, office=post.office, by=by, at=at)
    posting = take_charge(who, post, by=by, at=at, **charge)
    return posting, "" if account else invite(who, office=post.office, by=by, at=at)[1]


def check_somebody_stays(posting: Posting, *, at: datetime) -> None:
    """Raise RuleBroken where after this handover nobody could put anybody into a post any more."""
    heads = Posting.objects.in_force_at(at).filter(post__office=posting.post.office_id, post__role=Post.Role.HEAD)
    others = heads.exclude(pk=posting.pk).exclude(account__is_active=False)
    administrators = Account.objects.filter(is_administrator=True, is_active=True)
    if posting.is_head and not (others.exists() or administrators.exists()):
        raise RuleBroken(_("দপ্তরে আর কেউ থাকবেন না যিনি পদে কাউকে বসাতে পারেন। কে দায়িত্ব নিচ্ছেন, বেছে নিন।"))


@transaction.atomic
def hand_over_to(posting: Posting, successor: Account | None, *, by: Author, at: datetime, order_no: str = "") -> None:
    """One leaves and, where it is known who, another takes charge in the same moment: both, or neither."""
    if successor is None:
        held(posting.post.office)  # the last two who leave at once
        check_somebody_stays(posting, at=at)
    hand_over(posting, by=by, at=at, reason=order_no)
    if successor is not None:
        take_charge(successor, posting.post, by=by, at=at, kind=posting.kind, order_no=order_no)
