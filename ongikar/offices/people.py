"""Who holds which post: taking charge, acting for a while, additional charge, handing over.

A posting is never rewritten: it ends, and another begins. Whoever leaves loses access that second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ongikar.clock.hours import in_dhaka
from ongikar.journal.authors import Author
from ongikar.journal.holding import held
from ongikar.offices.models import Account, Office, OfficeEvent, Post, Posting
from ongikar.rules import RuleBroken


@transaction.atomic
def open_post(
    office: Office,
    *,
    title_bn: str,
    role: str,
    by: Author,
    at: datetime,
    title_en: str = "",
    phone: str = "",
    email: str = "",
) -> Post:
    """A new post in the office, vacant until somebody takes charge."""
    if not title_bn.strip():
        raise RuleBroken(_("পদের নাম লিখুন।"))
    held(office)  # two who open one post at once
    if office.posts.filter(title_bn=title_bn.strip()).exists():
        raise RuleBroken(_("এই নামে একটি পদ আগে থেকেই আছে।"))
    post = Post.objects.create(
        office=office, title_bn=title_bn.strip(), title_en=title_en.strip(), role=role, phone=phone, email=email.strip()
    )
    record(office, "office.post_opened", by=by, at=at, facts={"post": post.pk, "title": post.title_bn})
    return post


@transaction.atomic
def rename_post(post: Post, *, title_bn: str, by: Author, at: datetime, title_en: str = "") -> None:
    """Give the post the title it bears now; its cases and its history stay with it."""
    if not title_bn.strip():
        raise RuleBroken(_("পদের নাম লিখুন।"))
    facts = {"post": post.pk, "from": post.title_bn, "to": title_bn.strip()}
    post.title_bn, post.title_en = title_bn.strip(), title_en.strip()
    post.save(update_fields=["title_bn", "title_en"])
    record(post.office, "office.post_renamed", by=by, at=at, facts=facts)


AMENDABLE = ("title_bn", "title_en", "role", "phone", "email")


@transaction.atomic
def amend_post(post: Post, *, by: Author, at: datetime, **fields: str) -> None:
    """Put title, role, phone or e-mail of a post right; its cases and its history stay with it.

    Raises RuleBroken where nothing is changed, or where the title is taken or empty.
    """
    if set(fields) - set(AMENDABLE):
        raise KeyError(*(set(fields) - set(AMENDABLE)))
    given = {name: value.strip() for name, value in fields.items()}
    if not given.get("title_bn", post.title_bn):
        raise RuleBroken(_("পদের নাম লিখুন।"))
    held(post.office)
    if post.office.posts.filter(title_bn=given.get("title_bn", post.title_bn)).exclude(pk=post.pk).exists():
        raise RuleBroken(_("এই নামে একটি পদ আগে থেকেই আছে।"))
    changed = {name: {"from": getattr(post, name), "to": value} for name, value in given.items()}
    changed = {name: change for name, change in changed.items() if change["from"] != change["to"]}
    if not changed:
        raise RuleBroken(_("কিছুই বদলানো হয়নি।"))
    for name in changed:
        setattr(post, name, given[name])
    post.save(update_fields=list(changed))
    record(post.office, "office.post_amended", by=by, at=at, facts={"post": post.pk, "changed": changed})


@transaction.atomic
def open_account(
    *, username: str, name_bn: str, office: Office, by: Author, at: datetime, name_en: str = "", phone: str = ""
) -> Account:
    """A new account without a password: its holder sets one with an invitation (offices.invitations)."""
    username = username.strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,39}", username):
        raise RuleBroken(_("ব্যবহারকারীর নাম ছোট হাতের ইংরেজি অক্ষর ও অঙ্কে লিখুন, অন্তত তিনটি, যেমন shapla।"))
    if Account.objects.filter(username=username).exists():
        raise RuleBroken(_("এই ব্যবহারকারীর নাম অন্য একজনের। আরেকটি লিখুন।"))
    if not name_bn.strip():
        raise RuleBroken(_("তাঁর নাম লিখুন।"))
    try:
        with transaction.atomic():
            account = Account.objects.open(
                username=username, name_bn=name_bn.strip(), name_en=name_en.strip(), phone=phone.strip()
            )
    except IntegrityError as taken:  # a colleague was quicker
        raise RuleBroken(_("এই ব্যবহারকারীর নাম অন্য একজনের। আরেকটি লিখুন।")) from taken
    record(office, "office.account_opened", by=by, at=at, facts={"account": account.pk, "name": account.name_bn})
    return account


@transaction.atomic
def take_charge(
    account: Account,
    post: Post,
    *,
    by: Author,
    at: datetime,
    kind: str = Posting.Kind.REGULAR,
    starts_on: date | None = None,
    ends_on: date | None = None,
    order_no: str = "",
) -> Posting:
    """Put an account into a post: as its holder, acting for the holder, or as an additional charge.

    A post has one regular holder at a time; acting and additional holders may stand beside. Raises RuleBroken
    where the post has a holder, where the days contradict each other, or where acting has no last day.
    """
    today = in_dhaka(at).date()
    starts_on = starts_on or today
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("শেষ তারিখ শুরুর তারিখের আগে হতে পারে না।"))
    if kind == Posting.Kind.ACTING and ends_on is None:
        raise RuleBroken(_("ভারপ্রাপ্ত দায়িত্ব কোন তারিখ পর্যন্ত, লিখুন।"))
    if not account.is_active:
        raise RuleBroken(_("এই অ্যাকাউন্টটি বন্ধ আছে।"))
    held(post)  # two who seat somebody at once
    if kind == Posting.Kind.REGULAR and _regular_holders(post, starts_on, ends_on):
        raise RuleBroken(_("পদটিতে এ সময়ে একজন আছেন। আগে তাঁর দায়িত্ব হস্তান্তর করুন।"))
    posting = Posting.objects.create(
        account=account, post=post, kind=kind, starts_on=starts_on, ends_on=ends_on, order_no=order_no.strip()
    )
    facts = {"post": post.pk, "account": account.pk, "kind": kind, "from": str(starts_on), "to": str(ends_on or "")}
    record(post.office, "office.charge_taken", by=by, at=at, facts=facts)
    return posting


def _regular_holders(post: Post, starts_on: date, ends_on: date | None) -> bool:
    held = post.postings.filter(kind=Posting.Kind.REGULAR, ended_at__isnull=True)
    held = held.exclude(ends_on__lt=starts_on)
    return (held.filter(starts_on__lte=ends_on) if ends_on else held).exists()


@transaction.atomic
def hand_over(posting: Posting, *, by: Author, at: datetime, reason: str = "") -> Posting:
    """End a posting now: its holder loses access that second, and the post keeps its work."""
    today = in_dhaka(at).date()
    last = min(filter(None, (posting.ends_on, max(today, posting.starts_on))))
    ended = Posting.objects.filter(pk=posting.pk, ended_at__isnull=True).update(ended_at=at, ends_on=last)
    if not ended:
        raise RuleBroken(_("এই দায়িত্ব আগেই হস্তান্তর হয়েছে।"))
    posting.refresh_from_db(fields=["ended_at", "ends_on"])
    facts = {"post": posting.post_id, "account": posting.account_id, "reason": reason.strip()}
    record(posting.office, "office.charge_handed_over", by=by, at=at, facts=facts)
    return posting


def close_account(account: Account, *, by: Author, office: Office, at: datetime) -> None:
    """Somebody leaves for good: every posting ends, and the name signs in no more. Nothing is deleted."""
    with transaction.atomic():
        for posting in account.postings.in_force_at(at).select_related("post__office"):
            hand_over(posting, by=by, at=at)
        Account.objects.filter(pk=account.pk).update(is_active=False)
        record(office, "office.account_closed", by=by, at=at, facts={"account": account.pk})


def holder_now(post: Post, at: datetime) -> Posting | None:
    """Who holds the post at this moment, the regular holder first; None: it is vacant."""
    held = Posting.objects.in_force_at(at).filter(post=post).select_related("account")
    return held.order_by("kind", "-starts_on").first()


def head_of(office: Office, *, at: datetime) -> Posting | None:
    """Who heads the office at this moment; None: nobody does."""
    held = Posting.objects.in_force_at(at).filter(post__office=office, post__role=Post.Role.HEAD)
    return held.select_related("account", "post").order_by("kind", "-starts_on").first()


def head_over(post: Post, *, at: datetime) -> Post | None:
    """The head's post of the post's office, or of the one above; None where the head holds the post himself."""
    office = post.office
    heads = Post.objects.filter(role=Post.Role.HEAD, office_id__in=filter(None, (office.pk, office.parent_id)))
    head = min(heads, key=lambda one: (one.office_id != office.pk, one.pk), default=None)
    if head is None or head.pk == post.pk:
        return None
    mine, his = holder_now(post, at), holder_now(head, at)
    return None if mine and his and mine.account_id == his.account_id else head


def reads_for(posting: Posting | None, post: Post, *, at: datetime) -> bool:
    """Whether what is written to a post is this posting's to read: its own, or a vacant one of the office it heads,
    or of an office under that."""
    if posting is None or posting.post_id == post.pk:
        return posting is not None
    under = posting.is_head and posting.post.office_id in (post.office_id, post.office.parent_id)
    return under and holder_now(post, at) is None


def posts_read_by(posting: Posting, *, at: datetime) -> Q:
    """The same as a question about many: of what names its post, that which this posting reads."""
    own = Q(post=posting.post_id)
    if not posting.is_head:
        return own
    under = Q(office=posting.post.office_id) | Q(office__parent=posting.post.office_id)
    held = Posting.objects.in_force_at(at).values("post")
    return own | Q(post__in=Post.objects.filter(under).exclude(pk__in=held))


def record(office: Office, verb: str, *, by: Author, at: datetime, facts: Mapping[str, object]) -> OfficeEvent:
    event: OfficeEvent = OfficeEvent.objects.create(
        office=office, verb=verb, at=at, noticed_at=at, facts=dict(facts), **by.fields()
    )
    return event
