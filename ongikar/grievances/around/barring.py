"""The blacklist (কালোতালিকা): asked by one, approved by another, for a time, with an appeal. It blocks nobody.

The guideline does not know it; the national system has it. So it is off unless an office turns it on, and all it does
is to mark: a grievance from a listed number is received and decided like any other (docs/decisions/blacklist.md).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.clock.hours import in_dhaka
from ongikar.grievances.around.models import Barring
from ongikar.grievances.models import Grievance
from ongikar.grievances.parts import Concerned
from ongikar.journal.authors import requester
from ongikar.journal.moves import move
from ongikar.offices.models import Office, OfficeEvent, Posting
from ongikar.rules import Overtaken, RuleBroken

State = Barring.State


def phone_key(phone: str) -> str:
    """All that is kept of the number: it tells whether a number is the same, and not which."""
    return salted_hmac("ongikar.blacklist", phone, algorithm="sha256").hexdigest()


def phone_of(grievance: Grievance) -> str:
    return grievance.complainant.mobile if grievance.complainant else ""


def office_of(grievance: Grievance) -> Office:
    """The office whose list it is: that of the tiers it lies before, for upazilas the district (5.1.1)."""
    return grievance.current.seat.office


def in_force(grievance: Grievance, day: date) -> Barring | None:
    """The barring of its number at its office on a day; None where the list is off, over, or never had it."""
    phone = phone_of(grievance)
    if not settings.BLACKLIST or not phone:
        return None
    found = Barring.objects.filter(office=office_of(grievance), phone_key=phone_key(phone), state=State.IN_FORCE)
    return found.filter(ends_on__gte=day).select_related("decided_by__account").first()


def complained_of(posting: Posting, phone: str) -> bool:
    """Whether somebody with this number complains, or complained, of this person."""
    return Concerned.objects.filter(account=posting.account_id, grievance__complainant__mobile=phone).exists()


@transaction.atomic
def ask_barring(grievance: Grievance, *, reason: str, by: Posting, at: datetime) -> Barring:
    """Propose to list the number of this grievance.

    Raises RuleBroken where the list is off, without reason or number, where the number is listed or proposed, and
    for anybody of whom its owner ever complained.
    """
    phone = phone_of(grievance)
    if not settings.BLACKLIST:
        raise RuleBroken(_("কালোতালিকা এখানে চালু নেই।"))
    if not phone or not reason.strip():
        raise RuleBroken(_("কারণ লিখুন; অভিযোগকারী এটি পড়বেন। মোবাইল নম্বর ছাড়া কাউকে তালিকায় নেওয়া যায় না।"))
    _check_not_complained_of(by, phone)
    if in_force(grievance, in_dhaka(at).date()):
        raise RuleBroken(_("এই নম্বরটি এই দপ্তরের তালিকায় আগে থেকেই আছে।"))
    try:
        with transaction.atomic():
            made = Barring.objects.create(
                office=office_of(grievance), phone_key=phone_key(phone), grievance=grievance, reason=reason.strip(),
                requested_by=by, requested_at=at,
            )  # fmt: skip
    except IntegrityError as twice:
        raise RuleBroken(_("এই নম্বরটির প্রস্তাব আগে থেকেই আছে; তার সিদ্ধান্ত হোক।")) from twice
    made.record("barring.requested", by=by.author(), at=at)
    return made


def _check_not_complained_of(posting: Posting, phone: str) -> None:
    if complained_of(posting, phone):
        raise RuleBroken(_("এই নম্বর থেকে আপনার বিরুদ্ধে অভিযোগ আছে; তাই কালোতালিকার কোনো সিদ্ধান্তে আপনি থাকতে পারেন না।"))


def _check_second(barring: Barring, by: Posting) -> None:
    """Two persons, not two posts; and neither is complained of."""
    if barring.requested_by.account_id == by.account_id:
        raise RuleBroken(_("যিনি প্রস্তাব করেছেন, তিনি নিজে সিদ্ধান্ত দিতে পারেন না; অন্য একজন দেবেন।"))
    _check_not_complained_of(by, phone_of(barring.grievance))


def approve(barring: Barring, *, note: str = "", by: Posting, at: datetime) -> OfficeEvent:
    """List the number for `ONGIKAR_BLACKLIST_DAYS`; longer only by two persons once more, after a look."""
    _check_second(barring, by)
    ends = in_dhaka(at).date() + timedelta(days=settings.BLACKLIST_DAYS)
    event: OfficeEvent = move(
        barring, State.IN_FORCE, "barring.approved", by=by.author(), at=at, facts={"ends_on": f"{ends}"},
        decided_by=by, decided_at=at, note=note.strip(), ends_on=ends,
    )  # fmt: skip
    return event


def refuse(barring: Barring, *, note: str, by: Posting, at: datetime) -> OfficeEvent:
    _check_second(barring, by)
    return _end(barring, State.REFUSED, "barring.refused", note=note, by=by, at=at)


def lift(barring: Barring, *, note: str, by: Posting, at: datetime) -> OfficeEvent:
    """Take the number off before its time. Whoever asked for the listing may do this too."""
    _check_not_complained_of(by, phone_of(barring.grievance))
    return _end(barring, State.LIFTED, "barring.lifted", note=note, by=by, at=at)


def _end(barring: Barring, to: str, verb: str, *, note: str, by: Posting, at: datetime) -> OfficeEvent:
    if not note.strip():
        raise RuleBroken(_("কারণ লিখুন।"))
    event: OfficeEvent = move(barring, to, verb, by=by.author(), at=at, decided_by=by, decided_at=at, note=note.strip())
    return event


@transaction.atomic
def appeal_barring(barring: Barring, *, text: str, at: datetime) -> None:
    """Whoever is listed turns to the next tier, once; the listing stays until that is decided."""
    if not text.strip():
        raise RuleBroken(_("কেন তালিকা থেকে নাম তুলে নেওয়া উচিত, লিখুন।"))
    if not barring.in_force_on(in_dhaka(at).date()):
        raise RuleBroken(_("এই নম্বর এখন কালোতালিকায় নেই।"))
    if not Barring.objects.filter(pk=barring.pk, appealed_at=None).update(appeal=text.strip(), appealed_at=at):
        raise Overtaken(barring)
    barring.record("barring.appealed", by=requester(""), at=at)


@transaction.atomic
def settle_appeal(
    barring: Barring, *, lifted: bool, note: str, memo_no: str = "", by: Posting, at: datetime
) -> OfficeEvent:
    """What the next tier decided; where it sits outside, written down from its letter with the memo number.

    Nobody who asked for the listing or approved it decides the appeal himself.
    """
    outside = not barring.office.tier_seats.filter(tier=2, post__isnull=False).exists()
    if not note.strip() or (outside and not memo_no.strip()):
        raise RuleBroken(_("সিদ্ধান্ত ও কারণ লিখুন; বাইরের দপ্তরের চিঠি হলে স্মারক নম্বরও।"))
    made_by = {barring.requested_by.account_id, barring.decided_by.account_id if barring.decided_by else None}
    if not outside and by.account_id in made_by:
        raise RuleBroken(_("প্রস্তাব বা অনুমোদন যিনি করেছেন, আপিলের সিদ্ধান্ত তিনি দিতে পারেন না।"))
    _check_not_complained_of(by, phone_of(barring.grievance))
    words = {"appeal_note": note.strip(), "appeal_memo_no": memo_no.strip(), "appeal_by": by, "appeal_at": at}
    if not Barring.objects.filter(pk=barring.pk, appealed_at__isnull=False, appeal_at=None).update(**words):
        raise Overtaken(barring)
    event = barring.record("barring.appeal_decided", by=by.author(), at=at, facts={"lifted": lifted})
    if lifted and barring.state == State.IN_FORCE:
        _end(barring, State.LIFTED, "barring.lifted", note=note, by=by, at=at)
    return event
