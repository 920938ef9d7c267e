"""What a gateway tells later of a message: that it reached the phone, or that it did not.

It reports to an address of ours (doors.public.messages), or is asked; either in its own words, which the settings
SMS_REPORT_FIELDS, SMS_DELIVERED and SMS_UNDELIVERED read. What is unknown, doubled, late or nonsense changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.utils.crypto import constant_time_compare

from ongikar.notices.carriers import sms
from ongikar.notices.models import LINES, GrievanceNotice, Notice, Telling

MOST = 1000  # reports of one call
DEPTH = 8  # of what is nested in one another
AGAIN = timedelta(minutes=15)  # after a gateway that does not answer
_NUMBER = re.compile(r"(g?)([0-9]{1,18})\Z")


@dataclass(frozen=True)
class Report:
    """`id` is what the message is called, `status` what became of it, both as the gateway has it."""

    id: str
    status: str


def is_secret(typed: str) -> bool:
    """Whether this is the secret of the address at which reports are taken; none where no secret is set."""
    kept = settings.SMS_REPORT_SECRET
    return bool(kept) and constant_time_compare(typed, kept)


def reports_in(query: str, body: str) -> list[Report]:
    """The reports of one call: in its address, in a form, or anywhere in a JSON body, also several."""
    found = [dict(parse_qsl(query)), _json(body) or dict(parse_qsl(body))]
    return [report for report, _ in zip(_reports(found, DEPTH), range(MOST), strict=False)]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _reports(told: Any, depth: int) -> Iterator[Report]:
    if isinstance(told, list) and depth:
        for one in told:
            yield from _reports(one, depth - 1)
    if not isinstance(told, dict) or not depth:
        return
    fields = settings.SMS_REPORT_FIELDS
    name, status = told.get(fields.get("id")), told.get(fields.get("status"))
    if name is not None and status is not None:
        yield Report(str(name), status if isinstance(status, str) else json.dumps(status))
    else:
        yield from _reports(list(told.values()), depth - 1)


def take_in(reports: list[Report], *, at: datetime) -> int:
    """Believe the reports; how many changed something."""
    return sum(_believed(_message(report.id), report.status, at) for report in reports)


def _believed(notice: Telling | None, status: str, at: datetime) -> bool:
    """Whether this is news of the message. What did not arrive is looked for first: "undelivered" holds "delivered"."""
    if notice is None:
        return False
    status = status[:500]
    if re.search(settings.SMS_UNDELIVERED, status):
        return notice.report(delivered=False, at=at)
    return bool(re.search(settings.SMS_DELIVERED, status)) and notice.report(delivered=True, at=at)


def _message(name: str) -> Telling | None:
    """The message that the gateway calls so: by its own name where SMS_ID reads that, else by our number."""
    if settings.SMS_ID:
        named = (kind.objects.messages().filter(gateway_id=name).first() for kind in LINES if sms.NAME.match(name))
        return next((notice for notice in named if notice), None)
    if not (read := _NUMBER.match(name)):
        return None
    kind: type[Telling] = GrievanceNotice if read[1] else Notice
    found: Telling | None = kind.objects.messages().filter(pk=int(read[2])).first()
    return found


def ask_next(now: datetime) -> bool:
    """Ask the gateway after the message whose turn came first; False when there is none to be asked after.

    Where the gateway does not answer, all wait with this one, so that a dead one holds nothing up.
    """
    for kind in LINES if settings.SMS_STATUS_URL else ():
        notice: Telling | None = kind.objects.to_ask_after(now).first()
        if notice is None:
            continue
        if notice.asked_after(at=now):
            status = sms.ask(notice)
            if status is None:
                kind.objects.to_ask_after(now).update(ask_at=now + AGAIN)
            else:
                _believed(notice, status, now)
        return True
    return False
