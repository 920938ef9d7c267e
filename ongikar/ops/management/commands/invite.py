from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ongikar.journal.authors import SYSTEM
from ongikar.offices import timezone
from ongikar.offices.invitations import invite, spaced
from ongikar.offices.models import Account, Office
from ongikar.ops.refusal import Refused
from ongikar.rules import RuleBroken


class Command(BaseCommand):
    help = "A code for once with which somebody sets a new password: for who forgot it, when nobody else can sign in."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")

    def handle(self, *_args: Any, **options: Any) -> None:
        account = Account.objects.filter(username=options["username"]).first()
        office = Office.objects.tops().first()
        if account is None or office is None:
            raise Refused(f"nobody signs in as {options['username']} here")
        try:
            invitation, code = invite(account, office=office, by=SYSTEM, at=timezone.now())
        except RuleBroken as refused:
            raise Refused(refused.message) from None
        until = f"{timezone.localtime(invitation.ends_at):%Y-%m-%d %H:%M}"
        self.stdout.write(f"{account.username}: {spaced(code)}, until {until}, at /desk/invitation/")
