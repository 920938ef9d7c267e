"""A form that was sent twice is done once: who sends it again is led to where the first led.

A double click and a broken line send the same page's form, with every word the same. What is kept is a keyed hash of
it all and where it led, for half an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from ongikar.offices.models import SentForm

SAME_FOR = timedelta(minutes=30)


def hash_of(said: str) -> str:
    """A keyed hash of all that the form says, in which nothing can be read."""
    return salted_hmac("ongikar.sent", said, algorithm="sha256").hexdigest()


def first_or_earlier(key: str, *, at: datetime, wait: Callable[[], bool]) -> str | None:
    """Where the earlier sending of this form led; None where this one is the first, which is then noted.

    While another is being done, `wait` waits a little; it returns False when that has lasted too long: a sending that
    was killed in the middle keeps nobody from sending again.
    """
    while True:
        known, made = SentForm.objects.get_or_create(pk=key, defaults={"at": at})
        if made:
            return None
        if known.leads_to and at - SAME_FOR < known.at <= at:
            return known.leads_to
        taken_over = SentForm.objects.filter(pk=key, at=known.at)
        if (known.leads_to or not wait()) and taken_over.update(at=at, leads_to=""):
            return None


def done(key: str, leads_to: str) -> None:
    """Note where it led."""
    SentForm.objects.filter(pk=key).update(leads_to=leads_to)


def not_done(key: str) -> None:
    """It was refused: the same form may be sent again."""
    SentForm.objects.filter(pk=key).delete()


def forget_sent_forms_next(now: datetime) -> bool:
    """Forget what was sent so long ago; False where there is none."""
    old = SentForm.objects.exclude(at__range=(now - SAME_FOR, now))
    return old.exists() and bool(old.delete()[0])  # an idle office takes no write lock
