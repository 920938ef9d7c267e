"""The first day of an office: what is still to do before it is at work, each thing seen and none ticked by hand.

What no program sees, such as a slip that came well out of the printer, is said by a person and kept with the name.
What an office goes without for now (no gateway, no printer) is said too, and can be taken up again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.charter.founding import posts_without_title
from ongikar.charter.models import Edition, Promise
from ongikar.clock.hours import in_dhaka
from ongikar.journal.authors import Author
from ongikar.notices.addresses import addresses_of
from ongikar.notices.models import Carrier, Outcome
from ongikar.notices.texts import by_sms
from ongikar.notices.trying import line_of
from ongikar.offices import nights
from ongikar.offices.addresses import Address
from ongikar.offices.calendars import calendar_of
from ongikar.offices.machine import end_first_day, this_machine
from ongikar.offices.models import Account, Invitation, Office, OfficeEvent, Post, Posting
from ongikar.offices.people import record
from ongikar.rules import RuleBroken

DONE, TODO, TROUBLE, WITHOUT = "done", "todo", "trouble", "without"
SETTLED = (DONE, WITHOUT)
STOPPED_AFTER = timedelta(minutes=5)  # the ticker writes every two seconds; a long deed may take a minute
MAY_BE_WITHOUT = ("titles", "addresses", "mail", "sms", "printer", "backup")
KEPT = ("office.address_tried", "office.printer_tried", "office.done_without")


@dataclass(frozen=True)
class Item:
    """One thing of the first day. `facts` fill the sentence that the page says of this key and state."""

    key: str
    state: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED


@dataclass(frozen=True)
class Looking:
    """What every look needs: the office with those under it, the moment, and what was tried and said, latest last."""

    office: Office
    family: list[Office]
    at: datetime
    said: list[OfficeEvent]

    def last(self, verb: str, **facts: object) -> OfficeEvent | None:
        """The latest of a verb with these facts."""
        found = (e for e in reversed(self.said) if e.verb == verb and facts.items() <= e.facts.items())
        return next(found, None)


def first_day(office: Office, *, at: datetime) -> list[Item]:
    """Every thing of the first day of an office, in the order in which it is best done."""
    family = list(Office.objects.filter(pk__in=office.family()).order_by("parent_id", "position", "pk"))
    said = list(OfficeEvent.objects.filter(office__in=family, verb__in=KEPT).order_by("pk"))
    looking = Looking(office, family, at, said)
    return [_weighed(look(looking), looking) for look in LOOKS]


def _weighed(item: Item, looking: Looking) -> Item:
    """The thing as it stands; what the office has said that it goes without is settled."""
    if item.key in MAY_BE_WITHOUT and not item.is_settled:
        event = looking.last("office.done_without", item=item.key)
        if event and event.facts["without"]:
            return Item(item.key, WITHOUT, {**item.facts, "by": event.by_name, "at": event.at})
    return item


def do_without(office: Office, key: str, *, without: bool, by: Author, at: datetime) -> None:
    """Go without a thing for now, or take it up again. Raises RuleBroken for what no office goes without."""
    if key not in MAY_BE_WITHOUT:
        raise RuleBroken(_("এই কাজটি বাদ রাখা যায় না।"))
    record(office, "office.done_without", by=by, at=at, facts={"item": key, "without": without})


@transaction.atomic
def end(office: Office, *, by: Author, at: datetime) -> None:
    """Take the list off the desk. Raises RuleBroken while something of it is open."""
    if not all(item.is_settled for item in first_day(office, at=at)):
        raise RuleBroken(_("তালিকায় এখনো কাজ বাকি। সেগুলো শেষ করুন, অথবা যা আপাতত লাগবে না তা বাদ রাখুন।"))
    record(office, "office.first_day_over", by=by, at=at, facts={"machine": this_machine()})
    end_first_day(office.code)


def keep_print(office: Office, size: str, *, right: bool, note: str, by: Author, at: datetime) -> None:
    """How a trial slip came out. Raises RuleBroken where it came out wrong and nothing says how."""
    if not right and not note.strip():
        raise RuleBroken(_("কী ঠিক হয়নি, লিখুন।"))
    facts = {"size": size, "right": right, "note": note.strip(), "machine": this_machine()}
    record(office, "office.printer_tried", by=by, at=at, facts=facts)


# The looks, each at one thing


def _charter(looking: Looking) -> Item:
    edition = Edition.objects.in_force(looking.office)
    if edition is not None:
        return Item("charter", DONE, {"at": edition.published_at})
    draft = Edition.objects.drafts(looking.office).values_list("pk", flat=True).first()
    return Item("charter", TODO, {"draft": draft})


def _facts(looking: Looking) -> Item:
    """Address and phone, which a charter seldom prints and every receipt carries (ops.W067)."""
    office = looking.office
    lacking = [name for name in ("address_bn", "phone") if not getattr(office, name)]
    return Item("office", TODO if lacking else DONE, {"lacking": lacking, "office": office.pk})


def _titles(looking: Looking) -> Item:
    """The charter names no title for the posts of part 3, so somebody has to (founding.POST_TITLE stands till then)."""
    without = posts_without_title(looking.family)
    facts = {"count": len(without), "post": without[0].pk if without else None}
    return Item("titles", TODO if without else DONE, facts)


def _holders(looking: Looking) -> Item:
    """A post of the office itself that has work and nobody holds; the district holds those of the upazilas."""
    held = Posting.objects.in_force_at(looking.at).filter(account__is_active=True).values("post")
    vacant = list(Post.objects.filter(office__in=looking.family).exclude(pk__in=held).order_by("pk"))
    promised = set(Promise.objects.filter(edition__state=Edition.State.PUBLISHED).values_list("post", flat=True))
    own = [p for p in vacant if p.office_id == looking.office.pk and (p.pk in promised or p.role == Post.Role.HEAD)]
    below = sum(post.office_id != looking.office.pk for post in vacant)
    facts = {"count": len(own), "below": below, "post": own[0].pk if own else None}
    return Item("holders", TROUBLE if own else DONE, facts)


def _invitations(looking: Looking) -> Item:
    """Who was let in has come in: nobody holds a post here, or keeps the machine, without a password of their own."""
    staff = Account.objects.staff_of(looking.office, looking.at) | Account.objects.filter(is_administrator=True)
    waiting = [account for account in staff.distinct() if account.is_active and not account.has_usable_password()]
    open_ones = Invitation.objects.filter(used_at__isnull=True, revoked_at__isnull=True, ends_at__gt=looking.at)
    invited = open_ones.filter(account__in=waiting).count()
    facts = {"count": len(waiting), "invited": invited, "old": len(waiting) - invited}
    return Item("invitations", TODO if waiting else DONE, facts)


def _addresses(looking: Looking) -> Item:
    """Nothing goes to an address of the office's people that nobody has confirmed."""
    listed = addresses_of(looking.family)
    wrong = sum(one.state == "wrong" and one.written_to for one in listed)
    open_ones = sum(one.state in ("new", "tried") for one in listed)
    facts = {"count": open_ones, "of": len(listed), "wrong": wrong}
    return Item("addresses", TROUBLE if wrong else TODO if open_ones else DONE, facts)


def _mail(looking: Looking) -> Item:
    return _carrier(looking, "mail", Carrier.EMAIL, is_set=bool(settings.EMAIL_HOST))


def _sms(looking: Looking) -> Item:
    return _carrier(looking, "sms", Carrier.SMS, is_set=by_sms())


def _carrier(looking: Looking, key: str, carrier: str, *, is_set: bool) -> Item:
    """Set up, tried on the line that is set now, and arrived: a code that went that way came back."""
    if not is_set:
        return Item(key, TODO, {"is_set": False})
    event = looking.last("office.address_tried", line=line_of(carrier))
    if event is None:
        return Item(key, TODO, {"is_set": True})
    facts = {"is_set": True, "by": event.by_name, "at": event.at, **event.facts}
    if event.facts["outcome"] not in (Outcome.SENT, Outcome.MAYBE):
        return Item(key, TROUBLE, facts)
    rows = Address.objects.filter(how=Address.How.CODE, confirmed_at__isnull=False, text__contains="@")
    arrived = rows if carrier == Carrier.EMAIL else Address.objects.filter(how=Address.How.CODE).exclude(
        text__contains="@"
    )  # fmt: skip
    first = next((e for e in looking.said if e.facts.get("line") == event.facts["line"]), event)
    return Item(key, DONE if arrived.filter(confirmed_at__gte=first.at).exists() else TODO, facts)


def _printer(looking: Looking) -> Item:
    event = looking.last("office.printer_tried", machine=this_machine())
    if event is None:
        return Item("printer", TODO)
    facts = {"by": event.by_name, "at": event.at, **event.facts}
    return Item("printer", DONE if event.facts["right"] else TROUBLE, facts)


def _backup(looking: Looking) -> Item:
    """A place on another disk, and a night's backup that was made there."""
    night = nights.last_night()
    facts = {"good_at": night.good_at if night else None, "place": str(settings.BACKUPS_DIR)}
    if settings.BACKUP_AT is None:
        return Item("backup", TODO, {**facts, "why": "off"})
    if night and night.is_alarm(looking.at):
        return Item("backup", TROUBLE, {**facts, "why": night.trouble})
    if nights.on_the_same_disk():
        return Item("backup", TODO, {**facts, "why": "same_disk"})
    return Item("backup", DONE if night else TODO, {**facts, "why": "" if night else "none_yet"})


def _calendar(looking: Looking) -> Item:
    """The holidays of this year are known to the office's calendar."""
    until, today = calendar_of(looking.office).loaded_until, in_dhaka(looking.at).date()
    return Item("calendar", DONE if today <= until else TODO, {"year": today.year, "until": until})


def _ticker(looking: Looking) -> Item:
    """Time is counted: lapses are noticed and letters leave."""
    try:
        last = datetime.fromisoformat(settings.HEARTBEAT_FILE.read_text())
    except (OSError, ValueError):
        return Item("ticker", TROUBLE, {"at": None})
    return Item("ticker", TROUBLE if abs(looking.at - last) > STOPPED_AFTER else DONE, {"at": last})


LOOKS: tuple[Callable[[Looking], Item], ...] = (
    _charter, _titles, _holders, _invitations, _facts, _addresses, _mail, _sms, _printer, _backup, _calendar, _ticker,
)  # fmt: skip
