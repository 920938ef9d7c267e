"""The office's own work: nothing waits unseen, every post is held, every letter went."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from ongikar.cases.models import Case
from ongikar.charter.models import Edition, Promise
from ongikar.grievances.models import Referral
from ongikar.notices.models import LINES, Outcome
from ongikar.notices.tell import OUTBOXES
from ongikar.offices.models import Office, Post, Posting
from ongikar.ops import retention
from ongikar.ops.checks.rules import Facts, rule

HOUR = timedelta(hours=1)
"""What has been due for longer is stuck; the ticker goes round every two seconds."""


def _some(count: int, **facts: object) -> Facts | None:
    return {"count": count, **facts} if count else None


@rule(
    "E061",
    bn="{count}টি খোলা আবেদনের পরের মুহূর্ত নেই ({first}): সময় পেরোলেও কেউ জানবে না।",
    en="{count} open cases have no next moment ({first}): they would never lapse.",
    do="Report it: the database should not allow this. Open each on the desk and note it, so that a moment is set anew",
    needs_tables=True,
)
def open_without_next_moment(now: datetime) -> Facts | None:
    lost = Case.objects.in_open_state_without_moment()
    first = lost.values_list("reference", flat=True).first()
    return _some(lost.count(), first=first)


@rule(
    "E062",
    bn="{count}টি আবেদন বা অভিযোগে সময়ের কাজ এক ঘণ্টার বেশি আটকে আছে ({first})।",
    en="What time should have done to {count} cases or grievances is overdue by more than an hour ({first}).",
    do="Start `ongikar serve`; if it runs, read its last lines (journalctl -u ongikar): they name the case",
    needs_tables=True,
)
def time_stands_still(now: datetime) -> Facts | None:
    cases = Case.objects.due_at(now - HOUR).values_list("reference", flat=True)
    turns = Referral.objects.open().due_at(now - HOUR).values_list("grievance__reference", flat=True)
    return _some(cases.count() + turns.count(), first=cases.first() or turns.first())


@rule(
    "E063",
    bn="{count}টি ঘটনা এক ঘণ্টার বেশি হলো কাউকে জানানো হয়নি।",
    en="{count} facts have been told to nobody for more than an hour.",
    do="Start `ongikar serve`; if it runs, read its last lines: they name the fault",
    needs_tables=True,
)
def facts_untold(now: datetime) -> Facts | None:
    late = {"told_at__isnull": True, "noticed_at__lt": now - HOUR}
    return _some(sum(outbox.facts.filter(**late).count() for outbox in OUTBOXES))


@rule(
    "W064",
    bn="{count}টি চিঠি যায়নি, বা গেছে কি না জানা নেই।",
    en="{count} letters did not leave, or nobody knows whether they did.",
    do="Open each on its page on the desk, and send it again or print it; the reason stands beside it",
    needs_tables=True,
)
def letters_failed(now: datetime) -> Facts | None:
    lost = (Outcome.FAILED, Outcome.MAYBE)
    return _some(sum(line._default_manager.filter(outcome__in=lost).count() for line in LINES))


@rule(
    "W065",
    bn="{count}টি চিঠি এক ঘণ্টার বেশি হলো পাঠানোর অপেক্ষায়: {trouble}",
    en="{count} letters have been waiting to leave for more than an hour ({code}).",
    do="Look at the lines on mail above, and at the internet line; they leave by themselves once it is mended",
    needs_tables=True,
)
def letters_waiting(now: datetime) -> Facts | None:
    """One that waits for its hour, by day or in its turn, is no trouble; one that was refused, or passed over, is."""
    held = ~Q(trouble="") | Q(next_at__lt=now - HOUR)
    old = {"outcome": Outcome.WAITING, "made_at__lt": now - HOUR}
    found = [notice for line in LINES for notice in line._default_manager.filter(held, **old).order_by("pk")]
    last = found[-1] if found else None
    return _some(len(found), trouble=last.get_trouble_display() if last else "", code=last.trouble if last else "")


@rule(
    "W066",
    bn="{count}টি পদে কাজ আছে কিন্তু কেউ নেই ({titles}): এসব আবেদন কেউ দেখছে না।",
    en="{count} posts have work and nobody holds them ({titles}): nobody sees these cases.",
    do="Give charge of the post to somebody: desk, People (or additional charge, while the post is vacant)",
    needs_tables=True,
)
def posts_vacant(now: datetime) -> Facts | None:
    held = Posting.objects.in_force_at(now).values("post")
    has_work = Q(pk__in=Case.objects.open().values("post")) | Q(pk__in=_in_force().order_by().values("post"))
    vacant = Post.objects.filter(has_work).exclude(pk__in=held).order_by("pk")
    return _some(len(vacant), titles=", ".join(post.title_bn for post in vacant[:3]))


@rule(
    "W067",
    bn="{count}টি দপ্তরের ঠিকানা বা ফোন নেই ({names}): রসিদে তা ছাপা যায় না।",
    en="{count} offices have no address or no phone ({names}): receipts cannot carry them.",
    do="Desk, People, the office's “address and phone”: enter them; a charter seldom prints its own address",
    needs_tables=True,
)
def offices_without_address(now: datetime) -> Facts | None:
    published = Office.objects.filter(editions__state=Edition.State.PUBLISHED).order_by("pk")
    bare = [office for office in published if not (office.address_bn and office.phone)]
    return _some(len(bare), names=", ".join(office.code for office in bare[:3]))


@rule(
    "W068",
    bn="প্রকাশিত সনদের {count}টি সেবায় এমন ঘর আছে, যা পড়তে সন্দেহ ছিল এবং কেউ মিলিয়ে দেখেননি।",
    en="{count} services in force have cells that were read with doubt, and nobody has confirmed them.",
    do="Compare them with the document on the desk: Charter, a new draft, the cells marked",
    needs_tables=True,
)
def charter_unconfirmed(now: datetime) -> Facts | None:
    return _some(sum(bool(unsure) for unsure in _in_force().values_list("unsure", flat=True)))


@rule(
    "E069",
    bn="{names} দপ্তরের প্রধান হিসেবে কেউ প্রবেশ করতে পারেন না: সনদ প্রকাশ বা পদে নিয়োগ করার কেউ নেই।",
    en="Nobody can sign in as head of {names}: nobody can publish a charter or seat people.",
    do="Give charge of the head's post to an account that is active",
    needs_tables=True,
)
def office_without_head(now: datetime) -> Facts | None:
    heads = Posting.objects.in_force_at(now).filter(post__role=Post.Role.HEAD, account__is_active=True)
    headless = Office.objects.tops().exclude(pk__in=heads.values("post__office"))
    codes = [office.code for office in headless]
    return {"names": ", ".join(codes[:3])} if codes else None


@rule(
    "W070",
    bn="{count}টি আবেদন নিষ্পত্তির {years} বছর পেরিয়েছে: সংরক্ষণের সিদ্ধান্ত নেওয়ার সময় হয়েছে। কিছুই নিজে থেকে মোছা হয় না।",
    en="{count} cases were closed more than {years} years ago: they are due for archiving. Nothing deletes itself.",
    do="ongikar retention, and decide by your office's rules on records",
    needs_tables=True,
)
def due_for_archiving(now: datetime) -> Facts | None:
    return _some(retention.due(now).count(), years=settings.RETENTION_YEARS)


def _in_force() -> QuerySet[Promise]:
    """What editions in force promise."""
    return Promise.objects.filter(edition__state=Edition.State.PUBLISHED, post__isnull=False)
