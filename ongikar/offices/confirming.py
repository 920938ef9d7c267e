"""Confirming an address: by a code that was sent there and came back, or by the word of who is reached there.

Each deed stands in the office's journal with who did it. Nothing is deleted: an address found wrong stays wrong
until somebody confirms it anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from ongikar.bangla.codes import typed_code
from ongikar.clock.steady import LEAP
from ongikar.journal.authors import Author
from ongikar.offices.addresses import Address, normal_address
from ongikar.offices.models import Account, Office
from ongikar.offices.people import record
from ongikar.rules import RuleBroken

DIGITS = 6
GUESSES = 5  # wrong codes, after which a new one has to be sent


def address_named(text: str) -> Address:
    """The row of an address, made where there is none. Raises RuleBroken for what no machine writes to."""
    kept = normal_address(text)
    if not kept:
        raise RuleBroken(_("ই-মেইল ঠিকানা বা মোবাইল নম্বর লিখুন।"))
    return Address.objects.get_or_create(text=kept)[0]


def rows_of(texts: Iterable[str]) -> dict[str, Address]:
    """What is known of these addresses, by their one form."""
    known = Address.objects.filter(text__in=[kept for text in texts if (kept := normal_address(text))])
    return {row.text: row for row in known}


def new_code(address: Address) -> str:
    """A code to be sent there; an earlier one is good for nothing from now on. Only its keyed hash is kept."""
    code = "".join(secrets.choice("0123456789") for _place in range(DIGITS))
    Address.objects.filter(pk=address.pk).update(digest=_digest(address, code), wrong_codes=0)
    return code


def _digest(address: Address, code: str) -> str:
    return salted_hmac("ongikar.address", f"{address.pk}:{code}", algorithm="sha256").hexdigest()


@transaction.atomic
def keep_trial(
    address: Address, *, outcome: str, trouble: str, reply: str, line: str, office: Office, by: Author, at: datetime
) -> None:
    """What came of a trial letter or message. `line` is the way that was tried, as figures.first_day knows it."""
    said = {"outcome": outcome, "trouble": trouble, "reply": reply}
    _write(address, tried_at=at, **said)
    record(office, "office.address_tried", by=by, at=at, facts={"address": address.text, "line": line, **said})


def confirm_by_code(
    address: Address, code: str, *, office: Office, by: Author, at: datetime, own: Account | None = None
) -> None:
    """The code came back. `own`: whose address it is; that account is reached there from now on.

    Raises RuleBroken for a wrong or an old code, and once too many were tried.
    """
    sent = address.tried_at or at
    in_time = sent - LEAP <= at < sent + timedelta(days=settings.INVITATION_DAYS)
    if not address.digest or not in_time or not _guessed(address):
        raise RuleBroken(_("কোডটির মেয়াদ নেই। আবার পরীক্ষার বার্তা পাঠান।"))
    if not constant_time_compare(_digest(address, typed_code(code)), address.digest):
        raise RuleBroken(_("কোডটি মেলেনি। যা এসেছে তা দেখে আবার লিখুন।"))
    with transaction.atomic():
        _confirm(address, Address.How.CODE, "", office=office, by=by, at=at)
        if own is not None:
            field = "email" if address.is_mail else "phone"
            Account.objects.filter(pk=own.pk).update(**{field: address.text})


def _guessed(address: Address) -> bool:
    """Count one guess more before it is looked at; False where none is left, however many come at once."""
    left = Address.objects.filter(pk=address.pk, digest=address.digest, wrong_codes__lt=GUESSES)
    return bool(left.update(wrong_codes=F("wrong_codes") + 1))


def confirm_by_word(address: Address, *, note: str, office: Office, by: Author, at: datetime) -> None:
    """Who is reached there said so, by phone or in person. `note` says who, and is asked for."""
    if not note.strip():
        raise RuleBroken(_("কার সঙ্গে কথা হয়েছে, লিখুন।"))
    _confirm(address, Address.How.WORD, note.strip(), office=office, by=by, at=at)


@transaction.atomic
def _confirm(address: Address, how: str, note: str, *, office: Office, by: Author, at: datetime) -> None:
    changes = {"confirmed_at": at, "confirmed_by": by.name, "how": how, "digest": "", "wrong_codes": 0}
    _write(address, **changes, wrong_at=None, wrong_why="")
    facts = {"address": address.text, "how": how, "note": note}
    record(office, "office.address_confirmed", by=by, at=at, facts=facts)


@transaction.atomic
def mark_wrong(
    address: Address, *, why: str, office: Office, by: Author, at: datetime, trouble: str = "", reply: str = ""
) -> None:
    """Nothing is sent there any more: a person says why, or a server has refused it (`trouble`, `reply`)."""
    if not (why.strip() or trouble):
        raise RuleBroken(_("ঠিকানাটি কেন ভুল, লিখুন।"))
    _write(address, wrong_at=at, wrong_why=why.strip(), confirmed_at=None, confirmed_by="", how="", digest="")
    if trouble:
        _write(address, trouble=trouble, reply=reply)
    facts = {"address": address.text, "why": why.strip(), "trouble": trouble, "reply": reply}
    record(office, "office.address_wrong", by=by, at=at, facts=facts)


def _write(address: Address, **changes: object) -> None:
    Address.objects.filter(pk=address.pk).update(**changes)
    for name, value in changes.items():
        setattr(address, name, value)
