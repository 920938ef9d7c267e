"""Setting who sits at a tier; and what becomes of what was mailed to a seat outside at a wrong address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.grievances import guard, packets
from ongikar.grievances.models import Packet, TierSeat
from ongikar.grievances.outside import revoke_links
from ongikar.journal.authors import Author
from ongikar.journal.holding import held
from ongikar.offices.addresses import is_confirmed
from ongikar.offices.models import OfficeEvent
from ongikar.offices.people import record
from ongikar.rules import Overtaken, RuleBroken

AMENDABLE = ("post", "alternate", "title", "contact", "email", "ministry", "automatic", "automatic_source")


@transaction.atomic
def amend_seat(seat: TierSeat, *, by: Author, at: datetime, **fields: Any) -> None:
    """Set who sits at a tier: a post here with its alternate, or an address outside.

    What was mailed to an address that was another's is laid before the right one once more. Raises RuleBroken where
    nobody can be reached there, or where automatic appeal names no law, and Overtaken where a colleague was quicker.
    """
    _check_unchanged(seat)
    given = {name: fields[name].strip() if isinstance(fields[name], str) else fields[name] for name in fields}
    now = {name: given.get(name, getattr(seat, name)) for name in AMENDABLE}
    if not now["title"]:
        raise RuleBroken(_("কার কাছে যেতে হবে, সনদে যেমন আছে তেমন লিখুন।"))
    if now["post"] is None and not (now["contact"] or now["email"]):
        raise RuleBroken(_("পদ বেছে নিন, অথবা বাইরের ঠিকানা বা ই-মেইল লিখুন।"))
    if now["automatic"] and not now["automatic_source"]:
        raise RuleBroken(_("স্বয়ংক্রিয় আপিলের জন্য আইনের ধারা লিখুন; না থাকলে বন্ধ রাখুন।"))
    if now["alternate"] is not None and now["alternate"] == now["post"]:
        raise RuleBroken(_("বিকল্প পদটি অন্য একটি পদ হতে হবে।"))
    moved = bool(seat.email) and (now["email"] != seat.email or now["post"] is not None)
    mailed = is_confirmed(seat.email)
    changed = {name: str(now[name] or "") for name in AMENDABLE if now[name] != getattr(seat, name)}
    for name in AMENDABLE:
        setattr(seat, name, now[name])
    seat.save()
    if moved:
        lay_again(seat, mailed=mailed, by=by, at=at)
    if seat.outside:
        for turn in seat.referrals.open():
            packets.want(turn, seat, at=at)
    record(seat.office, "office.seat_amended", by=by, at=at, facts={"tier": seat.tier, "changed": changed})


def _check_unchanged(seat: TierSeat) -> None:
    """Raise Overtaken where the seat is not as it was read; one that is not kept yet, where somebody has kept it."""
    held(seat.office)
    kept = TierSeat.objects.filter(office=seat.office_id, tier=seat.tier).first()
    if (kept is None) != (seat.pk is None) or (kept and any(getattr(kept, n) != getattr(seat, n) for n in AMENDABLE)):
        raise Overtaken(seat)


def address_of(packet: Packet) -> str:
    """The address to which the packet may be mailed: what somebody made sure of, and nobody set who is complained of
    in it; '' where it goes on paper."""
    seat, grievance = packet.seat, packet.referral.grievance
    amended = OfficeEvent.objects.filter(office=seat.office_id, verb="office.seat_amended", facts__tier=seat.tier)
    last = amended.filter(facts__changed__has_key="email").select_related("by_posting").order_by("pk").last()
    set_by = last.by_posting.account_id if last and last.by_posting else None
    return "" if set_by in guard.concerned_accounts(grievance) else packets.mail_address(seat)


def lay_again(seat: TierSeat, *, mailed: bool, by: Author, at: datetime) -> None:
    """The links that were mailed answer nothing any more; what is open and was mailed is made and sent anew.

    `mailed`: letters went to the address, also those without a link.
    """
    for packet in Packet.objects.filter(seat=seat, made_at__isnull=False).select_related("referral", "seat"):
        linked = packet.links.exists()
        if packet.links.filter(used_at=None, revoked_at=None).exists():
            revoke_links(packet, by=by, at=at)
        if seat.outside and packet.referral.is_open and (linked or mailed):
            Packet.objects.filter(pk=packet.pk).update(act_after=at, made_at=None)


@transaction.atomic
def lay_on_paper(address: str, *, by: Author, at: datetime) -> None:
    """Somebody said that this address is wrong: what seats outside got there is laid before them once more."""
    for seat in TierSeat.objects.filter(email__iexact=address):
        lay_again(seat, mailed=True, by=by, at=at)
