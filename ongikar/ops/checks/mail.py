"""The mail carrier: named, signed in to, and answering."""

from __future__ import annotations

import smtplib
from datetime import datetime
from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings
from django.core.mail import get_connection

from ongikar.ops.checks.addresses import is_loopback
from ongikar.ops.checks.rules import Facts, rule

GMAIL = ("smtp.gmail.com", "smtp-relay.gmail.com")
APP_PASSWORD = 16  # letters
GMAIL_DO = (
    "Turn on 2-step verification, make an app password at myaccount.google.com/apppasswords, then: "
    "ongikar set EMAIL_HOST_PASSWORD"
)


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _login() -> tuple[str, str]:
    return settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD


@rule(
    "W041",
    bn="মেইল সার্ভার ঠিক করা নেই: চিঠি পাঠানো হয় না, {outbox} ফোল্ডারে লেখা হয়।",
    en="No mail server is named: letters are not sent, but written to {outbox}.",
    do="ongikar set EMAIL_HOST smtp.gmail.com; ongikar set EMAIL_HOST_USER ADDRESS; ongikar set EMAIL_HOST_PASSWORD",
)
def no_mail_server(now: datetime) -> Facts | None:
    return {"outbox": settings.OUTBOX_DIR} if not settings.EMAIL_HOST and not settings.DEMO else None


@rule(
    "E042",
    bn="মেইলে প্রবেশের জন্য নাম ও পাসওয়ার্ড দুটোই লাগে; একটি নেই।",
    en="To sign in to the mail server both a name and a password are needed; one is missing.",
    do="ongikar set EMAIL_HOST_USER ADDRESS; ongikar set EMAIL_HOST_PASSWORD",
)
def half_a_login(now: datetime) -> Facts | None:
    user, password = _login()
    alone = bool(user) != bool(password)
    none_for_gmail = settings.EMAIL_HOST in GMAIL[:1] and not (user and password)
    return {} if settings.EMAIL_HOST and (alone or none_for_gmail) else None


@rule(
    "W043",
    bn="জিমেইল শুধু ষোলো অক্ষরের অ্যাপ পাসওয়ার্ড নেয়; দেওয়া পাসওয়ার্ডটি তা নয়।",
    en="Gmail takes only an app password of sixteen letters; the one given is another.",
    do=GMAIL_DO,
)
def no_app_password(now: datetime) -> Facts | None:
    password = settings.EMAIL_HOST_PASSWORD.replace(" ", "")
    right = len(password) == APP_PASSWORD and password.isalpha()
    return {} if settings.EMAIL_HOST in GMAIL and password and not right else None


@rule(
    "E044",
    bn="প্রেরকের ঠিকানা ({sender}) থেকে কোনো মেইল সার্ভার চিঠি নেবে না।",
    en="No mail server takes letters from the sender {sender}.",
    do="ongikar set DEFAULT_FROM_EMAIL office@YOUR-DOMAIN.gov.bd",
)
def no_sender(now: datetime) -> Facts | None:
    sender = _sender()
    domain = sender.rpartition("@")[2]
    return {"sender": sender or "-"} if settings.EMAIL_HOST and ("." not in domain or "@" not in sender) else None


@rule(
    "W045",
    bn="জিমেইল চিঠির প্রেরক {sender} বদলে {user} বসাবে।",
    en="Gmail sends as {user} and not as {sender}.",
    do="ongikar set DEFAULT_FROM_EMAIL {user}",
)
def sender_is_another(now: datetime) -> Facts | None:
    user, sender = settings.EMAIL_HOST_USER, _sender()
    differs = settings.EMAIL_HOST in GMAIL[:1] and "@" in user and user.casefold() != sender.casefold()
    return {"sender": sender, "user": user} if differs else None


@rule(
    "E046",
    bn="মেইলের পাসওয়ার্ড {host} পর্যন্ত খোলা অবস্থায় যায়: পথে অন্যে পড়তে পারে।",
    en="The mail password goes to {host} unencrypted: it can be read on the way.",
    do="ongikar set EMAIL_PORT 587; ongikar set EMAIL_USE_TLS 1",
)
def password_in_the_open(now: datetime) -> Facts | None:
    encrypted = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    away = settings.EMAIL_HOST and not is_loopback(settings.EMAIL_HOST)
    return {"host": settings.EMAIL_HOST} if away and settings.EMAIL_HOST_PASSWORD and not encrypted else None


@rule(
    "E047",
    bn="EMAIL_USE_TLS ও EMAIL_USE_SSL একসঙ্গে চালু: দুটির একটিই হতে পারে।",
    en="EMAIL_USE_TLS and EMAIL_USE_SSL are both on: only one of them can be.",
    do="Port 587: ongikar set EMAIL_USE_SSL 0. Port 465: ongikar set EMAIL_USE_TLS 0",
)
def both_kinds_of_encryption(now: datetime) -> Facts | None:
    return {} if settings.EMAIL_HOST and _both() else None


@rule(
    "E048",
    bn="মেইল সার্ভার {host}:{port} নাম বা পাসওয়ার্ড নেয় না।",
    en="The mail server {host}:{port} does not take the name or the password.",
    do=f"ongikar set EMAIL_HOST_PASSWORD. Gmail: {GMAIL_DO}",
)
def sign_in_refused(now: datetime) -> Facts | None:
    return _where() if isinstance(_trouble(now), smtplib.SMTPAuthenticationError) else None


@rule(
    "E049",
    bn="মেইল সার্ভার {host}:{port} এ পৌঁছানো যায় না ({reason})।",
    en="The mail server {host}:{port} does not answer ({reason}).",
    do="Look at the internet line, EMAIL_HOST and EMAIL_PORT; many networks let out port 587 alone",
)
def no_answer(now: datetime) -> Facts | None:
    trouble = _trouble(now)
    if trouble is None or isinstance(trouble, smtplib.SMTPAuthenticationError):
        return None
    return {**_where(), "reason": type(trouble).__name__}


def _where() -> Facts:
    return {"host": settings.EMAIL_HOST, "port": str(settings.EMAIL_PORT)}


def _both() -> bool:
    return bool(settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL)


def _trouble(now: datetime) -> OSError | None:
    """What is in the way to the mail server, or in the way of signing in to it."""
    if not settings.EMAIL_HOST or _both():
        return None
    return _tried(now, settings.EMAIL_HOST, settings.EMAIL_PORT, *_login())


@lru_cache(maxsize=1)
def _tried(_now: datetime, *_line: object) -> OSError | None:
    """Go there and sign in, without a letter; once for all that is asked of this line at this moment."""
    try:
        line = get_connection("django.core.mail.backends.smtp.EmailBackend")
        line.open()
        line.close()
    except OSError as error:  # smtplib's own are of this kind
        return error
    return None
