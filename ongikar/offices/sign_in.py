"""Signing in: Argon2, a limit on wrong tries, and a session that ends with the posting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_ascii
from ongikar.offices import timezone
from ongikar.offices.models import Account, Posting, SignInFailure
from ongikar.rules import RuleBroken

WINDOW = timedelta(minutes=15)
TRIES = 5  # a name; an address shared by a whole office gets ten times as many
TRIES_ADDRESS = 50


def _keys(username: str, address: str) -> tuple[str, str]:
    def keyed(value: str) -> str:
        return salted_hmac("ongikar.sign-in", value, algorithm="sha256").hexdigest()

    return keyed(f"name:{username.casefold()}"), keyed(f"address:{address}")


def check_tries(*, username: str, address: str, at: datetime) -> None:
    """Raise RuleBroken where this name or this address has failed too often in the last 15 minutes."""
    for key, limit in zip(_keys(username, address), (TRIES, TRIES_ADDRESS), strict=True):
        if SignInFailure.objects.filter(key=key, at__range=(at - WINDOW, at)).count() >= limit:
            raise RuleBroken(_("অনেকবার ভুল হয়েছে। ১৫ মিনিট পরে আবার চেষ্টা করুন।"))


def note_failure(*, username: str, address: str, at: datetime) -> None:
    SignInFailure.objects.exclude(at__range=(at - WINDOW, at)).delete()
    SignInFailure.objects.bulk_create([SignInFailure(key=key, at=at) for key in _keys(username, address)])


def may_enter(account: Account, at: datetime) -> bool:
    """Whether an account has anything to do here at a moment: who holds no post has not, but an administrator has."""
    return account.is_administrator or bool(Posting.objects.of_account(account.pk, at))


def _read(username: str) -> tuple[str, str]:
    """A name as typed; and as a phone's keyboard may have meant it, with a capital first or Bangla digits."""
    return username, to_ascii(username).strip().lower()


class PostingBackend(BaseBackend):
    """Accounts by name and password; each request carries the posting in force, in one statement."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_more: Any
    ) -> Account | None:
        found = {account.username: account for account in Account.objects.filter(username__in=_read(username))}
        account = next((found[name] for name in _read(username) if name in found), None)
        if account is None:
            Account().set_password(password)  # as slow as a real check: names are not to be guessed
            return None
        if not (account.is_active and account.check_password(password)):
            return None
        if settings.DEMO is False and account.demo_password:
            return None
        return account

    def get_user(self, user_id: int) -> Account | None:
        held = Posting.objects.of_account(user_id, timezone.now())
        if held and held[0].account.is_active:
            account = held[0].account
            account.posting, account.postings_held = held[0], tuple(held)
            return account
        return Account.objects.filter(pk=user_id, is_administrator=True, is_active=True).first()
