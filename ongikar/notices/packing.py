"""Making what goes to a seat outside: the file in one PDF and three draft orders, kept as they were sent.

A paper takes seconds, so the loop makes one a step, and whatever else is due comes between. What is made lies in this
process alone until the packet is whole; the next process begins it anew.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.files import PDF, Received, path_of
from ongikar.grievances import packets
from ongikar.grievances.decisions import Outcome
from ongikar.grievances.keeping import keep
from ongikar.grievances.models import GrievanceFile, Packet
from ongikar.journal.authors import SYSTEM
from ongikar.notices.dossier import dossier_of, draft_of

log = logging.getLogger(__name__)
NAMES = {Outcome.UPHELD: "আদেশ-বহাল.pdf", Outcome.DIRECTED: "আদেশ-নির্দেশ.pdf", Outcome.DIFFERENT: "আদেশ-ভিন্ন-সিদ্ধান্ত.pdf"}
DOSSIER = "অভিযোগের-পূর্ণ-নথি.pdf"


@dataclass
class Making:
    """A packet in the making. `of` says which, when it was wanted and the last fact in its file: where any of it is
    another by now, it is begun anew."""

    of: tuple[object, ...]
    begun_at: datetime
    papers: list[Received] = field(default_factory=list)


_in_hand: list[Making] = []  # one at most


def pack_next(now: datetime) -> bool:
    """Make the next paper of the packet that was wanted first; False when none is. One that fails is tried again in
    an hour."""
    found = packets.due_at(now).select_related("seat", "referral__grievance__office", "referral__seat").first()
    if found is None:
        return False
    try:
        _step(found, now)
    except Exception:
        _in_hand.clear()
        log.exception("packet=%s could not be made; tried again in an hour", found.pk)
        Packet.objects.filter(pk=found.pk, made_at__isnull=True).update(act_after=now + timedelta(hours=1))
    return True


def _step(packet: Packet, now: datetime) -> None:
    if not packets.still_wanted(packet, now):
        Packet.objects.filter(pk=packet.pk).update(act_after=None)
        return
    making, drafts = _making(packet, now), packets.drafts_for(packet.seat)
    making.papers.append(_paper(packet, len(making.papers), making.begun_at))
    if len(making.papers) > len(drafts):
        _in_hand.clear()
        _keep(packet, making.papers, now)


def _making(packet: Packet, now: datetime) -> Making:
    last = packet.referral.grievance.events.order_by("pk").values_list("pk", flat=True).last()
    of = (packet.pk, packet.act_after, last)
    if not _in_hand or _in_hand[0].of != of:
        _in_hand[:] = [Making(of, now)]
    return _in_hand[0]


def _paper(packet: Packet, number: int, at: datetime) -> Received:
    """The file of the grievance comes first, then a draft for each outcome."""
    if number == 0:
        return Received(DOSSIER, dossier_of(packet.referral.grievance, at=at), PDF)
    outcome = packets.drafts_for(packet.seat)[number - 1]
    return Received(NAMES[outcome], draft_of(packet, outcome, at=at), PDF)


def _keep(packet: Packet, papers: list[Received], now: datetime) -> None:
    """The packet is whole, unless another loop was quicker, or it was wanted anew meanwhile.

    The disk has the papers before the database is asked: nobody waits for the one because of the other.
    """
    turn, by_name = packet.referral, _("প্রোগ্রাম নিজে")
    kept = [keep(one, grievance=turn.grievance, by_name=by_name, at=now, packet=packet) for one in papers]
    with transaction.atomic():
        mine = Packet.objects.filter(pk=packet.pk, made_at=None, act_after=packet.act_after)
        if mine.update(made_at=now, act_after=None):
            GrievanceFile.objects.bulk_create(kept)
            facts = {"packet": packet.pk, "to": packet.seat.title, "tier": packet.seat.tier, "sha256": kept[0].sha256}
            turn.record("grievance.laid_outside", by=SYSTEM, at=now, facts=facts)
            return
    for one in kept:
        path_of(one.pk).unlink(missing_ok=True)
