"""The blacklist (কালোতালিকা, 8): recommended by the grievance officer when proved, decided by the appeal officer.

In force it closes the web form to a number, and nothing else. Its end and the appeal are a practice of ours
(docs/decisions/blacklist.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.clock.hours import in_dhaka
from ongikar.grievances.around.models import Barring
from ongikar.grievances.guard import concerned_accounts, deciders, holders_at, may_decide, sitting
from ongikar.grievances.lifecycle import DECIDED
from ongikar.grievances.models import Grievance
from ongikar.grievances.parts import Concerned
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import requester
from ongikar.journal.moves import move
from ongikar.offices.models import Office, OfficeEvent, Post, Posting
from ongikar.rules import Overtaken, RuleBroken

State = Barring.State
RECOMMENDS, DECIDES, ABOVE = 1, 2, 3
"""The tiers: the first recommends, the second decides (8), the third settles the appeal of whoever is listed."""


@dataclass(frozen=True)
class Letter:
    """By which a decision comes from a tier outside."""

    memo_no: str = ""
    memo_on: date | None = None


NONE = Letter()


def phone_key(phone: str) -> str:
    """All that is kept of the number: it tells whether a number is the same, and not which."""
    return salted_hmac("ongikar.blacklist", phone, algorithm="sha256").hexdigest()


def phone_of(grievance: Grievance) -> str:
    return grievance.complainant.mobile if grievance.complainant else ""


def office_of(grievance: Grievance) -> Office:
    """The office whose list it is: that of the tiers it lies before, for upazilas the district (5.1.1)."""
    return grievance.current.seat.office


def in_force(grievance: Grievance, day: date) -> Barring | None:
    """The barring of its number at its office on a day; None where it is over, or never was."""
    return _listed(office_of(grievance), phone_of(grievance), day)


def closed_online(office: Office, phone: str, day: date) -> Barring | None:
    """What closes the web form of an office to a number on a day (8); the desk takes it down all the same."""
    seat = seat_of(office, RECOMMENDS)
    return _listed(seat.office, phone, day) if seat else None


def _listed(office: Office, phone: str, day: date) -> Barring | None:
    if not phone:
        return None
    found = Barring.objects.filter(office=office, phone_key=phone_key(phone), state=State.IN_FORCE)
    return found.filter(ends_on__gte=day).select_related("decided_by__account").first()


def complained_of(posting: Posting, phone: str) -> bool:
    """Whether somebody with this number complains, or complained, of this person."""
    return Concerned.objects.filter(account=posting.account_id, grievance__complainant__mobile=phone).exists()


def outside(barring: Barring, tier: int) -> bool:
    """Whether what a tier decides comes by letter."""
    seat = seat_of(barring.office, tier)
    return seat is None or seat.outside


def may_speak(posting: Posting, barring: Barring, *, tier: int, at: datetime) -> bool:
    """Whether this posting gives a tier's decision, or writes down the letter of one outside.

    Who recommended the listing decides nothing, nor who decided it an appeal; the letter he writes down himself only
    where nobody else can. Who is complained of from the number has no part, and a seat outside neither.
    """
    phone, seat = phone_of(barring.grievance), seat_of(barring.office, tier)
    if complained_of(posting, phone):
        return False
    recommender = barring.requested_by.account_id
    if seat is None or seat.outside:
        if seat is not None and Concerned.objects.filter(seat=seat, grievance__complainant__mobile=phone).exists():
            return False
        keepers = _keepers(barring, at)
        second = [one for one in keepers if one.account_id != recommender]
        return any(one.pk == posting.pk for one in second or keepers)
    first = {recommender, barring.decided_by.account_id if tier > DECIDES and barring.decided_by else None}
    sits = any(one.pk == posting.pk for one in deciders(seat, concerned_accounts(barring.grievance), at))
    return sits and posting.account_id not in first


def _keepers(barring: Barring, at: datetime) -> list[Posting]:
    """Who writes a letter down: who sits at the first tier, and the head; none of whom the number complains."""
    seat, heads = seat_of(barring.office, RECOMMENDS), barring.office.posts.filter(role=Post.Role.HEAD)
    found = [*(sitting(seat, at) if seat else []), *(one for post in heads for one in holders_at(post, at))]
    return [one for one in found if not complained_of(one, phone_of(barring.grievance))]


@transaction.atomic
def recommend_barring(grievance: Grievance, *, reason: str, proof: str, by: Posting, at: datetime) -> Barring:
    """Recommend the number of this grievance for the list (8): by the grievance officer who decided it.

    `proof`: what is proved, and by what. Raises RuleBroken without it, a reason or a number, before the grievance is
    decided, where the number is listed or recommended, and for anybody of whom its owner ever complained.
    """
    phone = phone_of(grievance)
    if not phone or not reason.strip():
        raise RuleBroken(_("কারণ লিখুন; অভিযোগকারী এটি পড়বেন। মোবাইল নম্বর ছাড়া কাউকে তালিকায় নেওয়া যায় না।"))
    if not proof.strip():
        raise RuleBroken(_("কী প্রমাণিত হয়েছে এবং কীসে, লিখুন; শুধু প্রমাণিত হলেই সুপারিশ করা যায় (৮)।"))
    _check_not_complained_of(by, phone)
    _check_decided(grievance)
    if grievance.current.tier != RECOMMENDS or not may_decide(by, grievance.current, at):
        raise RuleBroken(_("কালোতালিকার সুপারিশ করেন যিনি অনিক হিসেবে অভিযোগটি নিষ্পত্তি করেছেন (৮)।"))
    if in_force(grievance, in_dhaka(at).date()):
        raise RuleBroken(_("এই নম্বরটি এই দপ্তরের তালিকায় আগে থেকেই আছে।"))
    try:
        with transaction.atomic():
            made = Barring.objects.create(
                office=office_of(grievance), phone_key=phone_key(phone), grievance=grievance, reason=reason.strip(),
                proof=proof.strip(), requested_by=by, requested_at=at,
            )  # fmt: skip
    except IntegrityError as twice:
        raise RuleBroken(_("এই নম্বরটির সুপারিশ আগে থেকেই আছে; তার সিদ্ধান্ত হোক।")) from twice
    made.record("barring.requested", by=by.author(), at=at)
    return made


def _check_decided(grievance: Grievance) -> None:
    """Only when proved (8): nothing is proved by a grievance that is still open, or was taken back."""
    if grievance.current.state not in DECIDED:
        raise RuleBroken(_("অভিযোগটি এখন নিষ্পন্ন নয়; নিষ্পত্তি বা নথিজাত হলে তবেই কালোতালিকার কথা আসে (৮)।"))


def _check_not_complained_of(posting: Posting, phone: str) -> None:
    if complained_of(posting, phone):
        raise RuleBroken(_("এই নম্বর থেকে আপনার বিরুদ্ধে অভিযোগ আছে; তাই কালোতালিকার কোনো সিদ্ধান্তে আপনি থাকতে পারেন না।"))


def _check_speaks(barring: Barring, tier: int, *, since: datetime, by: Posting, at: datetime, letter: Letter) -> None:
    """By whom, and where it comes by letter, by which: of a day from `since` to today."""
    _check_not_complained_of(by, phone_of(barring.grievance))
    if not may_speak(by, barring, tier=tier, at=at):
        raise RuleBroken(_("এই সিদ্ধান্ত আপনি দিতে পারেন না: সিদ্ধান্ত আপিল কর্মকর্তার, আর সুপারিশ যিনি করেছেন তাঁর নয় (৮)।"))
    if not outside(barring, tier):
        return
    if not letter.memo_no.strip() or letter.memo_on is None:
        raise RuleBroken(_("সিদ্ধান্তটি বাইরের দপ্তরের চিঠিতে আসে: তার স্মারক নম্বর ও তারিখ লিখুন।"))
    if not in_dhaka(since).date() <= letter.memo_on <= in_dhaka(at).date():
        raise RuleBroken(_("চিঠির তারিখ মিলিয়ে দেখুন: যা নিয়ে সিদ্ধান্ত, তার আগের বা আজকের পরের হতে পারে না।"))


def approve(barring: Barring, *, note: str = "", letter: Letter = NONE, by: Posting, at: datetime) -> OfficeEvent:
    """The appeal officer lists the number (8), for `ONGIKAR_BLACKLIST_DAYS`; longer only by a decision anew."""
    _check_speaks(barring, DECIDES, since=barring.requested_at, by=by, at=at, letter=letter)
    _check_decided(barring.grievance)
    ends = in_dhaka(at).date() + timedelta(days=settings.BLACKLIST_DAYS)
    event: OfficeEvent = move(
        barring, State.IN_FORCE, "barring.approved", by=by.author(), at=at, facts={"ends_on": f"{ends}"},
        decided_by=by, decided_at=at, note=note.strip(), ends_on=ends, memo_no=letter.memo_no.strip(),
        memo_on=letter.memo_on,
    )  # fmt: skip
    return event


def refuse(barring: Barring, *, note: str, letter: Letter = NONE, by: Posting, at: datetime) -> OfficeEvent:
    """The appeal officer does not follow the recommendation."""
    _check_speaks(barring, DECIDES, since=barring.requested_at, by=by, at=at, letter=letter)
    return _end(barring, State.REFUSED, "barring.refused", note=note, by=by, at=at, letter=letter)


def lift(barring: Barring, *, note: str, letter: Letter = NONE, by: Posting, at: datetime) -> OfficeEvent:
    """Take the number off before its time: by whom it was put there, the appeal officer."""
    _check_speaks(barring, DECIDES, since=barring.requested_at, by=by, at=at, letter=letter)
    return _end(barring, State.LIFTED, "barring.lifted", note=note, by=by, at=at, letter=letter)


def _end(barring: Barring, to: str, verb: str, *, note: str, by: Posting, at: datetime, letter: Letter) -> OfficeEvent:
    if not note.strip():
        raise RuleBroken(_("কারণ লিখুন।"))
    event: OfficeEvent = move(
        barring, to, verb, by=by.author(), at=at, decided_by=by, decided_at=at, note=note.strip(),
        memo_no=letter.memo_no.strip(), memo_on=letter.memo_on,
    )  # fmt: skip
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
    barring: Barring, *, lifted: bool, note: str, letter: Letter = NONE, by: Posting, at: datetime
) -> OfficeEvent:
    """What the tier above the appeal officer decided; where it sits outside, written down from its letter.

    Nobody who recommended the listing or decided it settles the appeal.
    """
    if not note.strip():
        raise RuleBroken(_("সিদ্ধান্ত ও কারণ লিখুন।"))
    if not barring.appeal_open or barring.appealed_at is None:
        raise Overtaken(barring)
    _check_speaks(barring, ABOVE, since=barring.appealed_at, by=by, at=at, letter=letter)
    words = {
        "appeal_note": note.strip(), "appeal_memo_no": letter.memo_no.strip(), "appeal_memo_on": letter.memo_on,
        "appeal_by": by, "appeal_at": at,
    }  # fmt: skip
    if not Barring.objects.filter(pk=barring.pk, appealed_at__isnull=False, appeal_at=None).update(**words):
        raise Overtaken(barring)
    event = barring.record("barring.appeal_decided", by=by.author(), at=at, facts={"lifted": lifted})
    if lifted and barring.state == State.IN_FORCE:
        _end(barring, State.LIFTED, "barring.lifted", note=note, by=by, at=at, letter=letter)
    return event
