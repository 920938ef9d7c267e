"""What `ongikar doctor` says before its findings: which installation this is, and what waits in it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection

import ongikar
from ongikar.cases.models import Case
from ongikar.clock.hours import in_dhaka
from ongikar.notices.models import Notice, Outcome
from ongikar.ops import ticker
from ongikar.ops.vault.backup import last_backup

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def state(now: datetime) -> list[str]:
    """Lines of what is, without judgement. Says nothing about cases where the database cannot be asked."""
    kind = "demo, " if settings.DEMO else ""
    made = last_backup()
    lines = [
        f"Ongikar {ongikar.__version__}: {kind}{KINDS[connection.vendor]}, data in {settings.DATA_DIR}",
        f"Last round of the ticker: {_shown(ticker.last_round())}. Last backup: {_shown(made.at if made else None)}.",
    ]
    try:
        lines.append(_waiting(now))
    except DatabaseError:
        lines.append("Cases: the database cannot be asked.")
    return lines


def _waiting(now: datetime) -> str:
    """How much waits, and since when what is due is due."""
    due = Case.objects.due_at(now).first()
    since = f", the first since {_shown(due.act_after)}" if due else ""
    waiting = Notice.objects.filter(outcome=Outcome.WAITING).count()
    return f"Open cases: {Case.objects.open().count()}{since}. Letters waiting: {waiting}."


def _shown(moment: datetime | None) -> str:
    return f"{in_dhaka(moment):%Y-%m-%d %H:%M}" if moment else "never"
