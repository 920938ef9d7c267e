"""The description of the SMS gateway: whole, and able to tell what became of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from string import Formatter
from urllib.parse import urlsplit

from django.conf import settings

from ongikar.ops.checks.rules import Facts, rule

SECRET = 16  # signs, at the least: whoever guesses the address may report what is not so


def _places(text: str) -> set[str] | None:
    """The names in braces; None where the braces cannot be read."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _wrong_places(texts: list[str], known: set[str]) -> bool:
    found = [_places(text) for text in texts]
    return any(places is None or places - known for places in found)


def _is_address(text: str) -> bool:
    return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)


@rule(
    "E056",
    bn="এসএমএস গেটওয়ের বর্ণনা অসম্পূর্ণ ({names}): বার্তা যাবে না।",
    en="The description of the SMS gateway is not whole ({names}): no message leaves.",
    do="ongikar set SMS_URL and SMS_FIELDS as docs/guide/sms.md has them, with a place for number and for text",
)
def gateway_half_described(now: datetime) -> Facts | None:
    if not settings.SMS_URL or settings.SMS_DROP:
        return None
    texts = list(settings.SMS_FIELDS.values())
    wrong = [] if _is_address(settings.SMS_URL) else ["SMS_URL"]
    if _wrong_places(texts, {"to", "text", "id"}) or not all(any(p in t for t in texts) for p in ("{to}", "{text}")):
        wrong.append("SMS_FIELDS")
    return {"names": ", ".join(wrong)} if wrong else None


@rule(
    "W057",
    bn="এসএমএস পৌঁছাল কি না, তা জানার ব্যবস্থা অর্ধেক করা ({names}): প্রতিবেদন পড়া হয় না।",
    en="How the gateway tells whether a message arrived is half described ({names}): its reports are not read.",
    do="Set what is named as docs/guide/sms.md has it, or leave all of it out",
)
def reports_half_described(now: datetime) -> Facts | None:
    wrong = [*_wrong_in_reports(), *_wrong_in_asking()] if settings.SMS_URL else []
    return {"names": ", ".join(dict.fromkeys(wrong))} if wrong else None


def _wrong_in_reports() -> Iterator[str]:
    if not settings.SMS_REPORT_SECRET:
        return
    if len(settings.SMS_REPORT_SECRET) < SECRET or not re.fullmatch(r"[\w.~-]+", settings.SMS_REPORT_SECRET, re.A):
        yield "SMS_REPORT_SECRET"
    if not (settings.SMS_REPORT_FIELDS.get("id") and settings.SMS_REPORT_FIELDS.get("status")):
        yield "SMS_REPORT_FIELDS"
    if not settings.SITE_URL:
        yield "SITE_URL"
    yield from _unnamed()


def _wrong_in_asking() -> Iterator[str]:
    if not settings.SMS_STATUS_URL:
        return
    places = _places(settings.SMS_STATUS_URL)
    if not _is_address(settings.SMS_STATUS_URL) or places not in ({"id"}, {"gateway_id"}):
        yield "SMS_STATUS_URL"
    if places == {"gateway_id"} and not settings.SMS_ID:
        yield "SMS_ID"
    if places == {"id"}:
        yield from _unnamed()


def _unnamed() -> Iterator[str]:
    """A report names its message: as the gateway calls it in its answer, or as we call it when we send it."""
    if not settings.SMS_ID and not any("{id}" in text for text in settings.SMS_FIELDS.values()):
        yield "SMS_ID"
