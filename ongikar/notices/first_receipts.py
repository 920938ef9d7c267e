"""How many first receipts go to addresses that somebody typed on the web: filing has no limit, messages to others do.

Only the receipt of a filing by web counts. Papers asked for, what is given or refused, and decisions are always sent.
What is not sent is told by phone or on paper: it stands in the list of calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from ongikar.cases.models import CaseEvent, Channel
from ongikar.grievances.models import GrievanceEvent, Medium
from ongikar.notices.kinds import SENT_OUT, Carrier
from ongikar.notices.ways import Way
from ongikar.offices.addresses import is_confirmed, normal_address
from ongikar.offices.counts import count, key_of

DAY = timedelta(days=1)
BY_WEB = {"case.filed": (Channel.WEB, Channel.AGENT), "grievance.lodged": (Medium.WEB, Medium.AGENT)}


def within(ways: Iterable[Way], event: CaseEvent | GrievanceEvent, phone: str, *, at: datetime) -> list[Way]:
    """The ways by which this fact is told to whoever filed; past a ceiling a person calls, or prints, instead."""
    found = list(ways)
    sent = [(carrier, address) for carrier, address in found if carrier in SENT_OUT]
    over = [way for way in sent if _is_first(event) and not is_confirmed(way[1]) and _is_over(event, way[1], at)]
    kept = [way for way in found if way not in over]
    by_hand = any(carrier not in (*SENT_OUT, Carrier.SCREEN) for carrier, _address in kept)
    if not over or by_hand or len(over) < len(sent):
        return kept
    return [*kept, (Carrier.CALL, phone) if phone else (Carrier.PAPER, "")]


def _is_first(event: CaseEvent | GrievanceEvent) -> bool:
    came_by = event.case.channel if isinstance(event, CaseEvent) else event.grievance.medium
    return came_by in BY_WEB.get(event.verb, ())


def _is_over(event: CaseEvent | GrievanceEvent, address: str, at: datetime) -> bool:
    """Count one receipt more; whether this address, or the office, has had its number of the day."""
    office = event.case.office_id if isinstance(event, CaseEvent) else event.grievance.office_id
    own, all_of_it = key_of("receipt", normal_address(address)), key_of("receipts", str(office))
    numbers = count([own], window=DAY, at=at)
    if numbers[own] > settings.RECEIPTS_ADDRESS:
        return True
    return count([all_of_it], window=DAY, at=at)[all_of_it] > settings.RECEIPTS_OFFICE
