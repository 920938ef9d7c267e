"""Short messages through any HTTP gateway that the settings SMS_* describe, or into a modem's folder."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path

from django.conf import settings

from ongikar.notices.models import Answer, Outcome, Telling
from ongikar.notices.troubles import Trouble

MOST = 20_000  # bytes of an answer that are read
NAME = re.compile(r"[!-~]{1,80}\Z")  # what a gateway may call a message


def send(notice: Telling) -> Answer:
    """Hand the message over and say what came of it.

    A gateway that was reached and then says nothing, or nonsense, may have taken the message: that is "maybe",
    and it is not sent again unasked. One that was never reached has not.
    """
    if not notice.address.startswith("+"):
        return Answer(Outcome.FAILED, Trouble.NUMBER)
    if settings.SMS_DROP is not None:
        return _dropped(notice, settings.SMS_DROP)
    try:
        request = _request(notice)
    except (LookupError, ValueError):
        return Answer(Outcome.WAITING, Trouble.DESCRIPTION)
    answer = _sent(request)
    may_have_gone = answer.outcome in (Outcome.SENT, Outcome.MAYBE)
    return replace(answer, asks=may_have_gone and can_be_asked(answer.gateway_id))


def can_be_asked(gateway_id: str) -> bool:
    """Whether the gateway tells by asking what became of a message; some know only their own name of it."""
    named = gateway_id or "{gateway_id}" not in settings.SMS_STATUS_URL
    return bool(settings.SMS_STATUS_URL and named and settings.SMS_DROP is None)


def ask(notice: Telling) -> str | None:
    """What the gateway says has become of a message, in its own words; None where it says nothing."""
    places = {"id": notice.number, "gateway_id": notice.gateway_id}
    places = {name: urllib.parse.quote(value, safe="") for name, value in places.items()}
    try:
        address = settings.SMS_STATUS_URL.format(**places)
        request = urllib.request.Request(address, headers={**settings.SMS_HEADERS, "User-Agent": "ongikar"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=settings.SMS_TIMEOUT) as reply:  # noqa: S310  a setting
            return str(reply.read(MOST).decode("utf8", "replace"))
    except (LookupError, ValueError, OSError, HTTPException):
        return None


def _sent(request: urllib.request.Request) -> Answer:
    try:
        with urllib.request.urlopen(request, timeout=settings.SMS_TIMEOUT) as reply:  # noqa: S310  a setting
            return _understood(reply.status, reply.read(MOST).decode("utf8", "replace"))
    except urllib.error.HTTPError as refused:
        return _refused(refused.code)
    except urllib.error.URLError as error:
        unreached = isinstance(error.reason, ConnectionRefusedError | socket.gaierror)
        return Answer(Outcome.WAITING, Trouble.NO_GATEWAY) if unreached else Answer(Outcome.MAYBE, Trouble.CUT_OFF)
    except (TimeoutError, OSError, HTTPException):
        return Answer(Outcome.MAYBE, Trouble.CUT_OFF)


def _request(notice: Telling) -> urllib.request.Request:
    """The request as the settings have it: {to} without the plus, {text}, {id}."""
    places = {"to": notice.address.removeprefix("+"), "text": notice.body, "id": notice.number}
    fields = {name: value.format(**places) for name, value in settings.SMS_FIELDS.items()}
    body = urllib.parse.urlencode(fields)
    headers = {**settings.SMS_HEADERS, "User-Agent": "ongikar"}
    if settings.SMS_METHOD == "GET":
        return urllib.request.Request(f"{settings.SMS_URL}?{body}", headers=headers)  # noqa: S310
    return urllib.request.Request(settings.SMS_URL, data=body.encode(), headers=headers, method="POST")  # noqa: S310


def _understood(status: int, text: str) -> Answer:
    if re.search(settings.SMS_SUCCESS, text):
        return Answer(Outcome.SENT, gateway_id=_named(text))
    if settings.SMS_NO_BALANCE and re.search(settings.SMS_NO_BALANCE, text):
        return Answer(Outcome.WAITING, Trouble.NO_BALANCE)
    if settings.SMS_REFUSED and re.search(settings.SMS_REFUSED, text):
        return Answer(Outcome.FAILED, Trouble.GATEWAY_REFUSED, str(status))
    return Answer(Outcome.MAYBE, Trouble.NONSENSE, str(status))


def _named(text: str) -> str:
    """What the gateway calls the message, by the last group of SMS_ID; '' where it says nothing of the kind."""
    found = re.search(settings.SMS_ID, text) if settings.SMS_ID else None
    name = (found[found.lastindex or 0] or "").strip() if found else ""
    return name if NAME.match(name) else ""


def _refused(code: int) -> Answer:
    """4xx: the gateway did not take it; 429 and 5xx: not now, or nobody knows."""
    if code in (401, 403):
        return Answer(Outcome.WAITING, Trouble.GATEWAY_SIGN_IN, str(code))
    if code == 402:
        return Answer(Outcome.WAITING, Trouble.NO_BALANCE, str(code))
    if code == 429 or code == 503:
        return Answer(Outcome.WAITING, Trouble.LATER, str(code))
    return (
        Answer(Outcome.FAILED, Trouble.GATEWAY_REFUSED, str(code))
        if code < 500
        else Answer(Outcome.MAYBE, Trouble.NONSENSE, str(code))
    )


def _dropped(notice: Telling, folder: Path) -> Answer:
    """A file for a modem's program (the form that smstools reads): written whole, then moved into its folder."""
    head = f"To: {notice.address.removeprefix('+')}\nAlphabet: UCS\n\n"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = folder.parent / f".{notice.number}.part"
        half.write_bytes(head.encode("ascii") + notice.body.encode("utf-16-be"))
        half.replace(folder / f"ongikar-{notice.number}")
    except OSError:
        return Answer(Outcome.WAITING, Trouble.DISK)
    return Answer(Outcome.SENT)
