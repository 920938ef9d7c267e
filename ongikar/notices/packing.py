"""Making what goes to a seat outside: the file in one PDF and three draft orders, kept as they were sent."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.files import PDF, Received
from ongikar.grievances import packets
from ongikar.grievances.decisions import Outcome
from ongikar.grievances.keeping import keep
from ongikar.grievances.models import GrievanceFile, Packet
from ongikar.journal.authors import SYSTEM
from ongikar.notices.dossier import dossier_of, drafts_of

log = logging.getLogger(__name__)
NAMES = {Outcome.UPHELD: "আদেশ-বহাল.pdf", Outcome.DIRECTED: "আদেশ-নির্দেশ.pdf", Outcome.DIFFERENT: "আদেশ-ভিন্ন-সিদ্ধান্ত.pdf"}
DOSSIER = "অভিযোগের-পূর্ণ-নথি.pdf"


def pack_next(now: datetime) -> bool:
    """Make the packet that was wanted first; False when none is. One that fails is tried again in an hour."""
    found = packets.due_at(now).select_related("seat", "referral__grievance__office", "referral__seat").first()
    if found is None:
        return False
    try:
        _pack(found, now)
    except Exception:
        log.exception("packet=%s could not be made; tried again in an hour", found.pk)
        Packet.objects.filter(pk=found.pk, made_at__isnull=True).update(act_after=now + timedelta(hours=1))
    return True


def _pack(packet: Packet, now: datetime) -> None:
    """The PDFs are made before the transaction, as they take seconds; whoever was quicker has made them."""
    if not packets.still_wanted(packet, now):
        Packet.objects.filter(pk=packet.pk).update(act_after=None)
        return
    turn = packet.referral
    made = [Received(DOSSIER, dossier_of(turn.grievance, at=now), PDF)]
    made += [Received(NAMES[Outcome(name)], data, PDF) for name, data in drafts_of(packet, at=now).items()]
    with transaction.atomic():
        if not Packet.objects.filter(pk=packet.pk, made_at__isnull=True).update(made_at=now, act_after=None):
            return
        by_name = _("প্রোগ্রাম নিজে")
        kept = [keep(one, grievance=turn.grievance, by_name=by_name, at=now, packet=packet) for one in made]
        GrievanceFile.objects.bulk_create(kept)
        facts = {"packet": packet.pk, "to": packet.seat.title, "tier": packet.seat.tier, "sha256": kept[0].sha256}
        turn.record("grievance.laid_outside", by=SYSTEM, at=now, facts=facts)
