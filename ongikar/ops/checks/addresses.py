"""Where citizens reach the office, and where the program listens."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from ongikar.ops.checks.rules import Facts, rule

LOOPBACK_NAMES = ("localhost", "")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host in LOOPBACK_NAMES or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _site_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


@rule(
    "W001",
    bn="SITE_URL ঠিক করা নেই: রসিদে কিউআর কোড ও লিংক থাকে না, দপ্তরের ফোন নম্বর থাকে।",
    en="SITE_URL is not set: receipts carry the office's phone, and neither a QR code nor a link.",
    do="ongikar set SITE_URL https://ADDRESS-CITIZENS-TYPE",
)
def no_public_address(now: datetime) -> Facts | None:
    return {} if not settings.SITE_URL and not settings.DEMO else None


@rule(
    "E002",
    bn="SITE_URL ({url}) শুধু এই কম্পিউটার থেকে খোলে: রসিদের কিউআর কোড নাগরিকের ফোনে কিছুই খুলবে না।",
    en="SITE_URL ({url}) is this computer alone: the QR code of a receipt opens nothing on a citizen's phone.",
    do="ongikar set SITE_URL https://ADDRESS-CITIZENS-TYPE, or leave it empty: ongikar set SITE_URL ''",
)
def public_address_is_loopback(now: datetime) -> Facts | None:
    return {"url": settings.SITE_URL} if settings.SITE_URL and is_loopback(_site_host()) else None


@rule(
    "W003",
    bn="SITE_URL ({url}) https নয়: পাসওয়ার্ড ও আবেদনের বিষয় পথে অন্যে পড়তে পারে।",
    en="SITE_URL ({url}) is not https: passwords and matters can be read on the way.",
    do="Put nginx or Caddy with a certificate in front, then: ongikar set SITE_URL https://…",
)
def not_encrypted(now: datetime) -> Facts | None:
    plain = settings.SITE_URL.startswith("http://") and not is_loopback(_site_host())
    return {"url": settings.SITE_URL} if plain else None


@rule(
    "W004",
    bn="প্রোগ্রাম শুধু এই কম্পিউটারে শোনে ({bind}), অথচ নাগরিকদের ঠিকানা {url}: সামনে প্রক্সি না থাকলে কেউ পৌঁছাবে না।",
    en="It listens on this computer alone ({bind}), but citizens are told {url}: without a proxy nobody gets in.",
    do="ongikar set ONGIKAR_BIND 0.0.0.0:{port}, unless nginx or Caddy runs here",
)
def nobody_gets_in(now: datetime) -> Facts | None:
    host, port = settings.BIND
    told = settings.SITE_URL.startswith("http://") and not is_loopback(_site_host())
    found = {"bind": f"{host}:{port}", "url": settings.SITE_URL, "port": str(port)}
    return found if told and is_loopback(host) and host != "0.0.0.0" else None  # noqa: S104


@rule(
    "W005",
    bn="সামনে https প্রক্সি আছে, তবু প্রোগ্রাম সবার জন্য শোনে ({bind}): প্রক্সি এড়িয়ে সরাসরি ঢোকা যায়।",
    en="A proxy gives https, yet it listens to everybody ({bind}): people can go round the proxy, unencrypted.",
    do="ongikar set ONGIKAR_BIND 127.0.0.1:{port}, if the proxy runs on this computer",
)
def round_the_proxy(now: datetime) -> Facts | None:
    host, port = settings.BIND
    found = {"bind": f"{host}:{port}", "port": str(port)}
    return found if settings.SECURE and host in ("0.0.0.0", "::") else None  # noqa: S104


@rule(
    "W006",
    bn="প্রোগ্রাম দপ্তরের নেটওয়ার্কে শোনে ({bind}), কিন্তু কোন নামে খোলা যাবে তা বলা নেই: অন্য কম্পিউটারকে ফিরিয়ে দেওয়া হয়।",
    en="It listens to the network ({bind}), but under which names is not said: other computers are turned away.",
    do="ongikar set SITE_URL http://ADDRESS-OF-THIS-COMPUTER:{port}, or ongikar set ALLOWED_HOSTS that address",
)
def others_are_turned_away(now: datetime) -> Facts | None:
    host, port = settings.BIND
    named = [name for name in settings.ALLOWED_HOSTS if not is_loopback(name.strip("[]"))]
    heard = not is_loopback(host) or host in ("0.0.0.0", "::")  # noqa: S104
    return {"bind": f"{host}:{port}", "port": str(port)} if heard and not named else None
