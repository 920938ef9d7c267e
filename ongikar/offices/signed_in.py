"""Who is signed in, as rows: those whose time is over are cleared away."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_sessions_next(now: datetime) -> bool:
    """Forget the sessions that have ended by themselves; False where there are none."""
    old = Session.objects.filter(expire_date__lt=now)
    return old.exists() and bool(old.delete()[0])  # an idle office takes no write lock
