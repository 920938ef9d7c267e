"""Signing in: Argon2, a limit on wrong tries, and a session that ends with the posting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from ongikar.bangla.digits import to_ascii
from ongikar.offices import timezone
from ongikar.offices.models import Account, Posting


def may_enter(account: Account, at: datetime) -> bool:
    """Whether an account has anything to do here at a moment: who holds no post has not, but an administrator has."""
    return account.is_administrator or bool(Posting.objects.of_account(account.pk, at))


def read_name(typed: str) -> str:
    """A name as a phone's keyboard may have meant it: with a capital first, or Bangla digits."""
    return to_ascii(typed).strip().lower()


class PostingBackend(BaseBackend):
    """Accounts by name and password; each request carries the posting in force, in one statement."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_more: Any
    ) -> Account | None:
        names = (username, read_name(username))
        found = {account.username: account for account in Account.objects.filter(username__in=names)}
        account = next((found[name] for name in names if name in found), None)
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
