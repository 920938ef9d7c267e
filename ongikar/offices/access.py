"""Who may keep which people in order: the head those of the own office and of those under it, an administrator all.

An administrator sees people and posts, and no case (cases.access).
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Prefetch
from django.db.models.functions import Coalesce

from ongikar.offices.models import Account, Office, OfficeEvent, Post, Posting
from ongikar.offices.roles import may


def keeps_people(account: Account) -> bool:
    """Whether this account may put people into posts."""
    return account.is_administrator or (account.posting is not None and may(account.posting.post, "people"))


def offices_for(account: Account) -> models.QuerySet[Office]:
    """The offices whose people this account keeps in order, each before those under it."""
    top_first = F("parent_id").asc(nulls_first=True)
    offices = Office.objects.order_by(Coalesce("parent_id", "pk"), top_first, "position", "pk")
    posting = account.posting
    if posting is not None and may(posting.post, "people"):
        return offices.filter(pk__in=posting.office.family())
    return offices if account.is_administrator else offices.none()


def posts_for(account: Account) -> models.QuerySet[Post]:
    return Post.objects.filter(office__in=offices_for(account)).select_related("office__parent")


def with_holders(posts: models.QuerySet[Post], at: datetime) -> list[Post]:
    """The posts, each with `held`: the postings of this moment and those to come, the regular one first."""
    held = Posting.objects.not_over(at).select_related("account").order_by("kind", "starts_on", "pk")
    return list(posts.prefetch_related(Prefetch("postings", held, to_attr="held")).order_by("office_id", "pk"))


def post_for(account: Account, post_id: int) -> Post:
    return posts_for(account).get(pk=post_id)


def posting_for(account: Account, posting_id: int, *, at: datetime) -> Posting:
    """A posting that is not over, of a post this account keeps."""
    found = Posting.objects.not_over(at).filter(post__in=posts_for(account))
    return found.select_related("account", "post__office").get(pk=posting_id)


def accounts_for(account: Account, at: datetime) -> models.QuerySet[Account]:
    """The accounts this one may let in anew or close: whoever holds or held a post here and holds none elsewhere.

    Who holds a post elsewhere too, or keeps the machine, is an administrator's: else a head could become them.
    """
    if account.is_administrator:
        return Account.objects.order_by("name_bn", "pk")
    here = Posting.objects.filter(post__in=posts_for(account))
    elsewhere = Posting.objects.not_over(at).exclude(post__in=posts_for(account))
    found = Account.objects.filter(pk__in=here.values("account"), is_administrator=False)
    return found.exclude(pk__in=elsewhere.values("account")).order_by("name_bn", "pk")


def office_of(account: Account, keeper: Account, at: datetime) -> Office:
    """In whose journal it stands what is done to an account: the office of its latest post, else the keeper's first."""
    latest = Posting.objects.filter(account=account, post__in=posts_for(keeper)).select_related("post__office")
    found = latest.order_by("-starts_on", "-pk").first()
    return found.office if found else offices_for(keeper)[0]


def history_for(account: Account, most: int = 30) -> list[tuple[OfficeEvent, str]]:
    """What was done to posts and people, latest first, each with whom and what it was done to."""
    found = OfficeEvent.objects.filter(verb__startswith="office.", office__in=offices_for(account))
    events = list(found.select_related("office").order_by("-pk")[:most])
    names = dict(Account.objects.filter(pk__in=_ids(events, "account")).values_list("pk", "name_bn"))
    titles = dict(Post.objects.filter(pk__in=_ids(events, "post")).values_list("pk", "title_bn"))
    told = [
        (names.get(event.facts.get("account", 0)), titles.get(event.facts.get("post", 0)), event.facts.get("address"))
        for event in events
    ]
    return [(event, ": ".join(filter(None, words))) for event, words in zip(events, told, strict=True)]


def _ids(events: list[OfficeEvent], name: str) -> set[int]:
    return {event.facts[name] for event in events if name in event.facts}


def office_kept(account: Account) -> Office:
    """The office whose first day this account sees to, above those under it. Raises ObjectDoesNotExist without one."""
    office = offices_for(account).first()
    if office is None:
        raise Office.DoesNotExist
    return office


def office_for(account: Account, office_id: int) -> Office:
    return offices_for(account).get(pk=office_id)
