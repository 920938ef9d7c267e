from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ongikar.clock.hours import in_dhaka
from ongikar.journal.authors import SYSTEM
from ongikar.offices import watch
from ongikar.offices.models import Office
from ongikar.ops.refusal import Refused
from ongikar.rules import RuleBroken


class Command(BaseCommand):
    help = "Whether this machine's clock is believed, and what it says. With --right you say that it is right as it is."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--right", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        known, office = watch.known(), Office.objects.tops().first()
        if known.doubt is None or office is None:
            self.stdout.write(f"The clock says {in_dhaka(known.says):%Y-%m-%d %H:%M}, and is believed.")
            return
        if options["right"]:
            try:
                watch.confirm(by=SYSTEM, office=office, doubt=known.doubt.key)
            except RuleBroken as refused:
                raise Refused(refused.message) from None
        self.stdout.write("\n".join(_told(known, right=options["right"])))


def _told(known: watch.Known, *, right: bool) -> list[str]:
    assert known.doubt is not None
    says = f"The clock says {in_dhaka(known.says):%Y-%m-%d %H:%M}"
    if right:
        return [f"{says}, and is believed at your word; lapses and letters go on."]
    began, until = known.doubt.began, in_dhaka(known.doubt.until)
    sure = f", and was last sure at {in_dhaka(began):%Y-%m-%d %H:%M}" if began else ""
    return [
        f"{says}{sure}. It is in doubt: lapses and letters wait.",
        "Wrong? Set it (timedatectl set-ntp true), and all goes on by itself. Right? ongikar clock --right",
        f"If it runs on like this it is believed from {until:%Y-%m-%d %H:%M} on.",
    ]
