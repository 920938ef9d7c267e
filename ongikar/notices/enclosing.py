"""What a letter to a seat outside says, how it goes, and what goes along: file and drafts, and the link to answer by.

The link is made as the mail is sent and stands in that mail alone; whoever sends it again makes another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.bangla.dates import long_date
from ongikar.cases.files import path_of
from ongikar.cases.references import can_be_reached
from ongikar.clock.hours import in_dhaka
from ongikar.grievances.appeals import form_of
from ongikar.grievances.models import GrievanceEvent, Packet
from ongikar.grievances.outside import new_link
from ongikar.grievances.reseating import address_of
from ongikar.notices.carriers import mail_carrier
from ongikar.notices.enclosed import Enclosed
from ongikar.notices.models import BY_MAIL, Carrier, Recipient, Telling
from ongikar.offices.reaching import reached_at


def packet_of(event: GrievanceEvent) -> Packet | None:
    found = Packet.objects.filter(pk=event.facts.get("packet"))
    return found.select_related("seat__office__parent", "referral__grievance").first()


def to_seat(event: GrievanceEvent) -> Iterator[tuple[Carrier, str]]:
    """By mail where the address is one that somebody made sure of; where no mail goes out, on paper."""
    packet = packet_of(event)
    address = address_of(packet) if packet else ""
    if address:
        yield mail_carrier(), address
    if not address or (mail_carrier() != Carrier.EMAIL and not settings.DEMO):
        yield Carrier.PAPER, ""


def of_packet(event: GrievanceEvent) -> dict[str, Any]:
    """What the letter to a seat outside says of its packet; {} for any other letter."""
    packet = packet_of(event) if event.facts.get("packet") else None
    if packet is None:
        return {}
    return {
        "packet_seat": packet.seat,
        "keeps": packet.seat.office,
        "keeps_phone": reached_at(packet.seat.office).phone,
        "own_motion": packet.referral.seat_id != packet.seat_id,
        "form": form_of(packet.referral),
        "by_link": bool(address_of(packet)) and can_be_reached(settings.SITE_URL),
    }


def enclose(notice: Telling, *, at: datetime) -> None:
    """Put the files, and for a mail the new link, with a letter to a seat outside. Raises OSError for a lost file."""
    if notice.recipient != Recipient.SEAT or notice.carrier not in BY_MAIL:
        return
    packet = packet_of(notice.event)
    if packet is None:
        return
    made = packet.files.filter(decision=None)
    sent = made.filter(at=made.aggregate(last=Max("at"))["last"])  # where it was made anew, the last alone
    notice.enclosed = [Enclosed(one.name, path_of(one.pk).read_bytes(), one.media_type) for one in sent]
    if can_be_reached(settings.SITE_URL):
        notice.only_in_mail = _link_words(packet, notice.language, at)


def _link_words(packet: Packet, language: str, at: datetime) -> str:
    token = new_link(packet, at=at)
    link = packet.links.latest("pk")
    with translation.override(language):
        said = _("উত্তর দেওয়ার লিংক: একবার ব্যবহার করা যায়, %(day)s পর্যন্ত; এই ই-মেইল ছাড়া আর কোথাও নেই।")
        day = long_date(in_dhaka(link.ends_at).date(), "en" if language == "en" else "bn")
        return f"{said % {'day': day}}\n{settings.SITE_URL}{'/en' if language == 'en' else ''}/answers/{token}/"
