"""Letting somebody in without e-mail: a code for once, given by hand, with which the person sets the password.

The same for a new account and for a forgotten password. The code is shown once and kept as a hash alone.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.bangla.codes import CODE_SIGNS, typed_code
from ongikar.bangla.digits import to_bangla
from ongikar.clock.steady import LEAP
from ongikar.journal.authors import Author
from ongikar.offices.models import Account, Invitation, Office
from ongikar.offices.people import record
from ongikar.rules import RuleBroken

LENGTH = 12


@transaction.atomic
def invite(account: Account, *, office: Office, by: Author, at: datetime) -> tuple[Invitation, str]:
    """A new code for this account, and the only time it can be read; an earlier one is good for nothing from now on.

    It is good for ONGIKAR_INVITATION_DAYS. A password that is there stays until the code is used.
    """
    if not account.is_active:
        raise RuleBroken(_("এই অ্যাকাউন্টটি বন্ধ আছে।"))
    account.invitations.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)
    code = "".join(secrets.choice(CODE_SIGNS) for _place in range(LENGTH))
    ends_at = at + timedelta(days=settings.INVITATION_DAYS)
    invitation = Invitation.objects.create(account=account, digest=digest_of(code), made_at=at, ends_at=ends_at)
    record(office, "office.invited", by=by, at=at, facts={"account": account.pk})
    return invitation, code


def spaced(code: str) -> str:
    """The code as it is read out: four letters at a time."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def password_rule() -> str:
    """What a password must be, told before it is typed."""
    return _("পাসওয়ার্ডে অন্তত %(least)sটি অক্ষর লাগবে।") % {"least": to_bangla(settings.PASSWORD_MIN_LENGTH)}


def digest_of(code: str) -> str:
    """The keyed hash of a code, however it was typed."""
    return salted_hmac("ongikar.invitation", typed_code(code), algorithm="sha256").hexdigest()


def invitation_of(code: str, *, at: datetime) -> Invitation | None:
    """The invitation of a code that is still good; None for a wrong, used, revoked or old one: all alike."""
    open_ones = Invitation.objects.filter(used_at__isnull=True, revoked_at__isnull=True, ends_at__gt=at)
    open_ones = open_ones.filter(made_at__lte=at + LEAP)  # what a wrong clock made would be good for years
    return open_ones.filter(digest=digest_of(code), account__is_active=True).select_related("account").first()


@transaction.atomic
def set_password(invitation: Invitation, password: str, *, at: datetime) -> Account:
    """Use the code: the account has this password from now on, and every session of it has ended.

    Raises RuleBroken where the password is too weak, and where the code was used in the meantime.
    """
    account = invitation.account
    try:
        validate_password(password, account)
    except ValidationError as weak:
        too_short = any(error.code == "password_too_short" for error in weak.error_list)
        raise RuleBroken(password_rule() if too_short else _("পাসওয়ার্ডটি খুব প্রচলিত; অন্য একটি ভাবুন।")) from weak
    unused = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, revoked_at__isnull=True)
    if not unused.update(used_at=at):
        raise RuleBroken(_("কোডটি আগেই ব্যবহার হয়েছে। নতুন কোড নিন।"))
    account.set_password(password)
    account.save(update_fields=["password"])
    for posting in account.postings.in_force_at(at).select_related("account", "post__office")[:1]:
        record(posting.office, "office.password_set", by=posting.author(), at=at, facts={"account": account.pk})
    return account
