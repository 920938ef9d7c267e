"""The answer of a seat outside: by the one-time link that was mailed to it, or by the letter that staff key in."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.cases.files import Received
from ongikar.clock.steady import LEAP
from ongikar.grievances import packets
from ongikar.grievances.appeals import take_up
from ongikar.grievances.guard import concerned_accounts
from ongikar.grievances.keeping import keep
from ongikar.grievances.models import AnswerLink, Decision, GrievanceEvent, GrievanceFile, Packet, Referral, decide
from ongikar.journal.authors import Author, outside
from ongikar.rules import RuleBroken

NAME_MOST = 200  # signs of whoever did something, as many as a row has room for


@transaction.atomic
def new_link(packet: Packet, *, at: datetime) -> str:
    """The secret of a new link, and the only time it can be read; an earlier one is good for nothing from now on.

    It is good for ONGIKAR_ANSWER_LINK_DAYS.
    """
    packet.links.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    ends_at = at + timedelta(days=settings.ANSWER_LINK_DAYS)
    AnswerLink.objects.create(packet=packet, digest=digest_of(token), made_at=at, ends_at=ends_at)
    return token


def digest_of(token: str) -> str:
    return salted_hmac("ongikar.answer", token, algorithm="sha256").hexdigest()


def link_of(token: str, *, at: datetime) -> AnswerLink | None:
    """The link of a token that is still good; None for a wrong, used, revoked or old one: all alike."""
    good = AnswerLink.objects.filter(used_at__isnull=True, revoked_at__isnull=True, ends_at__gt=at)
    good = good.filter(made_at__lte=at + LEAP)  # what a wrong clock made would be good for years
    return good.filter(digest=digest_of(token)).select_related("packet__seat", "packet__referral__grievance").first()


@transaction.atomic
def revoke_links(packet: Packet, *, by: Author, at: datetime) -> GrievanceEvent:
    """Make the link that was mailed useless, as when it went to a wrong address."""
    packet.links.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)
    return packet.referral.record("grievance.answer_links_revoked", by=by, at=at, facts={"tier": packet.seat.tier})


def turn_of(packet: Packet) -> Referral | None:
    """The open turn that an answer would end, or would take up from below; None where that has passed."""
    turn = packet.referral.grievance.current
    lapsed_below = turn.pk == packet.referral_id and turn.lapsed_at is not None
    return turn if turn.is_open and (turn.seat_id == packet.seat_id or lapsed_below) else None


@transaction.atomic
def answer_by_link(
    link: AnswerLink,
    *,
    outcome: str,
    text: str,
    signed_by: str,
    memo_no: str,
    documents: Sequence[Received],
    at: datetime,
) -> Decision:
    """The answer of whoever has the link, which is used up by it. Raises RuleBroken where another was quicker."""
    unused = AnswerLink.objects.filter(pk=link.pk, used_at__isnull=True, revoked_at__isnull=True)
    if not unused.update(used_at=at):
        raise RuleBroken(_("লিংকটি আগেই ব্যবহার হয়েছে।"))
    by = outside(_signed(signed_by, link.packet))
    return _decided(
        link.packet, outcome=outcome, text=text, signed_by=signed_by, memo_no=memo_no, documents=documents, by=by, at=at
    )


@transaction.atomic
def key_in(
    packet: Packet,
    *,
    outcome: str,
    text: str,
    signed_by: str,
    memo_no: str,
    documents: Sequence[Received],
    by: Author,
    at: datetime,
) -> Decision:
    """The order that came on paper, written down by somebody who is not concerned; its scan goes with it, and the
    complainant sees that."""
    concerned = concerned_accounts(packet.referral.grievance)
    if by.posting is None or by.posting.account_id in concerned:
        raise RuleBroken(_("অভিযোগটি আপনার বিরুদ্ধে; এর আদেশ আপনি লিখে নিতে পারেন না।"))
    if not documents:
        raise RuleBroken(_("আদেশের স্ক্যান বা ছবি দিন; অভিযোগকারী মূল আদেশটি দেখবেন।"))
    packet.links.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)
    return _decided(
        packet, outcome=outcome, text=text, signed_by=signed_by, memo_no=memo_no, documents=documents, by=by, at=at
    )


def _signed(signed_by: str, packet: Packet) -> str:
    """Who signed, with the seat where a name has room for both; no half of either."""
    whole = ", ".join(filter(None, (signed_by.strip(), packet.seat.title)))
    return whole if len(whole) <= NAME_MOST else signed_by.strip()


def _decided(
    packet: Packet,
    *,
    outcome: str,
    text: str,
    signed_by: str,
    memo_no: str,
    documents: Sequence[Received],
    by: Author,
    at: datetime,
) -> Decision:
    """The turn before the seat ends; what lapsed below is first taken up by it of its own motion (5.2)."""
    if outcome not in packets.outcomes_at(packet.seat):
        raise RuleBroken(_("এই ধাপে এই সিদ্ধান্ত দেওয়া যায় না।"))
    if not signed_by.strip():
        raise RuleBroken(_("আদেশে কে স্বাক্ষর করেছেন, নাম ও পদবি লিখুন।"))
    turn = turn_of(packet)
    if turn is None:
        raise RuleBroken(_("অভিযোগটি এখন আর এই ধাপে নেই, অথবা এর সিদ্ধান্ত হয়ে গেছে।"))
    if turn.seat_id != packet.seat_id:
        turn = take_up(turn, by=by, at=at, reason=text)
    signed = _signed(signed_by, packet)
    decide(turn, outcome, by=by, at=at, reasons=text, memo_no=memo_no.strip() or "-")
    decision: Decision = turn.decisions.latest("pk")
    Decision.objects.filter(pk=decision.pk).update(by=None, by_name=signed, memo_no=memo_no.strip())
    decision.refresh_from_db()
    GrievanceFile.objects.bulk_create(
        keep(one, grievance=turn.grievance, by_name=by.name, at=at, decision=decision, packet=packet)
        for one in documents
    )
    return decision
