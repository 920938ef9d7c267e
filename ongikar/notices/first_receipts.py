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
from ongikar.notices.kinds import Carrier
from ongikar.notices.ways import Way
from ongikar.offices.addresses import is_confirmed, normal_address
from ongikar.offices.counts import count, key_of, take_back

DAY = timedelta(days=1)
BY_MACHINE = (Carrier.EMAIL, Carrier.SMS)  # a letter that is written to a file reaches nobody
BY_WEB = {"case.filed": (Channel.WEB, Channel.AGENT), "grievance.lodged": (Medium.WEB, Medium.AGENT)}


def within(ways: Iterable[Way], event: CaseEvent | GrievanceEvent, phone: str, *, at: datetime) -> list[Way]:
    """The ways by which this fact is told to whoever filed; past a ceiling a person calls, or prints, instead."""
    found = list(ways)
    sent = [way for way in found if way[0] in BY_MACHINE]
    over = _over(event, sent, at) if sent and _is_first(event) else []
    kept = [way for way in found if way not in over]
    by_hand = any(carrier in (Carrier.CALL, Carrier.PAPER) for carrier, _address in kept)
    if by_hand or len(over) < max(len(sent), 1):
        return kept
    return [*kept, (Carrier.CALL, phone) if phone else (Carrier.PAPER, "")]


def _is_first(event: CaseEvent | GrievanceEvent) -> bool:
    came_by = event.case.channel if isinstance(event, CaseEvent) else event.grievance.medium
    return came_by in BY_WEB.get(event.verb, ())


def _over(event: CaseEvent | GrievanceEvent, sent: list[Way], at: datetime) -> list[Way]:
    """Count the receipts that are about to be sent; those of an address, or an office, that had its number today."""
    office = event.case.office_id if isinstance(event, CaseEvent) else event.grievance.office_id
    own = {key_of("receipt", normal_address(address)): (carrier, address) for carrier, address in sent}
    of_office = key_of("receipts", str(office))
    numbers = count([*own, of_office], window=DAY, at=at)
    over = [way for key, way in own.items() if numbers[key] > settings.RECEIPTS_ADDRESS]
    if len(over) == len(own):
        take_back(of_office)  # nothing goes out: a flood to one address uses up nothing of the others
    elif numbers[of_office] > settings.RECEIPTS_OFFICE:
        over = list(own.values())
    return [way for way in over if not is_confirmed(way[1])]
