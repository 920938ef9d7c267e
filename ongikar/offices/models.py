"""Who: offices, posts, and the accounts that hold them for a while. Duty rests on the post."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _l

from ongikar.clock.hours import in_dhaka
from ongikar.journal.authors import Author
from ongikar.journal.models import Entry
from ongikar.journal.verbs import VERBS
from ongikar.offices import timezone
from ongikar.offices.addresses import Address
from ongikar.offices.holidays import CalendarOrder, OrderDay
from ongikar.offices.ripples import Ripple, RippleCount
from ongikar.offices.watched import Watch

__all__ = [
    "Account",
    "Address",
    "CalendarOrder",
    "Invitation",
    "Office",
    "OfficeEvent",
    "OrderDay",
    "Post",
    "Posting",
    "Ripple",
    "RippleCount",
    "Viewing",
    "Watch",
]


class OfficeQuerySet(models.QuerySet["Office"]):
    def with_code(self, code: str) -> Office:
        return self.get(code=code)

    def tops(self) -> OfficeQuerySet:
        return self.filter(parent__isnull=True).order_by("pk")


class Office(models.Model):
    """An office that makes promises. `district` is the key of the holiday calendar (lower case, Latin)."""

    code = models.CharField(max_length=60, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name_bn = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    body_bn = models.CharField(max_length=300, blank=True)  # the department the office belongs to
    body_en = models.CharField(max_length=300, blank=True)
    address_bn = models.CharField(max_length=400, blank=True)
    address_en = models.CharField(max_length=400, blank=True)
    district = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    website = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    calendar_class = models.CharField(max_length=40, blank=True)  # as orders name it, such as industrial_area
    calendar_stamp = models.CharField(max_length=16, blank=True)  # of the orders that reach it; see calendars

    objects = OfficeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name_bn

    def family(self) -> list[int]:
        """Ids of this office and of those under it (two levels: district and upazila)."""
        return [self.pk, *self.children.values_list("pk", flat=True)]


class Post(models.Model):
    """A chair in an office. Work goes to a post; persons come and go."""

    class Role(models.TextChoices):
        CLERK = "clerk", _l("অফিস সহকারী")
        OFFICER = "officer", _l("কর্মকর্তা")
        UPAZILA = "upazila", _l("উপজেলা কর্মকর্তা")
        HEAD = "head", _l("দপ্তরপ্রধান")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OFFICER)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title_bn


class AccountManager(BaseUserManager["Account"]):
    def open(self, *, username: str, name_bn: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=self.model.normalize_username(username), name_bn=name_bn, **fields)
        account.set_password(password)
        account.save(force_insert=True)
        return account

    def staff_of(self, office: Office, at: datetime) -> models.QuerySet[Account]:
        """Who holds a post of the office, or of one under it, at a moment."""
        postings = Posting.objects.in_force_at(at).filter(post__office__in=office.family())
        return self.filter(pk__in=postings.values("account")).order_by("name_bn", "pk")


class Account(AbstractBaseUser):
    """Who can sign in. An officer is an account with a posting; an administrator reads no matters."""

    username = models.CharField(max_length=80, unique=True)
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    demo_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.name_bn

    posting: Posting | None = None  # the one acted under, put here by offices.sign_in
    postings_held: tuple[Posting, ...] = ()  # all in force, its regular one first

    def postings_now(self) -> list[Posting]:
        """The postings in force at this moment."""
        return Posting.objects.of_account(self.pk, timezone.now())

    def author(self) -> Author:
        """Who keeps people in order: the posting acted under, else an administrator, who holds none."""
        return self.posting.author() if self.posting else Author(Entry.BY_ADMINISTRATOR, self.name_bn)


NOT_ASKED_FOR = (
    *(f"{of}__{name}" for of in ("account", "post") for name in ("email", "phone")),
    *(f"post__office__{name}" for name in ("body_bn", "body_en", "address_bn", "address_en")),
    *(f"post__office__{name}" for name in ("phone", "email", "website", "position")),
)
"""Of who is signed in: what is written in letters and on receipts, not on the desk."""


class PostingQuerySet(models.QuerySet["Posting"]):
    def in_force(self, day: date) -> PostingQuerySet:
        """The postings of a day, also of one long past."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def in_force_at(self, at: datetime) -> PostingQuerySet:
        """The postings of a moment: one handed over ends that second, not with the day."""
        return self.in_force(in_dhaka(at).date()).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at))

    def not_over(self, at: datetime) -> PostingQuerySet:
        """Those in force at a moment, and those that are to begin."""
        ahead = Q(ends_on__isnull=True) | Q(ends_on__gte=in_dhaka(at).date())
        return self.filter(ahead).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at))

    def of_account(self, account_id: int, at: datetime) -> list[Posting]:
        """The postings an account holds now, its regular one first, with account, post and office in one statement."""
        return list(
            self.in_force_at(at)
            .filter(account_id=account_id)
            .select_related("account", "post__office")
            .defer(*NOT_ASKED_FOR)  # this is asked at every click
            .order_by("kind", "-starts_on", "pk")
        )

    def holder_of(self, post_id: int, day: date) -> Posting | None:
        return self.in_force(day).filter(post_id=post_id).select_related("account").order_by("kind").first()


class Posting(models.Model):
    """An account holds a post from a day to a day (both included), or until it is handed over."""

    class Kind(models.TextChoices):
        REGULAR = "1-regular", _l("নিয়মিত")
        ACTING = "2-acting", _l("ভারপ্রাপ্ত")
        ADDITIONAL = "3-additional", _l("অতিরিক্ত দায়িত্ব")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.REGULAR)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True)  # the moment it was handed over
    order_no = models.CharField(max_length=120, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="posting_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} — {self.post}"

    @property
    def office(self) -> Office:
        return self.post.office

    @property
    def is_head(self) -> bool:
        return self.post.role == Post.Role.HEAD

    @cached_property
    def vacant_below(self) -> list[int]:
        """The posts of the offices under this one that nobody holds now, asked once for each request."""
        held = Posting.objects.in_force_at(timezone.now()).values("post")
        posts = Post.objects.filter(office__parent=self.post.office_id).exclude(pk__in=held)
        return list(posts.values_list("pk", flat=True))

    def author(self) -> Author:
        return Author(Entry.BY_POSTING, self.account.name_bn, self)


class OfficeEvent(Entry):
    """The journal of offices: posts, charges, releases; who did it and when."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="events")

    class Meta:
        indexes = [models.Index(fields=["verb", "id"], condition=Q(told_at__isnull=True), name="office_event_untold")]

    @property
    def sentence(self) -> str:
        return str(VERBS[self.verb])


class MemoNumbering(models.Model):
    """How an office numbers its letters: `pattern` is its own, with {n} for the number and {yy} for the year.

    Nothing is assumed where none is set: the officer types the number, or writes it on the paper by hand.
    """

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="memo_numbering")
    pattern = models.CharField(max_length=100)
    next_number = models.PositiveIntegerField(default=1)
    yearly = models.BooleanField(default=False)  # begins at 1 every calendar year
    year = models.PositiveIntegerField()  # of the number taken last

    def __str__(self) -> str:
        return self.pattern


class Invitation(models.Model):
    """A way in for once, given by hand: who has the code sets the password of the account. Only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account} {self.made_at:%Y-%m-%d}"


class Count(models.Model):
    """How often something came of late, until a moment: by a keyed hash alone (offices.counts)."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveBigIntegerField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number} until {self.until:%Y-%m-%d %H:%M}"


class SentForm(models.Model):
    """A form that is being done or was done of late, by a keyed hash alone, and where it led (offices.sent_forms)."""

    key = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()
    leads_to = models.TextField(blank=True)  # '' while it is being done

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Viewing(models.Model):
    """The access log: who looked at whose data, by what door."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    via = models.CharField(max_length=20)  # desk, link, code, file
    subject = models.UUIDField(db_index=True)  # the case looked at
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.via} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, subject: uuid.UUID, *, via: str, at: datetime, posting: Posting | None = None) -> Viewing:
        return cls(posting=posting, via=via, subject=subject, at=at)
