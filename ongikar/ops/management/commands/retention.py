from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Max

from ongikar.offices import timezone
from ongikar.ops import retention


class Command(BaseCommand):
    help = "List the cases that were closed longer ago than ONGIKAR_RETENTION_YEARS. Nothing is deleted."

    def handle(self, *_args: Any, **_options: Any) -> None:
        due = retention.due(timezone.now()).values_list(
            "reference", Max("results__at"), "state", "office__code", "service__code"
        )
        for reference, closed_at, state, office, service in due.iterator():
            self.stdout.write(f"{reference}  {timezone.localtime(closed_at):%Y-%m-%d}  {state:9}  {office}/{service}")
        self.stdout.write(
            f"{due.count()} cases were closed more than {settings.RETENTION_YEARS} years ago. Nothing was deleted: "
            "what becomes of them is decided by the office's rules on records."
        )
