"""Counting wrong tries of a receipt's code: by case, so that nobody else on a shared line is locked out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.offices.models import SignInFailure
from ongikar.rules import RuleBroken

WINDOW = timedelta(minutes=15)
TRIES = 10


def _key(subject: str) -> str:
    return salted_hmac("ongikar.code", subject, algorithm="sha256").hexdigest()


def check_code_tries(*, subject: str, at: datetime) -> None:
    """Raise RuleBroken where the code of this case was mistyped too often in the last 15 minutes."""
    if SignInFailure.objects.filter(key=_key(subject), at__range=(at - WINDOW, at)).count() >= TRIES:
        raise RuleBroken(_("কোডটি অনেকবার ভুল হয়েছে। ১৫ মিনিট পরে আবার চেষ্টা করুন।"))


def note_wrong_code(*, subject: str, at: datetime) -> None:
    SignInFailure.objects.create(key=_key(subject), at=at)
