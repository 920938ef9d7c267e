"""The address in a letter that does one thing: the one-tap appeal of a turn. It shows number, dates and who is next."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac

from ongikar.cases.references import can_be_reached
from ongikar.grievances.models import Referral


def appeal_token(turn: Referral) -> str:
    """The secret of the address: of this turn alone, and useless once the complainant's link is revoked."""
    secret = f"{turn.grievance_id}:{turn.grievance.link_number}:{turn.pk}"
    return salted_hmac("ongikar.appeal", secret, algorithm="sha256").hexdigest()[:32]


def appeal_path(turn: Referral) -> str:
    return f"/g/{turn.grievance_id}/appeal/{appeal_token(turn)}/"


def appeal_link(turn: Referral, language: str = "bn") -> str:
    """The address for a letter to the complainant; '' where the office has none that others can reach."""
    if not can_be_reached(settings.SITE_URL):
        return ""
    return f"{settings.SITE_URL}{'/en' if language == 'en' else ''}{appeal_path(turn)}"
