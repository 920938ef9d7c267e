"""Numbers that people can read out: nine random digits and a Damm check digit."""

from __future__ import annotations

import secrets
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from ongikar.bangla.codes import CODE_SIGNS, typed_code
from ongikar.bangla.damm import check_digit, is_valid
from ongikar.bangla.digits import to_ascii


def new_reference() -> str:
    digits = f"{secrets.randbelow(10**9):09d}"
    return digits + str(check_digit(digits))


def read_reference(typed: str) -> str | None:
    """The reference in what somebody typed, in any digits and spacing; None where it cannot be one."""
    digits = "".join(c for c in to_ascii(typed) if c in "0123456789")
    return digits if len(digits) == 10 and is_valid(digits) else None


CODE_LENGTH = 8


def receipt_code(case_id: str, link_number: int) -> str:
    """The second fact, printed on the receipt: eight letters derived from the case, never stored."""
    digest = salted_hmac("ongikar.receipt-code", f"{case_id}:{link_number}", algorithm="sha256").digest()
    return "".join(CODE_SIGNS[byte % len(CODE_SIGNS)] for byte in digest[:CODE_LENGTH])


class Tracked(Protocol):
    """What is followed by number and code: a case, a grievance, a suggestion."""

    pk: Any
    reference: Any
    link_number: Any
    filed_at: Any


def code_opens(what: Tracked, typed: str) -> bool:
    """Whether the second fact is right: the code printed on its receipt, however it was typed."""
    return constant_time_compare(typed_code(typed), receipt_code(str(what.pk), what.link_number))


def tracking_link(what: Tracked, language: str = "bn", *, at: str = "t") -> str:
    """The address that shows stage and dates; '' where the office has no address that others can reach."""
    if not can_be_reached(settings.SITE_URL):
        return ""
    english = "/en" if language == "en" else ""
    return f"{settings.SITE_URL}{english}/{at}/{what.pk}/{link_token(str(what.pk), what.link_number)}/"


def can_be_reached(site: str) -> bool:
    """Whether people elsewhere can reach this address: a QR code to 127.0.0.1 is useless on a slip."""
    host = urlsplit(site).hostname or ""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal"))


def link_token(case_id: str, link_number: int) -> str:
    """The secret part of a tracking link; a raised link number makes the old one useless."""
    return salted_hmac("ongikar.link", f"{case_id}:{link_number}", algorithm="sha256").hexdigest()[:24]
