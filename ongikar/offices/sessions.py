"""Sessions end by the office's own time, and one that would end later than any can is absent: a wrong clock made it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

from ongikar.clock.steady import LEAP
from ongikar.offices import timezone


def longest() -> timedelta:
    """No session ends later from now on."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE) + LEAP


def forget_sessions_next(now: datetime) -> bool:
    """Forget the sessions that have ended, or that a wrong clock made; False where there are none."""
    old = SessionStore.get_model_class().objects.exclude(expire_date__gte=now, expire_date__lte=now + longest())
    return old.exists() and bool(old.delete()[0])  # an idle office takes no write lock


class SessionStore(db.SessionStore):
    def get_expiry_date(self, **given: Any) -> datetime:
        return super().get_expiry_date(**{"modification": timezone.now(), **given})

    def _get_session_from_db(self) -> Any:
        now = timezone.now()
        kept = self.model.objects.filter(session_key=self.session_key, expire_date__gt=now)
        if settings.CLOCK_WATCHED:
            kept = kept.filter(expire_date__lte=now + longest())
        session = kept.first()
        if session is None:
            self._session_key = None
        return session
